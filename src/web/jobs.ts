import { itemPublished, itemStateChanged } from "../catalogue/index.ts";
import type { House } from "../kernel/house/index.ts";
import { type Subscription, subscribe } from "../kernel/outbox/index.ts";
import { organizationChanged } from "../organization/index.ts";
import { forgetHalls, regionChanged } from "../region/index.ts";

/** What the portal hears: changes of the registers, to show them at once instead of when a kept page has grown old. */
export const subscriptions: readonly Subscription<House>[] = [
  subscribe<House, unknown>({
    subscriber: "web",
    topic: regionChanged,
    outside: async (house) => {
      // The page is made anew from the halls in memory: first these, then the page.
      forgetHalls(house);
      house.pages.invalidate(["halls", "departments", "site-map"]);
    },
  }),
  subscribe<House, unknown>({
    subscriber: "web",
    topic: organizationChanged,
    outside: async (house) => house.pages.invalidate(["halls", "departments", "site-map"]),
  }),
  ...[itemPublished, itemStateChanged].map((topic) =>
    subscribe<House, { items: { item: string }[] }>({
      subscriber: "web",
      topic,
      outside: async (house, { payload }) =>
        house.pages.invalidate(["listings", ...payload.items.map(({ item }) => `item:${item}`)]),
    }),
  ),
];
