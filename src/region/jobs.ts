import type { House } from "../kernel/house/index.ts";
import { type Subscription, subscribe } from "../kernel/outbox/index.ts";
import { forgetHalls } from "./hall-directory.ts";
import { regionChanged } from "./topics.ts";

/** What this module hears: its own news, to forget the halls it keeps in memory. */
export const subscriptions: readonly Subscription<House>[] = [
  subscribe<House, { change: string }>({
    subscriber: "region",
    topic: regionChanged,
    inTransaction: async (house) => forgetHalls(house),
  }),
];
