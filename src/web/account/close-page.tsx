import { closeAccount, ownAccount } from "../../identity/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import { type Actor, type Page, type PageAnswer, page, seeOther, show } from "../../kernel/http/index.ts";
import { Field, FormPage, Notice, renderDocument } from "../../ui/index.ts";
import { ownFrame } from "../own-frame.ts";
import { accountCrumbs, lateTo } from "./account-frame.tsx";
import { paths } from "./paths.ts";
import { orAgain, type Refusal, typed, wordsAt } from "./refusal.ts";

type Call = Parameters<typeof ownFrame>[0] & { readonly actor: Actor };

async function showClose(call: Call, refusal?: Refusal): Promise<PageAnswer> {
  const { hasPassword } = await ownAccount(call.house, call.actor);
  const { errors, faults } = wordsAt({ password: hasPassword ? "密码" : "确认是本人" }, refusal);
  const frame = await ownFrame(call);
  const view = (
    <FormPage
      frame={frame}
      title="注销账号"
      lead="注销以后不能恢复。以后想再用，可以重新注册。"
      crumbs={accountCrumbs(frame)}
      faults={faults}
      action={paths.close}
      csrf={call.csrfToken()}
      submit="注销账号"
      stops
      later={{ words: "不注销了", href: paths.account }}
    >
      <Notice tone="plain" title="注销以后">
        <ul class="bullets above">
          <li>所有设备退出，密码、手机号、地址、通知方式和收件箱删除，代单位办事的授权一并放弃。</li>
          <li>没有提交的草稿不能再打开，到期删除。</li>
          <li>正在办的办件照常办。请先记下办件编号和查询密码，凭它们查进度，结果带身份证到窗口领。</li>
          <li>依法要存档的留下：姓名、身份证号、办件和文书、工作人员的查看记录。</li>
        </ul>
      </Notice>
      {hasPassword ? (
        <Field
          id="password"
          name="password"
          label="密码"
          hint="确认是您本人"
          error={errors.password}
          control={{ kind: "text", type: "password", autocomplete: "current-password", width: "m", maxLength: 200 }}
        />
      ) : (
        <p id="password" tabindex={-1}>
          {errors.password ?? "您没有设密码。登录后 15 分钟内可以直接注销。"}
        </p>
      )}
    </FormPage>
  );
  return show(renderDocument(view), { status: refusal?.status ?? 200 });
}

/** `/account/close`: a citizen closes his account; what goes and what stays is said before. */
export const closePages: readonly Page[] = [
  page({
    method: "GET",
    path: paths.close,
    role: "citizen",
    summary: "注销账号前的一问：什么删除，什么依法留下",
    handle: (call) => showClose(call),
  }),
  page({
    method: "POST",
    path: paths.close,
    role: "citizen",
    rate: "strict",
    summary: "注销账号；所有设备退出",
    async handle(call) {
      const { house, actor, form, request } = call;
      const { session } = request;
      if (!session) throw new HallError("forbidden", "kernel/sign-in-needed", "请先登录");
      return await orAgain(
        async () => {
          await closeAccount(house, actor, { password: typed(form, "password"), session });
          return seeOther("/", { session: null });
        },
        (refusal) => showClose(call, refusal),
      );
    },
    lapsed: lateTo(paths.close),
  }),
];
