import { sql } from "kysely";
import type { Tx } from "../../kernel/db/index.ts";

/** How often items are asked for, by id; items that are not named have no popularity. Only rows that change are written. */
export async function setPopularity(tx: Tx, popular: ReadonlyMap<string, number>): Promise<void> {
  const given = JSON.stringify([...popular].map(([item_id, value]) => ({ item_id, value })));
  const { rows } = await sql<{ twin: string }>`
    update catalogue.search_entry as entry
       set popularity = change.value
      from (select old.item_id, coalesce(given.value, 0) as value
              from catalogue.search_entry as old
              left join jsonb_to_recordset(${given}::jsonb) as given (item_id text, value int)
                on given.item_id = old.item_id
             where old.popularity <> coalesce(given.value, 0)
             order by old.item_id) as change
     where entry.item_id = change.item_id
    returning entry.twin`.execute(tx);
  const twins = [...new Set(rows.map(({ twin }) => twin))];
  if (twins.length === 0) return;
  // A matter is as popular as the most popular of its items.
  await sql`
    update catalogue.search_matter as matter
       set popularity = best.value
      from (select twin, max(popularity) as value from catalogue.search_entry where twin = any(${twins}) group by twin) as best
     where matter.twin = best.twin and matter.popularity <> best.value`.execute(tx);
}
