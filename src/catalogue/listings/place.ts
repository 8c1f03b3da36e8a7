import { type RawBuilder, sql } from "kysely";
import type { HallCode } from "../../kernel/codes/index.ts";
import type { Reader } from "../../kernel/db/index.ts";

/** Where the body that implements an item is, and the hall that keeps the item: together they say at which hall it is listed. */
export interface ItemPlace {
  readonly division: string;
  readonly hall: HallCode;
}

/** Items that visitors may see: in use, or out of use for a time. */
export const shown = sql<boolean>`i.state in ('published', 'suspended')`;

/** Only items of these places; `i` is the item. Index item_division carries it. */
export function standsAt(places: readonly ItemPlace[]): RawBuilder<boolean> {
  const divisions = places.map(({ division }) => division);
  const halls = places.map(({ hall }) => hall);
  return sql<boolean>`i.division = any(${divisions}::text[]) and (i.division, i.hall) in (
    select * from unnest(${divisions}::text[], ${halls}::text[]))`;
}

/** Every place that has items, with how many: some hundred rows for a province. */
export async function placesOfItems(db: Reader): Promise<(ItemPlace & { items: number })[]> {
  const { rows } = await sql<ItemPlace & { items: number }>`select i.division, i.hall, count(*)::int as items
    from catalogue.item i where ${shown} group by 1, 2 order by 1, 2`.execute(db);
  return rows;
}
