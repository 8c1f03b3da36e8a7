import { sql } from "kysely";
import { addCalendarDays, dayOf } from "../../kernel/calendar/index.ts";
import { type Db, inTransaction } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { setPopularity } from "../search/index.ts";

/** Days that count. */
const days = 90;
/** Items that have a popularity; all others have none. */
const mostItems = 5_000;

/**
 * Brings the popularity by which search orders equals to what was looked at in the last 90 days, and forgets older views.
 * In steps (20 for each doubling), so that a night changes few rows of the index.
 */
export async function refreshPopularity(house: Pick<House, "db" | "clock">): Promise<void> {
  const since = addCalendarDays(dayOf(house.clock.now()), -days);
  const popular = await mostViewed(house.db, since);
  await inTransaction(house.db, (tx) => setPopularity(tx, popular), { budgetMs: 60_000, statementMs: 60_000 });
  await inTransaction(house.db, (tx) =>
    sql`/* scatter: a nightly sweep of all halls */ delete from catalogue.item_view where day < ${since}::date`.execute(
      tx,
    ),
  );
}

async function mostViewed(db: Db, since: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ item_id: string; views: string }>`/* scatter: a nightly count over all halls */
    select item_id, sum(views) as views from catalogue.item_view where day >= ${since}::date
     group by item_id order by sum(views) desc, item_id limit ${mostItems}`.execute(db);
  return new Map(rows.map(({ item_id, views }) => [item_id, Math.round(20 * Math.log2(1 + Number(views)))]));
}
