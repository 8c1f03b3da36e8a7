import { sql } from "kysely";
import type { Reader } from "../../kernel/db/index.ts";
import { type Entry, serves, themesAt } from "./audience.ts";
import type { ItemBody } from "./list.ts";
import { type ItemPlace, shown, standsAt } from "./place.ts";

/** How many items of some places stand where. */
export interface ThemeCounts {
  readonly items: number;
  /** Of an entry: how many it serves, and by code of theme. An item may have several themes. */
  readonly entries: Readonly<Record<Entry, { readonly items: number; readonly themes: ReadonlyMap<string, number> }>>;
}

/** Counts the items of some places by entry and theme. */
export async function countThemes(db: Reader, places: readonly ItemPlace[]): Promise<ThemeCounts> {
  const one = (entry: Entry) => sql`select ${entry}::text as entry, theme, count(*)::int as items
    from catalogue.item i, unnest(${themesAt(entry)}) theme where ${shown} and ${standsAt(places)} group by 2
    union all select ${entry}::text, '', count(*)::int from catalogue.item i where ${shown} and ${standsAt(places)} and ${serves(entry)}`;
  const { rows } = await sql<{
    entry: Entry | "all";
    theme: string;
    items: number;
  }>`${one("person")} union all ${one("legal")}
    union all select 'all', '', count(*)::int from catalogue.item i where ${shown} and ${standsAt(places)}`.execute(db);
  const entry = (name: Entry | "all") => ({
    items: rows.find((row) => row.entry === name && row.theme === "")?.items ?? 0,
    themes: new Map(rows.filter((row) => row.entry === name && row.theme !== "").map((row) => [row.theme, row.items])),
  });
  return { items: entry("all").items, entries: { person: entry("person"), legal: entry("legal") } };
}

/** How many items of one theme each place has. */
export async function countByPlace(
  db: Reader,
  theme: { readonly entry: Entry; readonly code: string },
): Promise<(ItemPlace & { items: number })[]> {
  const { rows } = await sql<ItemPlace & { items: number }>`select i.division, i.hall, count(*)::int as items
    from catalogue.item i where ${shown} and ${theme.code} = any(${themesAt(theme.entry)}) group by 1, 2`.execute(db);
  return rows;
}

/** The bodies that implement the items of some places, with how many each. */
export async function countBodies(
  db: Reader,
  places: readonly ItemPlace[],
  entry?: Entry,
): Promise<(ItemBody & { items: number })[]> {
  const whom = entry ? sql`and ${serves(entry)}` : sql``;
  const { rows } = await sql<{ name: string | null; code: string | null; items: number }>`
    select i.dept_name as name, i.dept_code as code, count(*)::int as items from catalogue.item i
    where ${shown} and ${standsAt(places)} ${whom} group by 1, 2 order by 3 desc, 1, 2`.execute(db);
  return rows.map(({ name, code, items }) => ({ name: name ?? undefined, code: code ?? undefined, items }));
}

/** How many items of each type (code table `item_type`; undefined: not said) the places have, most first. */
export async function countTypes(
  db: Reader,
  places: readonly ItemPlace[],
): Promise<{ taskType: string | undefined; items: number }[]> {
  const { rows } = await sql<{ item_type: string | null; items: number }>`
    select i.item_type, count(*)::int as items from catalogue.item i
    where ${shown} and ${standsAt(places)} group by 1 order by 2 desc, 1`.execute(db);
  return rows.map(({ item_type, items }) => ({ taskType: item_type ?? undefined, items }));
}
