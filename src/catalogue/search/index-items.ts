import { sql } from "kysely";
import { parseHallCode } from "../../kernel/codes/index.ts";
import type { Tx } from "../../kernel/db/index.ts";
import type { SearchEntry } from "./entry.ts";
import { dropMatters, keepMatters, twinsOf } from "./matter-rows.ts";
import { replaced, rowOf } from "./row.ts";
import { tokensOf } from "./tokens.ts";
import { edition } from "./words.ts";

const rowsAtOnce = 500;
const visible = new Set(["published", "suspended"]);

/**
 * Puts items into the index, or brings them up to date. About 0.2 ms of this process for each item.
 *
 * An entry that is neither published nor suspended is taken out, so the catalogue may hand in whatever changed. Of two
 * entries with one `itemId` the later counts.
 *
 * @param tx the caller's transaction: catalogue and index change together.
 */
export async function indexItems(tx: Tx, entries: readonly SearchEntry[]): Promise<void> {
  const latest = [...new Map(entries.map((entry) => [entry.itemId, entry])).values()];
  await removeItems(
    tx,
    latest.filter(({ state }) => !visible.has(state)).map(({ itemId }) => itemId),
  );
  const shown = latest.filter(({ state }) => visible.has(state));
  for (let start = 0; start < shown.length; start += rowsAtOnce) {
    await write(tx, shown.slice(start, start + rowsAtOnce));
  }
}

/** Takes items out of the index; unknown ones are no fault. */
export async function removeItems(tx: Tx, itemIds: readonly string[]): Promise<void> {
  if (itemIds.length === 0) return;
  const left = await twinsOf(tx, itemIds);
  await sql`delete from catalogue.search_entry where item_id = any(${itemIds})`.execute(tx);
  await dropMatters(tx, left);
}

/**
 * Makes the tokens of rows again that an older dictionary made; run by a job until it returns 0.
 *
 * @param most rows in this transaction.
 * @returns how many rows it made again.
 */
export async function refreshTokens(tx: Tx, most = 1000): Promise<number> {
  const rows = await tx
    .selectFrom("catalogue.search_entry")
    .select([
      "item_id",
      "hall",
      "name",
      "base_code",
      "alias",
      "plain",
      "department",
      "department_short",
      "codes",
      "themes",
    ])
    .select(["audiences", "depth", "state", "popularity"])
    .where("edition", "<>", edition)
    .orderBy("item_id")
    .limit(most)
    .forUpdate()
    .execute();
  await indexItems(
    tx,
    rows.map((row) => ({
      ...row,
      itemId: row.item_id,
      departmentShort: row.department_short,
      baseCode: row.base_code ?? undefined,
      hall: parseHallCode(row.hall),
    })),
  );
  return rows.length;
}

async function write(tx: Tx, entries: readonly SearchEntry[]): Promise<void> {
  const made = entries.map((entry) => ({ entry, tokens: tokensOf(entry) }));
  const left = await twinsOf(
    tx,
    entries.map(({ itemId }) => itemId),
  );
  const rows = made.map(({ entry, tokens }) => ({
    ...rowOf(entry, tokens),
    item_id: entry.itemId,
    hall: entry.hall,
    tokens: sql<string>`${tokens.tokens}::tsvector`,
  }));
  await tx
    .insertInto("catalogue.search_entry")
    .values(rows)
    .onConflict((conflict) =>
      conflict.column("item_id").doUpdateSet((build) => ({
        hall: build.ref("excluded.hall"),
        twin: build.ref("excluded.twin"),
        ...replaced(),
      })),
    )
    .execute();
  await keepMatters(tx, made);
  await dropMatters(tx, left);
}
