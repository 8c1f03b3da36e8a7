import type { House } from "../kernel/house/index.ts";
import { type PayloadOf, type Subscription, subscribe } from "../kernel/outbox/index.ts";
import { feedSearch } from "./feed-search.ts";
import { itemPublished, itemStateChanged } from "./topics.ts";

/** What this module hears: its own news, to keep the search index true. */
export const subscriptions: readonly Subscription<House>[] = [
  subscribe<House, PayloadOf<typeof itemPublished>>({
    subscriber: "catalogue.search",
    topic: itemPublished,
    inTransaction: (house, tx, { payload }) =>
      feedSearch(
        house,
        tx,
        payload.items.map(({ item }) => item),
      ),
  }),
  subscribe<House, PayloadOf<typeof itemStateChanged>>({
    subscriber: "catalogue.search",
    topic: itemStateChanged,
    inTransaction: (house, tx, { payload }) =>
      feedSearch(
        house,
        tx,
        payload.items.map(({ item }) => item),
      ),
  }),
];
