import { Type } from "typebox";
import { finishSignIn, heldMinutes } from "../../identity/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import { type Page, type PageAnswer, type PageCall, page, seeOther, show } from "../../kernel/http/index.ts";
import { Field, Links, renderDocument } from "../../ui/index.ts";
import { ownFrame } from "../own-frame.ts";
import { DoorView, OtherWays } from "./door-view.tsx";
import { dropSignIn, heldSignIn } from "./held-sign-in.ts";
import { afterSignIn, paths, safeTo, withTo } from "./paths.ts";
import { mend, orAgain, type Refusal, typed, wordsAt } from "./refusal.ts";
import { late } from "./sign-in-page.tsx";
import { letIn, placeOf } from "./visitor.ts";

const query = Type.Object({ to: Type.Optional(Type.String()), by: Type.Optional(Type.Literal("recovery")) });

type Call = Parameters<typeof ownFrame>[0] & {
  readonly query: { readonly to?: string; readonly by?: "recovery" };
  readonly form?: PageCall["form"];
};

function hrefOf(by: "recovery" | undefined, to: string | undefined): string {
  const params = new URLSearchParams({ ...(by && { by }), ...(to !== undefined && { to }) });
  return params.size > 0 ? `${paths.signInSecond}?${params}` : paths.signInSecond;
}

async function showCode(call: Call, refusal?: Refusal): Promise<PageAnswer> {
  const { by } = call.query;
  const to = safeTo(call.query.to);
  const label = by ? "恢复码" : "验证码";
  const { errors, faults } = wordsAt({ code: label }, refusal);
  const action = hrefOf(by, to);
  const other = by
    ? { title: "用验证器应用里的数字", href: hrefOf(undefined, to) }
    : { title: "手机不在身边，用恢复码", href: hrefOf("recovery", to) };
  const view = (
    <DoorView
      frame={await ownFrame(call, { address: action })}
      title="第二道验证"
      lead={`密码对了，再核对一次是您本人。请在 ${heldMinutes} 分钟内填好。`}
      faults={faults}
      action={action}
      csrf={call.csrfToken()}
      submit="登录"
      side={
        <OtherWays title="其他办法">
          <Links links={[other, { title: "换一个账号登录", href: withTo(paths.signIn, to) }]} />
          <p class="small quiet">手机和恢复码都不在了，请联系本大厅的管理员重置。</p>
        </OtherWays>
      }
    >
      <Field
        id="code"
        name="code"
        label={label}
        hint={by ? "设置时存下的恢复码，10 个字母和数字，每个只能用一次" : "手机上验证器应用里“网厅”下面的 6 位数字"}
        error={errors.code}
        control={{
          kind: "text",
          value: by ? typed(call.form ?? {}, "code") : "",
          ...(by ? { width: "m", maxLength: 40 } : { inputmode: "numeric", width: "s", maxLength: 10 }),
          autocomplete: by ? "off" : "one-time-code",
        }}
      />
    </DoorView>
  );
  return show(renderDocument(view), { status: refusal?.status ?? 200 });
}

/** The second door for officers who turned the second factor on: what opens it is the code, and whoever comes without a right password is sent back to the first. */
export const signInSecondPages: readonly Page[] = [
  page({
    method: "GET",
    path: paths.signInSecond,
    role: "anyone",
    summary: "登录的第二步：填验证器应用里的数字，或恢复码",
    query,
    async handle(call) {
      const { house, actor, query, request } = call;
      if (actor.kind !== "anonymous") return seeOther(afterSignIn(house, actor.kind, query.to));
      if (heldSignIn(house, request) === undefined) return seeOther(withTo(paths.signIn, safeTo(query.to)));
      return await showCode(call);
    },
  }),
  page({
    method: "POST",
    path: paths.signInSecond,
    role: "anyone",
    rate: "strict",
    summary: "登录的第二步：核对验证码，登录",
    query,
    async handle(call) {
      const { house, form, query, request } = call;
      const back = seeOther(withTo(paths.signIn, safeTo(query.to)), { cookies: [dropSignIn(house)] });
      const held = heldSignIn(house, request);
      if (held === undefined) return back;
      const code = typed(form, "code").trim();
      if (code === "") return await showCode(call, mend({ code: query.by ? "请填写恢复码" : "请填写 6 位数字" }));
      return await orAgain(
        async () => {
          try {
            return letIn(house, await finishSignIn(house, { held, code, ...placeOf(request) }), query.to);
          } catch (error) {
            // Changed or over meanwhile: the first door asks anew.
            if (error instanceof HallError && error.kind === "conflict") return back;
            throw error;
          }
        },
        (refusal) => showCode(call, refusal),
      );
    },
    lapsed: async (call) => late(call),
  }),
];
