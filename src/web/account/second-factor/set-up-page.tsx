import type { VNode } from "preact";
import { confirmSecondFactor, type Enrolment, findEnrolment, inFours, isFresh } from "../../../identity/index.ts";
import { HallError } from "../../../kernel/errors/index.ts";
import {
  type Actor,
  type Page,
  type PageAnswer,
  page,
  type Session,
  seeOther,
  show,
} from "../../../kernel/http/index.ts";
import { Field, FormPage, renderDocument, SecretQrCode } from "../../../ui/index.ts";
import { ownFrame } from "../../own-frame.ts";
import { accountCrumbs, lateTo } from "../account-frame.tsx";
import { paths, safeTo, withTo } from "../paths.ts";
import { mend, orAgain, type Refusal, typed, wordsAt } from "../refusal.ts";
import { placeOf, toQuery } from "../visitor.ts";
import { holdCodes } from "./held-codes.ts";

type Call = Parameters<typeof ownFrame>[0] & {
  readonly actor: Actor;
  readonly query: { readonly to?: string };
  readonly request: { readonly session: Session | undefined };
};

async function showSetUp(call: Call, enrolment: Enrolment, refusal?: Refusal): Promise<PageAnswer> {
  const to = safeTo(call.query.to);
  const { session } = call.request;
  const asks = session === undefined || !isFresh(call.house, session);
  const labels = { code: "验证码", ...(asks ? { password: "登录密码" } : {}) };
  const { errors, faults } = wordsAt(labels, refusal);
  const action = withTo(paths.setUpSecond, to);
  const frame = await ownFrame(call, { address: action });
  const view = (
    <FormPage
      frame={frame}
      title="设置第二道验证"
      lead="用手机上的验证器应用扫这个二维码，再填它显示的数字。"
      crumbs={accountCrumbs(frame, { href: withTo(paths.secondFactor, to), title: "第二道验证" })}
      faults={faults}
      before={<Secret {...enrolment} />}
      action={action}
      csrf={call.csrfToken()}
      submit="打开第二道验证"
      later={{ words: "先不设", href: paths.account }}
    >
      <Field
        id="code"
        name="code"
        label={labels.code}
        hint="应用里“网厅”下面的 6 位数字，30 秒换一次"
        error={errors.code}
        control={{
          ...{ kind: "text", inputmode: "numeric", autocomplete: "one-time-code", width: "s", maxLength: 10 },
        }}
      />
      {asks ? (
        <Field
          id="password"
          name="password"
          label="登录密码"
          hint="登录有一会儿了，确认是您本人"
          error={errors.password}
          control={{ kind: "text", type: "password", autocomplete: "current-password", width: "m", maxLength: 200 }}
        />
      ) : null}
    </FormPage>
  );
  return show(renderDocument(view), { status: refusal?.status ?? 200 });
}

function Secret({ secret, uri }: Enrolment): VNode {
  return (
    <div class="stack">
      <p>
        <SecretQrCode text={uri} says="给验证器应用扫的二维码" />
      </p>
      <p>
        不能扫的，在应用里选“输入密钥”，填：
        <br />
        <b class="code">{inFours(secret)}</b>
      </p>
      <p class="small">
        应用就在这台手机上？<a href={uri}>在验证器应用里打开</a>
      </p>
    </div>
  );
}

/** `/account/second-factor/set-up`: what the app has to learn, and its first code. */
export const setUpPages: readonly Page[] = [
  page({
    method: "GET",
    path: paths.setUpSecond,
    role: "staff",
    summary: "设置第二道验证：二维码和密钥，填第一个验证码",
    query: toQuery,
    async handle(call) {
      const enrolment = await findEnrolment(call.house, call.actor);
      if (!enrolment) return seeOther(withTo(paths.secondFactor, safeTo(call.query.to)));
      return await showSetUp(call, enrolment);
    },
  }),
  page({
    method: "POST",
    path: paths.setUpSecond,
    role: "staff",
    rate: "strict",
    summary: "打开第二道验证；别的设备退出，得到恢复码",
    query: toQuery,
    async handle(call) {
      const { house, actor, form, request, query } = call;
      const { session } = request;
      if (!session) throw new HallError("forbidden", "kernel/sign-in-needed", "请先登录");
      const to = safeTo(query.to);
      const enrolment = await findEnrolment(house, actor);
      if (!enrolment) return seeOther(withTo(paths.secondFactor, to));
      const code = typed(form, "code").trim();
      if (code === "") return await showSetUp(call, enrolment, mend({ code: "请填写应用里的 6 位数字" }));
      return await orAgain(
        async () => {
          const command = { code, password: typed(form, "password"), session, ...placeOf(request) };
          const { opened, recoveryCodes } = await confirmSecondFactor(house, actor, command);
          const cookies = [holdCodes(house, opened.device, recoveryCodes)];
          return seeOther(withTo(paths.recoveryCodes, to), { session: opened.session, cookies });
        },
        (refusal) => showSetUp(call, enrolment, refusal),
      );
    },
    lapsed: lateTo(paths.secondFactor),
  }),
];
