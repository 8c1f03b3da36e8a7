import { changePhone, ownAccount, requestCode } from "../../identity/index.ts";
import { mask, parseMobile } from "../../kernel/codes/index.ts";
import {
  type Actor,
  type Page,
  type PageAnswer,
  type PageCall,
  page,
  seeOther,
  show,
} from "../../kernel/http/index.ts";
import { Field, FormPage, renderDocument } from "../../ui/index.ts";
import { ownFrame } from "../own-frame.ts";
import { accountCrumbs, lateTo } from "./account-frame.tsx";
import { DemoPhone } from "./demo-accounts.tsx";
import { dropPhone, heldPhone, holdPhone } from "./held-phone.ts";
import { paths } from "./paths.ts";
import { mend, orAgain, type Refusal, typed, wordsAt } from "./refusal.ts";
import { placeOf } from "./visitor.ts";

type Call = Parameters<typeof ownFrame>[0] & { readonly actor: Actor; readonly form?: PageCall["form"] };

const purpose = "change-phone";

async function showAsk(call: Call, refusal?: Refusal): Promise<PageAnswer> {
  const { house, actor, form = {} } = call;
  const { phone } = await ownAccount(house, actor);
  const { errors, faults } = wordsAt({ phone: "新手机号" }, refusal);
  const frame = await ownFrame(call);
  const view = (
    <FormPage
      frame={frame}
      title="更换手机号"
      lead={phone === undefined ? "验证码发到新手机。" : `现在用 ${phone} 登录。验证码发到新手机。`}
      crumbs={accountCrumbs(frame)}
      step={{ at: 1, of: 2 }}
      faults={faults}
      action={paths.phone}
      csrf={call.csrfToken()}
      submit="获取验证码"
      later={{ words: "不换了", href: paths.account }}
    >
      <Field
        id="phone"
        name="phone"
        label="新手机号"
        hint="11 位手机号"
        error={errors.phone}
        control={{
          ...{ kind: "text", type: "tel", inputmode: "tel", autocomplete: "tel-national", width: "m", maxLength: 20 },
          value: typed(form, "phone"),
        }}
      />
    </FormPage>
  );
  return show(renderDocument(view), { status: refusal?.status ?? 200 });
}

async function showCode(call: Call, phone: string, refusal?: Refusal): Promise<PageAnswer> {
  const { house, form = {} } = call;
  const { errors, faults } = wordsAt({ code: "验证码" }, refusal);
  const frame = await ownFrame(call, { address: paths.phoneByCode });
  const view = (
    <FormPage
      frame={frame}
      title="更换手机号"
      lead={`验证码已发到 ${mask("phone", phone)}，5 分钟内有效。`}
      crumbs={accountCrumbs(frame)}
      step={{ at: 2, of: 2 }}
      faults={faults}
      action={paths.phoneByCode}
      csrf={call.csrfToken()}
      submit="换成这个手机号"
      later={{ words: "换一个号码，或重新发送", href: paths.phone }}
      before={house.config.demo ? <DemoPhone /> : null}
    >
      <Field
        id="code"
        name="code"
        label="验证码"
        hint="短信里的 6 位数字"
        error={errors.code}
        control={{
          ...{ kind: "text", inputmode: "numeric", autocomplete: "one-time-code", width: "s", maxLength: 10 },
          value: typed(form, "code"),
        }}
      />
    </FormPage>
  );
  return show(renderDocument(view), { status: refusal?.status ?? 200 });
}

/** `/account/phone`: the number one signs in with, in two steps. */
export const changePhonePages: readonly Page[] = [
  page({
    method: "GET",
    path: paths.phone,
    role: "citizen",
    summary: "更换手机号：填新手机号",
    handle: (call) => showAsk(call),
  }),
  page({
    method: "POST",
    path: paths.phone,
    role: "citizen",
    rate: "strict",
    summary: "更换手机号：发送验证码",
    handle: (call) =>
      orAgain(
        async () => {
          const { house, form, request } = call;
          const phone = typed(form, "phone");
          await requestCode(house, { phone, purpose, address: request.address });
          return seeOther(paths.phoneByCode, { cookies: [holdPhone(house, { phone: parseMobile(phone), purpose })] });
        },
        (refusal) => showAsk(call, refusal),
      ),
    lapsed: lateTo(paths.phone),
  }),
  page({
    method: "GET",
    path: paths.phoneByCode,
    role: "citizen",
    summary: "更换手机号：填验证码",
    async handle(call) {
      const phone = heldPhone(call.house, call.request, purpose);
      return phone === undefined ? seeOther(paths.phone) : await showCode(call, phone);
    },
  }),
  page({
    method: "POST",
    path: paths.phoneByCode,
    role: "citizen",
    rate: "strict",
    summary: "更换手机号：用验证码换；别的设备退出",
    async handle(call) {
      const { house, actor, form, request } = call;
      const phone = heldPhone(house, request, purpose);
      if (phone === undefined) return seeOther(paths.phone);
      const code = typed(form, "code").trim();
      if (code === "") return await showCode(call, phone, mend({ code: "请填写短信里的验证码" }));
      return await orAgain(
        async () => {
          const opened = await changePhone(house, actor, { phone, code, ...placeOf(request) });
          return seeOther(`${paths.account}?done=phone`, { session: opened.session, cookies: [dropPhone(house)] });
        },
        (refusal) => showCode(call, phone, refusal),
      );
    },
    lapsed: lateTo(paths.phone),
  }),
];
