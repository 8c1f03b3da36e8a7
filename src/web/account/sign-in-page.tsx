import type { VNode } from "preact";
import { beginSignIn } from "../../identity/index.ts";
import { type Page, type PageAnswer, type PageCall, page, seeOther, show } from "../../kernel/http/index.ts";
import { Field, type LinkLine, Links, renderDocument } from "../../ui/index.ts";
import { ownFrame } from "../own-frame.ts";
import { DemoAccounts } from "./demo-accounts.tsx";
import { DoorView, OtherWays } from "./door-view.tsx";
import { afterSignIn, paths, safeTo, withTo } from "./paths.ts";
import { mend, orAgain, type Refusal, typed, wordsAt } from "./refusal.ts";
import { letIn, placeOf, toQuery } from "./visitor.ts";

type Call = Parameters<typeof ownFrame>[0] & {
  readonly query: { readonly to?: string };
  readonly form?: PageCall["form"];
};

const labels = { name: "手机号或登录名", password: "密码" };

async function showSignIn(call: Call, refusal?: Refusal): Promise<PageAnswer> {
  const { house, query, form = {} } = call;
  const to = safeTo(query.to);
  const { errors, faults } = wordsAt(labels, refusal, "password");
  const frame = await ownFrame(call, { address: withTo(paths.signIn, to) });
  const byCode = house.config.sms !== undefined;
  const view = (
    <DoorView
      frame={frame}
      title="登录"
      lead={to === undefined ? "一个账号，办所有大厅的事。" : "登录以后回到刚才那一页，接着办。"}
      faults={faults}
      action={withTo(paths.signIn, to)}
      csrf={call.csrfToken()}
      submit="登录"
      side={
        <div class="stack-l">
          <Ways byCode={byCode} to={to} />
          {house.config.demo ? <DemoAccounts /> : null}
        </div>
      }
    >
      <Field
        id="name"
        name="name"
        label={labels.name}
        hint="个人用手机号，工作人员用登录名。"
        error={errors.name}
        control={{ kind: "text", value: typed(form, "name"), autocomplete: "username", width: "m", maxLength: 100 }}
      />
      <Field
        id="password"
        name="password"
        label={labels.password}
        error={errors.password}
        control={{ kind: "text", type: "password", autocomplete: "current-password", width: "m", maxLength: 200 }}
      />
    </DoorView>
  );
  return show(renderDocument(view), { status: refusal?.status ?? 200 });
}

function Ways(props: { byCode: boolean; to: string | undefined }): VNode {
  const { byCode, to } = props;
  const links: LinkLine[] = [
    { title: "用短信验证码登录", href: withTo(paths.signInByPhone, to) },
    { title: "忘记密码", href: withTo(paths.forgot, to) },
    { title: "还没有账号，去注册", href: withTo(paths.register, to) },
  ];
  return (
    <OtherWays title="其他办法">
      {byCode ? <Links links={links} /> : <p>本大厅没有开通短信。注册账号、忘记密码，请带身份证到窗口办理。</p>}
      <p class="small quiet">工作人员忘记密码，请联系本大厅的管理员。</p>
    </OtherWays>
  );
}

const showPage = page({
  method: "GET",
  path: paths.signIn,
  role: "anyone",
  summary: "登录：手机号或登录名加密码；别的办法在旁边",
  query: toQuery,
  async handle(call) {
    const { house, actor, query } = call;
    if (actor.kind !== "anonymous") return seeOther(afterSignIn(house, actor.kind, query.to));
    return await showSignIn(call);
  },
});

const enterPage = page({
  method: "POST",
  path: paths.signIn,
  role: "anyone",
  rate: "strict",
  summary: "用密码登录",
  query: toQuery,
  async handle(call) {
    const { house, form, request, query } = call;
    const [name, password] = [typed(form, "name"), typed(form, "password")];
    const empty = {
      ...(name.trim() === "" ? { name: "请填写手机号或登录名" } : {}),
      ...(password === "" ? { password: "请填写密码" } : {}),
    };
    if (Object.keys(empty).length > 0) return await showSignIn(call, mend(empty));
    return await orAgain(
      async () => letIn(house, await beginSignIn(house, { name, password, ...placeOf(request) }), query.to),
      (refusal) => showSignIn(call, refusal),
    );
  },
  lapsed: async (call) => late(call),
});

/** The form of a visitor who has signed in meanwhile leads on; one that lay too long is shown anew. */
export function late(call: {
  readonly house: PageCall["house"];
  readonly whose: { readonly kind: PageCall["actor"]["kind"] };
  readonly isSignedIn: boolean;
  readonly query: { readonly to?: string };
  readonly request: { readonly path: string };
}): PageAnswer {
  const { house, whose, isSignedIn, query, request } = call;
  if (isSignedIn) return seeOther(afterSignIn(house, whose.kind, query.to));
  return seeOther(withTo(request.path, safeTo(query.to)));
}

/** The two doors of signing in by password. */
export const signInPages: readonly Page[] = [showPage, enterPage];
