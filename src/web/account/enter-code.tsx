import type { ComponentChildren, VNode } from "preact";
import { type Opened, passwordLength, register, resetPassword, signInByCode } from "../../identity/index.ts";
import { mask } from "../../kernel/codes/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { type Page, type PageAnswer, type PageCall, page, seeOther, show } from "../../kernel/http/index.ts";
import { Button, Field, renderDocument } from "../../ui/index.ts";
import { ownFrame } from "../own-frame.ts";
import { Others, sendCode } from "./ask-phone.tsx";
import { DemoPhone } from "./demo-accounts.tsx";
import { DoorView } from "./door-view.tsx";
import { heldPhone } from "./held-phone.ts";
import { afterSignIn, paths, safeTo, withTo } from "./paths.ts";
import { type PhoneWay, phoneWays } from "./phone-ways.ts";
import { mend, orAgain, type Refusal, typed, wordsAt } from "./refusal.ts";
import { late } from "./sign-in-page.tsx";
import { letIn, placeOf, toQuery } from "./visitor.ts";

type Call = Parameters<typeof ownFrame>[0] & {
  readonly query: { readonly to?: string };
  readonly form?: PageCall["form"];
};

/** The second step of a way: what is asked beside the code, and what is done with it. */
interface CodeStep {
  readonly way: PhoneWay;
  readonly submit: string;
  readonly password?: { readonly label: string; readonly hint: string; readonly optional?: boolean };
  enter(house: House, given: Given): Promise<Opened>;
}

type Given = ReturnType<typeof placeOf> & { phone: string; code: string; password: string };

const rule = `至少 ${passwordLength.least} 个字符，可以是一句话；不要用手机号和姓名。`;

const steps: readonly CodeStep[] = [
  {
    way: phoneWays.signIn,
    submit: "登录",
    enter: (house, given) => signInByCode(house, given),
  },
  {
    way: phoneWays.register,
    submit: "注册并登录",
    password: { label: "设一个密码", hint: `${rule}不设也可以，以后用验证码登录。`, optional: true },
    enter: (house, { password, ...given }) => register(house, { ...given, ...(password === "" ? {} : { password }) }),
  },
  {
    way: phoneWays.forgot,
    submit: "设新密码并登录",
    password: { label: "新密码", hint: `${rule}设好后，别的设备都要重新登录。` },
    enter: (house, given) => resetPassword(house, given),
  },
];

/** A code that fits and a phone that nobody registered: the same code registers. */
const unknown = "identity/not-registered";

async function showCode(step: CodeStep, call: Call, phone: string, refusal?: Refusal): Promise<PageAnswer> {
  const { house, query, form = {} } = call;
  const { way, password } = step;
  const to = safeTo(query.to);
  const labels = { code: "验证码", ...(password ? { password: password.label } : {}) };
  const { errors, faults } = wordsAt(labels, refusal);
  const action = withTo(way.enter, to);
  const csrf = call.csrfToken();
  const view = (
    <DoorView
      frame={await ownFrame(call, { address: action })}
      title={way.title}
      lead={
        <>
          验证码已发到 <span class="code">{mask("phone", phone)}</span>，5 分钟内有效。
        </>
      }
      faults={faults}
      action={action}
      csrf={csrf}
      submit={step.submit}
      side={
        <Others way={way} to={to}>
          {house.config.demo ? <DemoPhone /> : null}
        </Others>
      }
      after={
        <>
          {refusal?.code === unknown ? (
            <RegisterInstead action={action} csrf={csrf} code={typed(form, "code")} />
          ) : null}
          <Again way={way} to={to} csrf={csrf} />
        </>
      }
    >
      <Field
        id="code"
        name="code"
        label={labels.code}
        hint="短信里的 6 位数字"
        error={errors.code}
        control={{
          ...{ kind: "text", inputmode: "numeric", autocomplete: "one-time-code", width: "s", maxLength: 10 },
          value: typed(form, "code"),
        }}
      />
      {password ? (
        <Field
          id="password"
          name="password"
          label={password.label}
          hint={password.hint}
          optional={password.optional}
          error={errors.password}
          control={{ kind: "text", type: "password", autocomplete: "new-password", width: "m", maxLength: 200 }}
        />
      ) : null}
    </DoorView>
  );
  return show(renderDocument(view), { status: refusal?.status ?? 200 });
}

