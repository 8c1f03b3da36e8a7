import { inTransaction } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import { type PayloadOf, type Schedule, type Subscription, schedule, subscribe } from "../kernel/outbox/index.ts";
import { feedSearch } from "./feed-search.ts";
import { refreshPopularity } from "./popularity/index.ts";
import { refreshTokens } from "./search/index.ts";
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

/** Rows of the search index that one transaction makes again; about 0.4 ms each. */
const rowsAtOnce = 1_000;

/** What this module does by itself. */
export const schedules: readonly Schedule<House>[] = [
  schedule<House>({
    name: "catalogue.refresh-popularity",
    every: { dailyAt: "03:40" },
    outside: refreshPopularity,
  }),
  // After an edition of the program with another dictionary or other rules; without one it reads a single index page.
  schedule<House>({
    name: "catalogue.refresh-search",
    every: { minutes: 10 },
    outside: async (house) => {
      while ((await inTransaction(house.db, (tx) => refreshTokens(tx, rowsAtOnce), { budgetMs: 60_000 })) > 0);
    },
  }),
];
