import { dayOf } from "../../kernel/calendar/index.ts";
import { type Db, inTransaction } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { Item } from "../queries.ts";

type ViewHouse = Pick<House, "db" | "clock" | "log">;

/** Views that are not written yet, by hall and item. */
interface Waiting {
  readonly byHall: Map<Item["hall"], Map<Item["id"], number>>;
  items: number;
  /** Milliseconds of the clock: not written again before. */
  dueAt: number;
}

/** One write a hall in five minutes, whatever is looked at. */
const pauseMs = 5 * 60_000;
/** Items that wait at most; what else is looked at meanwhile is not counted. */
const mostItems = 2_000;

const waiting = new WeakMap<Db, Waiting>();

/**
 * Notes that the guide of an item was looked at. A kept page is not noted, so this counts the minutes in which somebody
 * looked, not the people: enough to tell what is often done. It waits in memory and is written now and then; what waits
 * when the process ends is lost.
 */
export function noteView(house: ViewHouse, item: Pick<Item, "hall" | "id">): void {
  const now = house.clock.now().getTime();
  const kept = waiting.get(house.db) ?? { byHall: new Map(), items: 0, dueAt: now + pauseMs };
  waiting.set(house.db, kept);
  const hall = kept.byHall.get(item.hall) ?? new Map<Item["id"], number>();
  const before = hall.get(item.id);
  if (before !== undefined || kept.items < mostItems) {
    hall.set(item.id, (before ?? 0) + 1);
    if (before === undefined) kept.items += 1;
    kept.byHall.set(item.hall, hall);
  }
  if (now < kept.dueAt) return;
  writeViews(house).catch((error: unknown) => house.log.warn({ err: error }, "views were not counted"));
}

/** Writes what waits; a transaction for each hall. */
export async function writeViews(house: ViewHouse): Promise<void> {
  const kept = waiting.get(house.db);
  waiting.delete(house.db);
  const day = dayOf(house.clock.now());
  for (const [hall, items] of kept?.byHall ?? []) {
    // In one order everywhere: two processes that count the same items do not lock up.
    const rows = [...items].map(([item_id, views]) => ({ hall, day, item_id, views }));
    rows.sort((one, other) => (one.item_id < other.item_id ? -1 : 1));
    await inTransaction(house.db, (tx) =>
      tx
        .insertInto("catalogue.item_view")
        .values(rows)
        .onConflict((conflict) =>
          conflict
            .columns(["hall", "day", "item_id"])
            .doUpdateSet((row) => ({ views: row("catalogue.item_view.views", "+", row.ref("excluded.views")) })),
        )
        .execute(),
    );
  }
}
