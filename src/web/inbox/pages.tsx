import { Type } from "typebox";
import { inTransaction } from "../../kernel/db/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import { type Page, page, seeOther, show } from "../../kernel/http/index.ts";
import { isId, parseId } from "../../kernel/ids/index.ts";
import {
  findMessage,
  ItemWanted,
  inboxOf,
  listMessages,
  markAllRead,
  markRead,
  parseOfItem,
} from "../../notification/index.ts";
import { renderDocument } from "../../ui/index.ts";
import { InboxView } from "./inbox-view.tsx";
import { itemChoices } from "./item-choices.ts";
import { MessageView } from "./message-view.tsx";
import { inboxFrame, listHref, messageHref } from "./place.ts";

const MessageParams = Type.Object({
  message: Type.String({ minLength: 36, maxLength: 36, pattern: "^[0-9a-fA-F-]+$" }),
});

/** What the list is narrowed to. */
const Narrowed = Type.Object({ item: Type.Optional(ItemWanted) });

const perPage = 10;

/** `/inbox`: the messages of who signed in, or of the legal person that is acted for. */
const listPage = page({
  method: "GET",
  path: "/inbox",
  role: "citizen",
  summary: "本人的消息，新的在前；可以只看未读、只看一个事项",
  query: Type.Object({
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
    unread: Type.Optional(Type.Boolean()),
    // A form sends the choice of all items as an empty one.
    item: Type.Optional(Type.Union([ItemWanted, Type.Literal("")])),
  }),
  async handle(call) {
    const { house, actor, query } = call;
    const wish = { item: parseOfItem(query.item || undefined), unreadOnly: query.unread === true };
    const inbox = await listMessages(house.db, inboxOf(actor), { page: query.page, size: perPage, ...wish });
    const frame = await inboxFrame(call, listHref(wish));
    const choices = await itemChoices(house, inbox.items, wish.item);
    return show(
      renderDocument(<InboxView frame={frame} inbox={inbox} wish={wish} choices={choices} csrf={call.csrfToken()} />),
    );
  },
});

/** `/inbox/:message`: looking at it changes nothing, so that a browser that fetches ahead marks nothing as read. */
const messagePage = page({
  method: "GET",
  path: "/inbox/:message",
  role: "citizen",
  summary: "本人的一条消息",
  params: MessageParams,
  query: Narrowed,
  async handle(call) {
    const { house, actor, params } = call;
    const item = parseOfItem(call.query.item);
    const message = isId(params.message) && (await findMessage(house.db, inboxOf(actor), params.message));
    if (!message) throw new HallError("not-found", "web/no-message", "没有这条消息");
    const frame = await inboxFrame(call, messageHref(message.id, item));
    return show(renderDocument(<MessageView frame={frame} message={message} item={item} csrf={call.csrfToken()} />));
  },
});

const readPage = page({
  method: "POST",
  path: "/inbox/:message",
  role: "citizen",
  summary: "知道了：把一条消息标为已读",
  params: MessageParams,
  query: Narrowed,
  async handle({ house, actor, params, query }) {
    await inTransaction(house.db, (tx) => markRead(house, tx, actor, { message: parseId(params.message) }));
    return seeOther(listHref({ item: parseOfItem(query.item) }));
  },
});

const readAllPage = page({
  method: "POST",
  path: "/inbox/read-all",
  role: "citizen",
  summary: "把全部消息，或一个事项的全部消息标为已读",
  query: Narrowed,
  async handle({ house, actor, query }) {
    const item = parseOfItem(query.item);
    await inTransaction(house.db, (tx) => markAllRead(house, tx, actor, { item }));
    return seeOther(listHref({ item }));
  },
});

/** The inbox in the browser. */
export const messagePages: readonly Page[] = [listPage, messagePage, readPage, readAllPage];
