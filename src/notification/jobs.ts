import type { House } from "../kernel/house/index.ts";
import { messageWanted, type Schedule, type Subscription, schedule, subscribe, work } from "../kernel/outbox/index.ts";
import { planMessage, sendMailJob, sendSmsJob, type Wanted } from "./plan-message.ts";
import { sendMessage } from "./send-message.ts";
import { sweepSendings } from "./sweep.ts";

/** A try takes ten seconds at most; what takes longer hangs. */
const limitMs = 30_000;

/** What is heard of every module: messages wanted; and the own work of sending them. */
export const messageSubscriptions: readonly Subscription<House>[] = [
  subscribe<House, Wanted>({
    subscriber: "notification",
    topic: messageWanted,
    inTransaction: planMessage,
  }),
  work<House, Wanted>(sendSmsJob, { outside: sendMessage, limitMs }),
  work<House, Wanted>(sendMailJob, { outside: sendMessage, limitMs }),
];

/** Records of sending are for asking back, not for keeping. */
export const schedules: readonly Schedule<House>[] = [
  schedule<House>({
    name: "notification.sweep-sendings",
    every: { dailyAt: "03:40" },
    inTransaction: (house, tx) => sweepSendings(house, tx),
  }),
];
