import type { VNode } from "preact";
import { renewRecoveryCodes } from "../../../identity/index.ts";
import { type Page, type PageAnswer, page, seeOther, show } from "../../../kernel/http/index.ts";
import { Button, Field, Form, FormPage, type PageFrame, PortalPage, renderDocument } from "../../../ui/index.ts";
import { ownFrame } from "../../own-frame.ts";
import { accountCrumbs, FormHead, lateTo } from "../account-frame.tsx";
import { afterSignIn, paths, safeTo, withTo } from "../paths.ts";
import { mend, orAgain, type Refusal, typed, wordsAt } from "../refusal.ts";
import { toQuery } from "../visitor.ts";
import { dropCodes, heldCodes, holdCodes } from "./held-codes.ts";

type Call = Parameters<typeof ownFrame>[0] & { readonly query: { readonly to?: string } };

const under = { href: paths.secondFactor, title: "第二道验证" };

async function showRenew(call: Call, refusal?: Refusal): Promise<PageAnswer> {
  const { errors, faults } = wordsAt({ code: "验证码" }, refusal);
  const frame = await ownFrame(call);
  const view = (
    <FormPage
      frame={frame}
      title="换一批恢复码"
      lead="得到 10 个新的恢复码，原来的全部作废。"
      crumbs={accountCrumbs(frame, under)}
      faults={faults}
      action={paths.recoveryCodes}
      csrf={call.csrfToken()}
      submit="换一批"
      later={{ words: "不换了", href: paths.secondFactor }}
    >
      <Field
        id="code"
        name="code"
        label="验证码"
        hint="验证器应用里的 6 位数字，也可以填一个没用过的恢复码"
        error={errors.code}
        control={{ kind: "text", autocomplete: "one-time-code", width: "m", maxLength: 40 }}
      />
    </FormPage>
  );
  return show(renderDocument(view), { status: refusal?.status ?? 200 });
}

function CodesView(props: { frame: PageFrame; codes: readonly string[]; action: string; csrf: string }): VNode {
  const { frame, codes, action, csrf } = props;
  const title = "存好恢复码";
  return (
    <PortalPage frame={frame} title={title} crumbs={accountCrumbs(frame, under)} here={title} noindex>
      <FormHead
        faults={[]}
        title={title}
        lead="第二道验证已经打开。丢了手机时，一个恢复码可以登录一次。只显示这一次，请打印或者抄下来，不要存在同一部手机里。"
      />
      <div class="stack-l">
        <ol>
          {codes.map((code) => (
            <li key={code}>
              <b class="code">{code}</b>
            </li>
          ))}
        </ol>
        <Form action={action} csrf={csrf}>
          <input type="hidden" name="act" value="kept" />
          <p class="row">
            <Button>存好了，继续</Button>
          </p>
        </Form>
      </div>
    </PortalPage>
  );
}

/** `/account/second-factor/recovery-codes`: fresh ones, shown once; without fresh ones, the way to others. */
export const recoveryCodesPages: readonly Page[] = [
  page({
    method: "GET",
    path: paths.recoveryCodes,
    role: "staff",
    summary: "恢复码：新的只显示一次；或换一批",
    query: toQuery,
    async handle(call) {
      const { house, query, request } = call;
      const codes = heldCodes(house, request);
      if (!codes) return await showRenew(call);
      const action = withTo(paths.recoveryCodes, safeTo(query.to));
      const frame = await ownFrame(call, { address: action });
      return show(renderDocument(<CodesView {...{ frame, codes, action, csrf: call.csrfToken() }} />));
    },
  }),
  page({
    method: "POST",
    path: paths.recoveryCodes,
    role: "staff",
    rate: "strict",
    summary: "恢复码存好了，继续；或换一批，原来的作废",
    query: toQuery,
    async handle(call) {
      const { house, actor, form, query, request } = call;
      if (form.act === "kept") {
        const on = query.to === undefined ? `${paths.account}?done=second` : afterSignIn(house, "staff", query.to);
        return seeOther(on, { cookies: [dropCodes(house)] });
      }
      const code = typed(form, "code").trim();
      if (code === "") return await showRenew(call, mend({ code: "请填写验证码" }));
      return await orAgain(
        async () => {
          const codes = await renewRecoveryCodes(house, actor, { code, address: request.address });
          return seeOther(paths.recoveryCodes, { cookies: [holdCodes(house, request.session?.id ?? "", codes)] });
        },
        (refusal) => showRenew(call, refusal),
      );
    },
    lapsed: lateTo(paths.secondFactor),
  }),
];
