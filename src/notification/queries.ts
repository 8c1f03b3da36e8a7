import type { HallCode } from "../kernel/codes/index.ts";
import type { Reader } from "../kernel/db/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { type Inbox, isInInbox, personOf } from "./inbox.ts";
import type { OfItem } from "./of-item.ts";
import type { MessageRow, SendingRow, SendingState } from "./tables.ts";

/** A message as its owner sees it. */
export interface Message {
  readonly id: Id;
  readonly hall: HallCode;
  readonly kind: string;
  /** The item it is about. */
  readonly item: Id | undefined;
  /** The case it is about. */
  readonly about: { readonly application: Id; readonly number: string } | undefined;
  readonly title: string;
  readonly body: string;
  readonly at: Date;
  readonly readAt: Date | undefined;
}

/** What an inbox holds of one item; without an item: of the person himself. */
export interface InboxItem {
  readonly item: Id | undefined;
  readonly total: number;
  readonly unread: number;
}

/** One page of an inbox, the newest first. */
export interface InboxPage {
  readonly messages: readonly Message[];
  /** From 1; the last one when a later page was asked for. */
  readonly page: number;
  readonly pages: number;
  readonly total: number;
  /** Of the whole inbox. */
  readonly unread: number;
  /** Of what was asked for. */
  readonly unreadHere: number;
  /** What there is to choose from, the item that was heard of last first. */
  readonly items: readonly InboxItem[];
}

/** How many messages are unread: an index-only count for a whole inbox, for the frame of every page. */
export async function countUnread(db: Reader, inbox: Inbox): Promise<number> {
  const { unread } = await db
    .selectFrom("notification.message")
    .select((row) => row.fn.countAll<string>().as("unread"))
    .where("person_id", "=", personOf(inbox))
    .where("read_at", "is", null)
    .where(isInInbox(inbox))
    .executeTakeFirstOrThrow();
  return Number(unread);
}

/** One page of an inbox. Pages are counted: an inbox holds hundreds, not millions. */
export async function listMessages(
  db: Reader,
  inbox: Inbox,
  wanted: {
    page?: number | undefined;
    size?: number | undefined;
    unreadOnly?: boolean | undefined;
    item?: OfItem | undefined;
  } = {},
): Promise<InboxPage> {
  const { size = 20, unreadOnly = false, item } = wanted;
  const items = await itemsOf(db, inbox);
  const chosen = item === undefined ? items : items.filter((one) => (one.item ?? "none") === item);
  const unreadHere = sum(chosen.map(({ unread }) => unread));
  const total = unreadOnly ? unreadHere : sum(chosen.map((one) => one.total));
  const pages = Math.max(1, Math.ceil(total / size));
  const page = Math.min(Math.max(1, wanted.page ?? 1), pages);
  let query = db
    .selectFrom("notification.message")
    .selectAll()
    .where("person_id", "=", personOf(inbox))
    .where(isInInbox(inbox));
  if (unreadOnly) query = query.where("read_at", "is", null);
  if (item !== undefined) query = item === "none" ? query.where("item", "is", null) : query.where("item", "=", item);
  const rows = await query
    .orderBy("id", "desc")
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  const unread = sum(items.map((one) => one.unread));
  return { messages: rows.map(messageOf), page, pages, total, unread, unreadHere, items };
}

/** What lies in an inbox, item by item. */
async function itemsOf(db: Reader, inbox: Inbox): Promise<InboxItem[]> {
  const rows = await db
    .selectFrom("notification.message")
    .select((row) => [
      "item",
      row.fn.countAll<string>().as("total"),
      row.fn.countAll<string>().filterWhere("read_at", "is", null).as("unread"),
    ])
    .where("person_id", "=", personOf(inbox))
    .where(isInInbox(inbox))
    .groupBy("item")
    // There is no max(uuid) before PostgreSQL 18; messages are told when they happen, or soon after.
    .orderBy((row) => row.fn.max("said_at"), "desc")
    .execute();
  return rows.map(({ item, total, unread }) => ({
    item: item ?? undefined,
    total: Number(total),
    unread: Number(unread),
  }));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

/** One message of an inbox; undefined also when it is in somebody else's. */
export async function findMessage(db: Reader, inbox: Inbox, id: Id): Promise<Message | undefined> {
  const row = await db
    .selectFrom("notification.message")
    .selectAll()
    .where("person_id", "=", personOf(inbox))
    .where("id", "=", id)
    .where(isInInbox(inbox))
    .executeTakeFirst();
  return row && messageOf(row);
}

function messageOf(row: MessageRow): Message {
  return {
    id: row.id,
    hall: row.hall,
    kind: row.kind,
    item: row.item ?? undefined,
    about: row.application && row.number ? { application: row.application, number: row.number } : undefined,
    title: row.title,
    body: row.body,
    at: row.said_at,
    readAt: row.read_at ?? undefined,
  };
}

/** What a hall sent by text message and mail, the newest first; neither numbers nor texts are kept. */
export async function listSendings(
  db: Reader,
  hall: HallCode,
  only: { state?: SendingState; size?: number } = {},
): Promise<readonly SendingRow[]> {
  let query = db.selectFrom("notification.sending").selectAll().where("hall", "=", hall);
  if (only.state !== undefined) query = query.where("state", "=", only.state);
  return await query
    .orderBy("id", "desc")
    .limit(only.size ?? 100)
    .execute();
}