function RegisterInstead(props: { action: string; csrf: string; code: string }): VNode {
  return (
    <form method="post" action={props.action}>
      <input type="hidden" name="_csrf" value={props.csrf} />
      <input type="hidden" name="code" value={props.code} />
      <Button name="act" value="register">
        用这个验证码注册并登录
      </Button>
    </form>
  );
}

function Again(props: { way: PhoneWay; to: string | undefined; csrf: string; children?: ComponentChildren }): VNode {
  const { way, to, csrf } = props;
  return (
    <form method="post" action={withTo(`${way.enter}/again`, to)}>
      <input type="hidden" name="_csrf" value={csrf} />
      <p class="row small">
        <span>没有收到？</span>
        <Button kind="line" size="small">
          重新发送
        </Button>
        <a href={withTo(way.ask, to)}>换一个手机号</a>
      </p>
    </form>
  );
}

function pagesFor(step: CodeStep): Page[] {
  const { way } = step;
  /** The first step, for who has no phone here: the browser was closed in between, or this is another one. */
  const begin = (to: string | undefined) => seeOther(withTo(way.ask, safeTo(to)));
  return [
    page({
      method: "GET",
      path: way.enter,
      role: "anyone",
      summary: `${way.title}：填验证码`,
      query: toQuery,
      async handle(call) {
        const { house, actor, query, request } = call;
        if (actor.kind !== "anonymous") return seeOther(afterSignIn(house, actor.kind, query.to));
        const phone = heldPhone(house, request, way.purpose);
        return phone === undefined ? begin(query.to) : await showCode(step, call, phone);
      },
    }),
    page({
      method: "POST",
      path: way.enter,
      role: "anyone",
      rate: "strict",
      summary: `${way.title}：用验证码`,
      query: toQuery,
      async handle(call) {
        const { house, form, request, query } = call;
        const phone = heldPhone(house, request, way.purpose);
        if (phone === undefined) return begin(query.to);
        const [code, password] = [typed(form, "code").trim(), typed(form, "password")];
        const empty = {
          ...(code === "" ? { code: "请填写短信里的验证码" } : {}),
          ...(step.password && !step.password.optional && password === "" ? { password: "请填写新密码" } : {}),
        };
        if (Object.keys(empty).length > 0) return await showCode(step, call, phone, mend(empty));
        const given = { phone, code, password, ...placeOf(request) };
        const isNew = step.way === phoneWays.register || form.act === "register";
        return await orAgain(
          async () => {
            const { enter } = isNew ? registering : step;
            const opened = await enter(house, given);
            return letIn(
              house,
              opened,
              query.to === undefined && isNew ? `${paths.identity}?done=registered` : query.to,
            );
          },
          (refusal) => showCode(step, call, phone, refusal),
        );
      },
      lapsed: async (call) => late(call),
    }),
    page({
      method: "POST",
      path: `${way.enter}/again`,
      role: "anyone",
      rate: "strict",
      summary: `${way.title}：再发一次验证码`,
      query: toQuery,
      async handle(call) {
        const phone = heldPhone(call.house, call.request, way.purpose);
        if (phone === undefined) return begin(call.query.to);
        return await orAgain(
          () => sendCode(way, call, phone),
          (refusal) => showCode(step, call, phone, refusal),
        );
      },
      lapsed: async (call) => late({ ...call, request: { path: way.enter } }),
    }),
  ];
}

const registering = steps.find(({ way }) => way === phoneWays.register) as CodeStep;

/** The second step of every way that begins with a phone. */
export const enterCodePages: readonly Page[] = steps.flatMap(pagesFor);
