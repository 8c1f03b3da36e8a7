import { sql } from "kysely";
import type { Reader } from "../../kernel/db/index.ts";
import type { Candidate } from "./candidates.ts";
import type { Reach } from "./reach.ts";

/** One hall that handles a matter, with its item. */
export interface HallPlace {
  readonly hall: string;
  readonly itemId: string;
  readonly depth: number;
  readonly state: string;
}

type Matter = Pick<Candidate, "name_key" | "base_code">;

/** Items of the hall and of those above count one by one; what is handled below counts by base code and name. */
export function matterKey(row: Candidate): string {
  return row.is_below ? keyOfMatter(row) : row.item_id;
}

function keyOfMatter({ base_code, name_key }: Matter): string {
  return `${base_code ?? ""}/${name_key}`;
}

/**
 * Which halls below handle these matters, in order of hall; one statement for all, from index `search_entry_places` alone.
 *
 * @returns one list for each matter, empty where nobody handles it any more.
 */
export async function placesBelow(
  db: Reader,
  matters: readonly Matter[],
  { halls: [hall = ""], belowPrefix }: Reach,
): Promise<(readonly HallPlace[])[]> {
  if (matters.length === 0 || belowPrefix === undefined) return matters.map(() => []);
  const names = [...new Set(matters.map(({ name_key }) => name_key))];
  const { rows } = await sql<Matter & HallPlace>`
    select item_id as "itemId", hall, name_key, base_code, depth, state
      from catalogue.search_entry
     where name_key = any(${names}) and hall like ${`${belowPrefix}%`} and hall <> ${hall}
     order by hall, item_id`.execute(db);
  const byMatter = Map.groupBy(rows, keyOfMatter);
  return matters.map((one) => (byMatter.get(keyOfMatter(one)) ?? []).map(placeOf));
}

function placeOf({ hall, itemId, depth, state }: HallPlace): HallPlace {
  return { hall, itemId, depth, state };
}

/**
 * Where the matter of an item is handled below a hall.
 *
 * @returns undefined when search does not know the item.
 */
export async function placesOf(
  db: Reader,
  item: string,
  reach: Reach,
): Promise<{ name: string; places: readonly HallPlace[] } | undefined> {
  const { rows } = await sql<Matter & { name: string }>`
    select name, name_key, base_code from catalogue.search_entry where item_id = ${item}`.execute(db);
  const [row] = rows;
  if (!row) return undefined;
  const [places = []] = await placesBelow(db, [row], reach);
  return { name: row.name, places };
}
