import { sql } from "kysely";
import { type Day, endOf } from "../kernel/calendar/index.ts";
import type { Reader } from "../kernel/db/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { hashOfLine, noHash } from "./change-item.ts";
import { requireItem } from "./queries.ts";
import type { ItemChangeRow, ItemState } from "./tables.ts";

/** An item as it stood on a day. */
export interface ItemThen {
  readonly item: Id;
  readonly state: ItemState;
  readonly version: number;
  readonly name: string;
  readonly code: string;
  readonly division: string;
  readonly deptName: string | undefined;
}

/** Everything done to an item, first to last. */
export async function historyOf(db: Reader, item: Id): Promise<ItemChangeRow[]> {
  const { hall } = await requireItem(db, item);
  return await db
    .selectFrom("catalogue.item_change")
    .selectAll()
    .where("hall", "=", hall)
    .where("item_id", "=", item)
    .orderBy("number")
    .execute();
}

/** The first line of a history that was altered, lost or put in afterwards; undefined when all is as it was written. */
export function firstBrokenLine(history: readonly ItemChangeRow[]): number | undefined {
  let prior = noHash;
  for (const [at, { hash, ...line }] of history.entries()) {
    if (line.number !== at + 1 || line.prior_hash !== prior || hashOfLine(line) !== hash) return at + 1;
    prior = hash;
  }
  return undefined;
}

/**
 * The whole catalogue as it stood at the end of a day, from the history alone: every item that was there, in order of code.
 *
 * @source capabilities B1 (any date can be replayed)
 */
export async function catalogueAsOf(db: Reader, day: Day): Promise<ItemThen[]> {
  const { rows } = await sql<{
    item_id: Id;
    state: ItemState;
    version: number;
    name: string;
    code: string;
    division: string;
    dept_name: string | null;
  }>`/* scatter: the catalogue of all halls on one day, for reports */
    select distinct on (item_id) item_id, state, version, name, code, division, dept_name
    from catalogue.item_change where happened_at < ${endOf(day)}
    order by item_id, number desc`.execute(db);
  return rows
    .map(({ item_id, dept_name, ...facts }) => ({ item: item_id, ...facts, deptName: dept_name ?? undefined }))
    .sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}
