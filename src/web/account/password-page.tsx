import { changePassword, ownAccount, passwordLength } from "../../identity/index.ts";
import { type Actor, type Page, type PageAnswer, page, seeOther, show } from "../../kernel/http/index.ts";
import { Field, FormPage, renderDocument } from "../../ui/index.ts";
import { ownFrame } from "../own-frame.ts";
import { accountCrumbs, lateTo } from "./account-frame.tsx";
import { paths, safeTo, withTo } from "./paths.ts";
import { mend, orAgain, type Refusal, typed, wordsAt } from "./refusal.ts";
import { placeOf, toQuery, wayOn } from "./visitor.ts";

type Call = Parameters<typeof ownFrame>[0] & {
  readonly actor: Actor;
  readonly query: { readonly to?: string };
};

async function showPassword(call: Call, refusal?: Refusal): Promise<PageAnswer> {
  const { house, actor, query } = call;
  const to = safeTo(query.to);
  const { hasPassword, mustChangePassword: isFirst } = await ownAccount(house, actor);
  const labels = hasPassword ? { old: "现在的密码", password: "新密码" } : { password: "密码" };
  const { errors, faults } = wordsAt(labels, refusal);
  const frame = await ownFrame(call, { address: withTo(paths.password, to) });
  const view = (
    <FormPage
      frame={frame}
      title={hasPassword ? "修改密码" : "设一个密码"}
      lead={isFirst ? "管理员给的密码只用一次：换成自己的密码，岗位才生效。" : "设好以后，别的设备都要重新登录。"}
      crumbs={accountCrumbs(frame)}
      faults={faults}
      action={withTo(paths.password, to)}
      csrf={call.csrfToken()}
      submit="保存密码"
      later={{ words: "不改了", href: paths.account }}
    >
      {hasPassword ? (
        <Field
          id="old"
          name="old"
          label="现在的密码"
          error={errors.old}
          control={{ kind: "text", type: "password", autocomplete: "current-password", width: "m", maxLength: 200 }}
        />
      ) : null}
      <Field
        id="password"
        name="password"
        label={hasPassword ? "新密码" : "密码"}
        hint={`至少 ${passwordLength.least} 个字符，可以是一句话；不要用手机号和姓名。`}
        error={errors.password}
        control={{ kind: "text", type: "password", autocomplete: "new-password", width: "m", maxLength: 200 }}
      />
    </FormPage>
  );
  return show(renderDocument(view), { status: refusal?.status ?? 200 });
}

/** `/account/password`: for citizens and officers; an officer comes here first with the password he was given. */
export const passwordPages: readonly Page[] = [
  page({
    method: "GET",
    path: paths.password,
    role: "anyone",
    assurance: 1,
    summary: "修改密码，或设第一个密码",
    query: toQuery,
    handle: (call) => showPassword(call),
  }),
  page({
    method: "POST",
    path: paths.password,
    role: "anyone",
    assurance: 1,
    rate: "strict",
    summary: "保存新密码；别的设备退出",
    query: toQuery,
    async handle(call) {
      const { house, actor, form, request, query } = call;
      const [old, password] = [typed(form, "old"), typed(form, "password")];
      if (password === "") return await showPassword(call, mend({ password: "请填写新密码" }));
      return await orAgain(
        async () => {
          const { mustChangePassword: isFirst } = await ownAccount(house, actor);
          const opened = await changePassword(house, actor, { old, password, ...placeOf(request) });
          const on = isFirst ? wayOn(house, opened, query.to) : `${paths.account}?done=password`;
          return seeOther(on, { session: opened.session });
        },
        (refusal) => showPassword(call, refusal),
      );
    },
    lapsed: lateTo(paths.password),
  }),
];
