import { sql } from "kysely";
import { type Day, parseDay } from "../kernel/calendar/index.ts";
import type { Reader } from "../kernel/db/index.ts";
import { afterPath, keysOf } from "./division.ts";
import type { Draft, Place } from "./draft.ts";
import { type VersionRow, versionsAt } from "./rows.ts";

/** What an act needs on its drawing board. */
export interface Wanted {
  /** Places that change, by code: they come with everything below them. */
  readonly changing: readonly string[];
  /** Places that are only named, e.g. as a new upper place, by code. */
  readonly named?: readonly string[];
  /** Codes the act wants to give; also the codes of everything below a place that gets a new code. */
  readonly fresh?: readonly string[];
}

/** Reads the part of the tree that an act works on; the register is locked already. */
export async function loadDraft(db: Reader, on: Day, { changing, named = [], fresh = [] }: Wanted): Promise<Draft> {
  const draft: Draft = { on, places: new Map(), used: new Map(), touched: new Set(), successors: [] };
  const asked = [...new Set([...changing, ...named, ...fresh])];
  // A new code gives its stem to the codes below, which must be free as well.
  const stems = fresh.map((code) => sql`(code >= ${stem(code)} and code < ${`${stem(code)}:`})`);
  const known = await sql<{ code: string; division: Place["key"] }>`
    select code, division from region.division_code
    where code = any(${asked}) ${stems.length > 0 ? sql`or ${sql.join(stems, sql` or `)}` : sql``}`.execute(db);
  for (const { code, division } of known.rows) draft.used.set(code, division);

  const keys = asked.flatMap((code) => draft.used.get(code) ?? []);
  const places = await versionsAt(db, sql`v.division = any(${keys})`);
  put(draft, places);
  const above = places.flatMap(({ path }) => keysOf(path)).filter((key) => !draft.places.has(key));
  put(draft, await versionsAt(db, sql`v.division = any(${[...new Set(above)]})`));
  for (const code of changing) {
    const key = draft.used.get(code);
    const place = key && draft.places.get(key);
    if (!place) continue;
    put(draft, await versionsAt(db, sql`v.path > ${place.path} and v.path < ${afterPath(place.path)}`));
  }
  return draft;
}

function stem(code: string): string {
  return code.replace(/^(\d{2})0000$/, "$1").replace(/^(\d{4})00$/, "$1");
}

function put(draft: Draft, rows: readonly VersionRow[]): void {
  for (const row of rows) {
    if (draft.places.has(row.key)) continue;
    draft.places.set(row.key, {
      key: row.key,
      level: row.level,
      kind: row.kind,
      version: row.version,
      writtenOn: parseDay(row.from_on),
      code: row.code,
      name: row.name,
      upper: row.upper ?? undefined,
      path: row.path,
      tier: row.tier ?? undefined,
      state: row.state,
    });
    draft.used.set(row.code, row.key);
  }
}
