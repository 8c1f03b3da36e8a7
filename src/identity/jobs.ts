import type { House } from "../kernel/house/index.ts";
import { type Subscription, schedule, subscribe } from "../kernel/outbox/index.ts";
import { postClosed } from "../organization/index.ts";
import { endSeatsOf } from "./end-seats.ts";
import { sweepCodes } from "./phone-code.ts";

/** What identity hears of the modules before it. */
export const subscriptions: readonly Subscription<House>[] = [
  subscribe<House, { hall: string; post: string }>({
    subscriber: "identity",
    topic: postClosed,
    inTransaction: (house, tx, { payload }) => endSeatsOf(house, tx, payload),
  }),
];

/** What identity does by itself; the rotation of keys needs the columns of all modules and is added where the server is built. */
export const schedules = [
  schedule<House>({
    name: "identity.sweep-codes",
    every: { minutes: 60 },
    inTransaction: (house, tx) => sweepCodes(house, tx),
  }),
];
