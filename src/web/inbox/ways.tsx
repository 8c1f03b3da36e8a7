import { Type } from "typebox";
import { inTransaction, type Tx } from "../../kernel/db/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import {
  type Actor,
  type Page,
  type PageAnswer,
  page,
  type RefusedCall,
  seeOther,
  show,
} from "../../kernel/http/index.ts";
import {
  askedMail,
  askMail,
  confirmedMail,
  confirmMail,
  dropMail,
  setSms,
  waysOf,
  wishesOf,
  wishesOwner,
} from "../../notification/index.ts";
import { renderDocument } from "../../ui/index.ts";
import { inboxFrame, type Looked, waysHref } from "./place.ts";
import { type WaysProps, WaysView } from "./ways-view.tsx";

type Refusal = Pick<WaysProps, "typed" | "fields">;
type Asking = Looked & { readonly actor: Actor; csrfToken(): string };

async function showWays(call: Asking, refusal?: Refusal): Promise<PageAnswer> {
  const { house, actor } = call;
  const wishes = await wishesOf(house.db, wishesOwner(actor));
  // An address whose code has run out is asked for anew.
  const isOpen = wishes.codeUntil !== null && wishes.codeUntil > house.clock.now();
  const props: WaysProps = {
    frame: await inboxFrame(call, waysHref),
    csrf: call.csrfToken(),
    sms: wishes.sms,
    hasMail: waysOf(house).mail !== undefined,
    mail: confirmedMail(house, wishes),
    asked: isOpen ? askedMail(house, wishes) : undefined,
    ...refusal,
  };
  return show(renderDocument(<WaysView {...props} />), { status: refusal ? 422 : 200 });
}

const refused = (call: RefusedCall): Promise<PageAnswer> => {
  const text = (name: string) => (typeof call.form[name] === "string" ? call.form[name] : "");
  return showWays(call, { typed: { mail: text("mail"), code: text("code") }, fields: call.fields });
};

/** Refusals that are no field's in the act, but are one's on this page. */
async function atField<T>(name: string, codes: readonly string[], act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof HallError) || !codes.includes(error.code)) throw error;
    throw new HallError("invalid", error.code, error.message, { fields: { [name]: error.message } });
  }
}

const waysPage = page({
  method: "GET",
  path: "/inbox/ways",
  role: "citizen",
  summary: "通知方式：短信开关、邮箱",
  handle: (call) => showWays(call),
});

const smsPage = page({
  method: "POST",
  path: "/inbox/ways/sms",
  role: "citizen",
  summary: "开关办件的短信通知",
  body: Type.Object({ on: Type.Boolean() }),
  async handle({ house, actor, body }) {
    await inTransaction(house.db, (tx) => setSms(house, tx, actor, body));
    return seeOther(waysHref);
  },
});

const mailPage = page({
  method: "POST",
  path: "/inbox/ways/mail",
  role: "citizen",
  rate: "strict",
  summary: "申请用一个邮箱收通知",
  body: Type.Object({ mail: Type.String({ maxLength: 100 }) }),
  refused,
  async handle({ house, actor, body }) {
    const ask = (tx: Tx) => askMail(house, tx, actor, body);
    await atField("mail", ["notification/code-just-sent"], () => inTransaction(house.db, ask));
    return seeOther(waysHref);
  },
});

const codePage = page({
  method: "POST",
  path: "/inbox/ways/code",
  role: "citizen",
  rate: "strict",
  summary: "用验证码确认邮箱",
  body: Type.Object({ code: Type.String({ maxLength: 20 }) }),
  refused,
  async handle(call) {
    const { house, actor, body } = call;
    const code = body.code.trim();
    const confirm = (tx: Tx) => confirmMail(house, tx, actor, { code });
    const outcome = await atField("code", ["notification/no-code"], () => inTransaction(house.db, confirm));
    if (outcome === "confirmed") return seeOther(waysHref);
    return await showWays(call, { typed: { code }, fields: { code: "验证码不对，请看最近一封邮件" } });
  },
});

const noMailPage = page({
  method: "POST",
  path: "/inbox/ways/no-mail",
  role: "citizen",
  summary: "不再用邮箱收通知",
  async handle({ house, actor }) {
    await inTransaction(house.db, (tx) => dropMail(house, tx, actor));
    return seeOther(waysHref);
  },
});

/** The ways in the browser. */
export const wayPages: readonly Page[] = [waysPage, smsPage, mailPage, codePage, noMailPage];
