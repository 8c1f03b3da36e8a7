import { sql } from "kysely";
import { upperDivisions } from "../../kernel/codes/index.ts";
import type { Tx } from "../../kernel/db/index.ts";
import type { SearchEntry } from "./entry.ts";
import { prefixBelow } from "./reach.ts";
import { replaced, rowOf } from "./row.ts";
import type { Tokens } from "./tokens.ts";
import { edition } from "./words.ts";

/** Which twin an item was, and in which hall. */
interface Twin {
  readonly hall: string;
  readonly twin: string;
}

/** What these items are found by now, before they are written or taken out. */
export async function twinsOf(tx: Tx, itemIds: readonly string[]): Promise<Twin[]> {
  const { rows } = await sql<Twin>`
    select distinct hall, twin from catalogue.search_entry where item_id = any(${itemIds})`.execute(tx);
  return rows;
}

const rowsAtOnce = 500;

/**
 * Sees to it that each hall above these entries has one row for each of their matters. Most halls handle what another
 * handles already, so most of the time this reads and writes nothing.
 */
export async function keepMatters(
  tx: Tx,
  made: readonly { readonly entry: SearchEntry; readonly tokens: Tokens }[],
): Promise<void> {
  const wanted = new Map(
    made.flatMap(({ entry, tokens }) =>
      upperDivisions(entry.hall).map((hall) => [keyOf(hall, tokens.twin), { hall, entry, tokens }] as const),
    ),
  );
  const { rows: known } = await sql<{ item_id: string }>`
    select item_id from catalogue.search_matter
     where item_id = any(${[...wanted.keys()]}) and edition = ${edition}`.execute(tx);
  for (const { item_id } of known) wanted.delete(item_id);
  const rows = [...wanted].map(([id, { hall, entry, tokens }]) => ({
    ...rowOf(entry, tokens),
    item_id: id,
    hall,
    // The department of one hall is not that of the others; what they share has the short name.
    department: entry.departmentShort,
    codes: entry.baseCode === undefined ? [] : [entry.baseCode],
    state: "published",
    tokens: sql<string>`${tokens.tokensBelow(hall)}::tsvector`,
  }));
  // In one order everywhere, so that two transactions that bring the same matters wait for each other and do not lock up.
  rows.sort((one, other) => (one.item_id < other.item_id ? -1 : 1));
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    await tx
      .insertInto("catalogue.search_matter")
      .values(rows.slice(start, start + rowsAtOnce))
      .onConflict((conflict) => conflict.column("item_id").doUpdateSet(replaced()))
      .execute();
  }
}

/**
 * Takes out the matters that nobody handles any more. Should another hall begin with one in the same instant, its row is
 * missing until that item is indexed again; the item itself is found in its own hall all the same.
 */
export async function dropMatters(tx: Tx, left: readonly Twin[]): Promise<void> {
  const keys = new Map<string, { item_id: string; hall: string; twin: string; prefix: string }>();
  for (const { hall, twin } of left) {
    for (const upper of upperDivisions(hall as Parameters<typeof upperDivisions>[0])) {
      const prefix = prefixBelow(upper);
      if (prefix === undefined) continue;
      const item_id = keyOf(upper, twin);
      keys.set(item_id, { item_id, hall: upper, twin, prefix });
    }
  }
  if (keys.size === 0) return;
  await sql`
    delete from catalogue.search_matter as matter
     using jsonb_to_recordset(${JSON.stringify([...keys.values()])}::jsonb)
           as gone (item_id text, hall text, twin text, prefix text)
     where matter.item_id = gone.item_id
       and not exists (
         select from catalogue.search_entry as entry
          where entry.twin = gone.twin and entry.hall <> gone.hall and starts_with(entry.hall, gone.prefix))`.execute(
    tx,
  );
}

function keyOf(hall: string, twin: string): string {
  return `${hall}/${twin}`;
}
