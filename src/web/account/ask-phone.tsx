import type { ComponentChildren, VNode } from "preact";
import { requestCode } from "../../identity/index.ts";
import { parseMobile } from "../../kernel/codes/index.ts";
import { type Page, type PageAnswer, type PageCall, page, seeOther, show } from "../../kernel/http/index.ts";
import { Empty, Field, Links, PageHead, PortalPage, renderDocument } from "../../ui/index.ts";
import { ownFrame } from "../own-frame.ts";
import { DoorView, OtherWays } from "./door-view.tsx";
import { heldPhone, holdPhone } from "./held-phone.ts";
import { afterSignIn, paths, safeTo, withTo } from "./paths.ts";
import { type PhoneWay, phoneWays } from "./phone-ways.ts";
import { orAgain, type Refusal, typed, wordsAt } from "./refusal.ts";
import { late } from "./sign-in-page.tsx";
import { toQuery } from "./visitor.ts";

type Call = Parameters<typeof ownFrame>[0] & {
  readonly query: { readonly to?: string };
  readonly form?: PageCall["form"];
};

const labels = { phone: "手机号" };

async function showAsk(way: PhoneWay, call: Call, refusal?: Refusal): Promise<PageAnswer> {
  const { house, query, form = {}, request } = call;
  const to = safeTo(query.to);
  const frame = await ownFrame(call, { address: withTo(way.ask, to) });
  if (!house.config.sms) return show(renderDocument(<NoMessages frame={frame} title={way.title} to={to} />));
  const { errors, faults } = wordsAt(labels, refusal);
  const held = heldPhone(house, request, way.purpose);
  const view = (
    <DoorView
      frame={frame}
      title={way.title}
      lead={way.lead}
      faults={faults}
      action={withTo(way.ask, to)}
      csrf={call.csrfToken()}
      submit="获取验证码"
      side={<Others way={way} to={to} />}
      after={
        held ? (
          <p class="small">
            刚才的验证码收到了？<a href={withTo(way.enter, to)}>去填写</a>
          </p>
        ) : null
      }
    >
      <Field
        id="phone"
        name="phone"
        label={labels.phone}
        hint="11 位手机号"
        error={errors.phone}
        control={{
          ...{ kind: "text", type: "tel", inputmode: "tel", autocomplete: "tel-national", width: "m", maxLength: 20 },
          value: typed(form, "phone") || (held ?? ""),
        }}
      />
    </DoorView>
  );
  return show(renderDocument(view), { status: refusal?.status ?? 200 });
}

/** The other doors beside this one. */
export function Others(props: { way: PhoneWay; to: string | undefined; children?: ComponentChildren }): VNode {
  const { way, to } = props;
  const links = [
    { title: "用密码登录", href: withTo(paths.signIn, to) },
    ...(way === phoneWays.signIn ? [] : [{ title: "用短信验证码登录", href: withTo(paths.signInByPhone, to) }]),
    ...(way === phoneWays.register ? [] : [{ title: "还没有账号，去注册", href: withTo(paths.register, to) }]),
  ];
  return (
    <div class="stack-l">
      {props.children}
      <OtherWays title="其他办法">
        <Links links={links} />
      </OtherWays>
      <p class="small quiet">没有手机、收不到短信，可以带身份证到任何一个办事大厅的窗口办理。</p>
    </div>
  );
}

function NoMessages(props: { frame: Awaited<ReturnType<typeof ownFrame>>; title: string; to: string | undefined }) {
  const { frame, title, to } = props;
  return (
    <PortalPage frame={frame} title={title} crumbs={[{ href: frame.hall.href, title: "首页" }]} noindex>
      <PageHead title={title} />
      <Empty
        level={2}
        icon="phone"
        title="本大厅没有开通短信"
        text="请带身份证到窗口办理，或用密码登录。"
        act={<a href={withTo(paths.signIn, to)}>用密码登录</a>}
      />
    </PortalPage>
  );
}

/** Sends a code and remembers where to. */
export async function sendCode(
  way: PhoneWay,
  call: Pick<PageCall, "house" | "request"> & { readonly query: { readonly to?: string } },
  phone: string,
): Promise<PageAnswer> {
  const { house, request, query } = call;
  await requestCode(house, { phone, purpose: way.purpose, address: request.address });
  const cookies = [holdPhone(house, { phone: parseMobile(phone), purpose: way.purpose })];
  return seeOther(withTo(way.enter, safeTo(query.to)), { cookies });
}

function pagesFor(way: PhoneWay): Page[] {
  return [
    page({
      method: "GET",
      path: way.ask,
      role: "anyone",
      summary: `${way.title}：填手机号`,
      query: toQuery,
      async handle(call) {
        const { house, actor, query } = call;
        if (actor.kind !== "anonymous") return seeOther(afterSignIn(house, actor.kind, query.to));
        return await showAsk(way, call);
      },
    }),
    page({
      method: "POST",
      path: way.ask,
      role: "anyone",
      rate: "strict",
      summary: `${way.title}：发送验证码；不说这个手机号有没有注册`,
      query: toQuery,
      handle: (call) =>
        orAgain(
          () => sendCode(way, call, typed(call.form, "phone")),
          (refusal) => showAsk(way, call, refusal),
        ),
      lapsed: async (call) => late(call),
    }),
  ];
}

/** The first step of every way that begins with a phone. */
export const askPhonePages: readonly Page[] = Object.values(phoneWays).flatMap(pagesFor);
