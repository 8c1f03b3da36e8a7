import { type RawBuilder, sql } from "kysely";
import type { SearchEntry } from "./entry.ts";
import type { SearchEntryRow } from "./tables.ts";
import type { Tokens } from "./tokens.ts";
import { edition } from "./words.ts";

/** What the row of an item and the row of a matter have alike. */
export function rowOf(entry: SearchEntry, { nameKey, pinyin, twin }: Tokens) {
  return {
    twin,
    name: entry.name,
    name_key: nameKey,
    base_code: entry.baseCode ?? null,
    alias: [...entry.alias],
    plain: [...entry.plain],
    department: entry.department,
    department_short: entry.departmentShort,
    codes: [...entry.codes],
    themes: [...entry.themes],
    audiences: [...entry.audiences],
    depth: entry.depth,
    state: entry.state,
    popularity: entry.popularity,
    pinyin,
    edition,
  };
}

const columns = [
  "name",
  "name_key",
  "base_code",
  "alias",
  "plain",
  "department",
  "department_short",
  "codes",
  "themes",
  "audiences",
  "depth",
  "state",
  "popularity",
  "tokens",
  "pinyin",
  "edition",
] as const satisfies readonly (keyof SearchEntryRow)[];

/** What a row that is there already takes over from the one that came. */
export function replaced(): Record<(typeof columns)[number], RawBuilder<never>> {
  const taken = columns.map((column) => [column, sql.ref<never>(`excluded.${column}`)]);
  return Object.fromEntries(taken) as ReturnType<typeof replaced>;
}
