import { secondFactorOf, turnOffSecondFactor } from "../../../identity/index.ts";
import { type Actor, type Page, type PageAnswer, page, seeOther, show } from "../../../kernel/http/index.ts";
import { Field, FormPage, renderDocument } from "../../../ui/index.ts";
import { ownFrame } from "../../own-frame.ts";
import { accountCrumbs, lateTo } from "../account-frame.tsx";
import { paths } from "../paths.ts";
import { mend, orAgain, type Refusal, typed, wordsAt } from "../refusal.ts";
import { placeOf } from "../visitor.ts";

type Call = Parameters<typeof ownFrame>[0] & { readonly actor: Actor };

const labels = { password: "登录密码", code: "验证码" };

async function showTurnOff(call: Call, isRequired: boolean, refusal?: Refusal): Promise<PageAnswer> {
  const { errors, faults } = wordsAt(labels, refusal);
  const frame = await ownFrame(call);
  const view = (
    <FormPage
      frame={frame}
      title="关闭第二道验证"
      lead={
        isRequired
          ? "换手机也从这里开始。您的岗位要求第二道验证：关闭以后马上在新手机上再设一次，设好以前岗位不生效。"
          : "换手机也从这里开始：先关闭，再在新手机上设一次。关闭以后恢复码作废，别的设备都要重新登录。"
      }
      crumbs={accountCrumbs(frame, { href: paths.secondFactor, title: "第二道验证" })}
      faults={faults}
      action={paths.turnOffSecond}
      csrf={call.csrfToken()}
      submit="关闭第二道验证"
      stops
      later={{ words: "不关了", href: paths.secondFactor }}
    >
      <Field
        id="password"
        name="password"
        label={labels.password}
        error={errors.password}
        control={{ kind: "text", type: "password", autocomplete: "current-password", width: "m", maxLength: 200 }}
      />
      <Field
        id="code"
        name="code"
        label={labels.code}
        hint="验证器应用里的 6 位数字，也可以填一个没用过的恢复码"
        error={errors.code}
        control={{ kind: "text", autocomplete: "one-time-code", width: "m", maxLength: 40 }}
      />
    </FormPage>
  );
  return show(renderDocument(view), { status: refusal?.status ?? 200 });
}

/** `/account/second-factor/off`: turning it off, and the beginning of moving to another phone. */
export const turnOffPages: readonly Page[] = [
  page({
    method: "GET",
    path: paths.turnOffSecond,
    role: "staff",
    summary: "关闭第二道验证前的一问",
    async handle(call) {
      const { since, isRequired } = await secondFactorOf(call.house, call.actor);
      return since === null ? seeOther(paths.secondFactor) : await showTurnOff(call, isRequired);
    },
  }),
  page({
    method: "POST",
    path: paths.turnOffSecond,
    role: "staff",
    rate: "strict",
    summary: "关闭第二道验证；别的设备退出",
    async handle(call) {
      const { house, actor, form, request } = call;
      const { since, isRequired } = await secondFactorOf(house, actor);
      if (since === null) return seeOther(paths.secondFactor);
      const [password, code] = [typed(form, "password"), typed(form, "code").trim()];
      const empty = {
        ...(password === "" ? { password: "请填写登录密码" } : {}),
        ...(code === "" ? { code: "请填写验证码或恢复码" } : {}),
      };
      if (Object.keys(empty).length > 0) return await showTurnOff(call, isRequired, mend(empty));
      return await orAgain(
        async () => {
          const opened = await turnOffSecondFactor(house, actor, { password, code, ...placeOf(request) });
          const on = opened.mustSetUpSecondFactor ? paths.secondFactor : `${paths.account}?done=off`;
          return seeOther(on, { session: opened.session });
        },
        (refusal) => showTurnOff(call, isRequired, refusal),
      );
    },
    lapsed: lateTo(paths.secondFactor),
  }),
];
