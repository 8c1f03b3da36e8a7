import type { Module } from "../kernel/module/index.ts";
import { inboxSubscriptions } from "./inbox-news.ts";
import { messageSubscriptions, schedules } from "./jobs.ts";
import { sendMailJob, sendSmsJob } from "./plan-message.ts";
import { routes } from "./routes.ts";
import { notificationTables } from "./tables.ts";

export { askMail, type CodeOutcome, confirmMail, dropMail, setSms } from "./change-preferences.ts";
export { markAllRead, markRead } from "./mark-read.ts";
export { ItemWanted, type OfItem, parseOfItem } from "./of-item.ts";
export { askedMail, confirmedMail, type Wishes, wishesOf } from "./preferences.ts";
export {
  countUnread,
  findMessage,
  type InboxItem,
  type InboxPage,
  listMessages,
  listSendings,
  type Message,
} from "./queries.ts";
export { inboxOf, wishesOwner } from "./rights.ts";
export { readReceived } from "./stand-in/read-received.ts";
export type { ReceivedMessage } from "./stand-in/received.ts";
export type { StandIns } from "./stand-in/start.ts";
export type { SendingState } from "./tables.ts";
export { type NewMessage, tellPerson } from "./tell-person.ts";
export { waysOf } from "./ways.ts";

/**
 * Starts stand-ins for the gateways a demo hall lacks; see `StandIns`. Loaded only when it is called: a hall at work needs no
 * mail server of its own.
 */
export async function startStandIns(...given: Parameters<typeof import("./stand-in/start.ts").startStandIns>) {
  return await (await import("./stand-in/start.ts")).startStandIns(...given);
}

/** 消息通知: the person's inbox, text messages and mail. */
export const notification: Module = {
  name: "notification",
  tables: notificationTables,
  sealed: [{ table: "notification.preference", columns: ["mail", "mail_asked"], key: ["person_id"] }],
  topics: [sendSmsJob, sendMailJob],
  subscriptions: [...messageSubscriptions, ...inboxSubscriptions],
  schedules,
  routes,
};
