import { Type } from "typebox";
import { inTransaction } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import { type Route, route } from "../kernel/http/index.ts";
import { parseId } from "../kernel/ids/index.ts";
import { askMail, confirmMail, dropMail, setSms } from "./change-preferences.ts";
import { markAllRead, markRead } from "./mark-read.ts";
import { ItemWanted, parseOfItem } from "./of-item.ts";
import { confirmedMail, wishesOf } from "./preferences.ts";
import { countUnread, findMessage, listMessages, type Message } from "./queries.ts";
import { recordReports } from "./record-reports.ts";
import { inboxOf, wishesOwner } from "./rights.ts";

const messageParams = Type.Object({ message: Type.String({ minLength: 36, maxLength: 36, description: "消息标识" }) });

/** The inbox and the ways as JSON, and the door for the gateway's reports. */
export const routes: readonly Route[] = [
  route({
    method: "GET",
    path: "/inbox/messages",
    role: "citizen",
    summary: "本人的消息，新的在前",
    query: Type.Object({
      page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
      size: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
      unread: Type.Optional(Type.Boolean({ description: "只看未读" })),
      item: Type.Optional(ItemWanted),
    }),
    async handle({ house, actor, query }) {
      const { unread: unreadOnly, item, ...paging } = query;
      const inbox = await listMessages(house.db, inboxOf(actor), { ...paging, unreadOnly, item: parseOfItem(item) });
      return { status: 200, body: { ...inbox, messages: inbox.messages.map(view) } };
    },
  }),
  route({
    method: "GET",
    path: "/inbox/unread",
    role: "citizen",
    summary: "本人有几条未读消息",
    async handle({ house, actor }) {
      return { status: 200, body: { unread: await countUnread(house.db, inboxOf(actor)) } };
    },
  }),
  route({
    method: "GET",
    path: "/inbox/messages/:message",
    role: "citizen",
    summary: "本人的一条消息",
    params: messageParams,
    async handle({ house, actor, params }) {
      const message = await findMessage(house.db, inboxOf(actor), parseId(params.message));
      if (!message) throw new HallError("not-found", "notification/no-message", "没有这条消息");
      return { status: 200, body: view(message) };
    },
  }),
  route({
    method: "PUT",
    path: "/inbox/messages/:message/read",
    role: "citizen",
    summary: "把一条消息标为已读",
    params: messageParams,
    async handle({ house, actor, params }) {
      await inTransaction(house.db, (tx) => markRead(house, tx, actor, { message: parseId(params.message) }));
      return { status: 204 };
    },
  }),
  route({
    method: "PUT",
    path: "/inbox/read",
    role: "citizen",
    summary: "把全部消息标为已读",
    async handle({ house, actor }) {
      const marked = await inTransaction(house.db, (tx) => markAllRead(house, tx, actor));
      return { status: 200, body: { marked } };
    },
  }),
  route({
    method: "GET",
    path: "/inbox/ways",
    role: "citizen",
    summary: "本人的通知方式",
    async handle({ house, actor }) {
      const wishes = await wishesOf(house.db, wishesOwner(actor));
      return { status: 200, body: { sms: wishes.sms, mail: confirmedMail(house, wishes) ?? null } };
    },
  }),
  route({
    method: "PUT",
    path: "/inbox/ways/sms",
    role: "citizen",
    summary: "开关办件的短信通知；验证码不受影响",
    body: Type.Object({ on: Type.Boolean() }),
    async handle({ house, actor, body }) {
      await inTransaction(house.db, (tx) => setSms(house, tx, actor, body));
      return { status: 204 };
    },
  }),
  route({
    method: "PUT",
    path: "/inbox/ways/mail",
    role: "citizen",
    rate: "strict",
    summary: "申请用一个邮箱收通知，验证码发到邮箱",
    body: Type.Object({ mail: Type.String({ maxLength: 100 }) }),
    async handle({ house, actor, body }) {
      await inTransaction(house.db, (tx) => askMail(house, tx, actor, body));
      return { status: 202 };
    },
  }),
  route({
    method: "POST",
    path: "/inbox/ways/mail/confirmation",
    role: "citizen",
    rate: "strict",
    summary: "用验证码确认邮箱",
    body: Type.Object({ code: Type.String({ pattern: "^\\d{6}$" }) }),
    async handle({ house, actor, body }) {
      const outcome = await inTransaction(house.db, (tx) => confirmMail(house, tx, actor, body));
      return { status: 200, body: { outcome } };
    },
  }),
  route({
    method: "DELETE",
    path: "/inbox/ways/mail",
    role: "citizen",
    summary: "不再用邮箱收通知",
    async handle({ house, actor }) {
      await inTransaction(house.db, (tx) => dropMail(house, tx, actor));
      return { status: 204 };
    },
  }),
  route({
    method: "POST",
    path: "/notification/sms-reports",
    role: "anyone",
    summary: "短信网关的状态回报；凭签名认网关，约定见 src/notification/sms/README.md",
    tag: "notification",
    body: Type.Object({
      at: Type.String({ maxLength: 40 }),
      signature: Type.String({ pattern: "^[0-9a-f]{64}$" }),
      reports: Type.Array(
        Type.Object({
          requestId: Type.String({ minLength: 43, maxLength: 43 }),
          state: Type.Union([Type.Literal("delivered"), Type.Literal("failed")]),
          at: Type.String({ maxLength: 40, pattern: "^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z$" }),
          reason: Type.Optional(Type.String({ maxLength: 100 })),
        }),
        { maxItems: 500 },
      ),
    }),
    async handle({ house, body }) {
      await recordReports(house, body);
      return { status: 204 };
    },
  }),
];

function view({ id, hall, kind, item, about, title, body, at, readAt }: Message): object {
  return { id, hall, kind, item: item ?? null, ...about, title, body, at, readAt: readAt ?? null };
}
