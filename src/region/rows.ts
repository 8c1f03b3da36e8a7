import { type RawBuilder, sql } from "kysely";
import { type Day, parseDay } from "../kernel/calendar/index.ts";
import type { DivisionCode, DivisionLevel } from "../kernel/codes/index.ts";
import type { Reader } from "../kernel/db/index.ts";
import type { Division } from "./division.ts";
import type { DivisionKey, DivisionKind, Tier } from "./tables.ts";

/** A version as it comes from the database. */
export interface VersionRow {
  key: DivisionKey;
  version: number;
  code: DivisionCode;
  name: string;
  level: DivisionLevel;
  kind: DivisionKind;
  upper: DivisionKey | null;
  path: string;
  tier: Tier | null;
  state: "live" | "ended";
  from_on: string;
}

/** Later than all days: the newest version of each place. */
const newest = "9999-12-31";

/**
 * The versions that hold on a day, live and ended, in order of code. The newest version up to the day is found by an anti-join
 * on the primary key: nearly all places have one version only.
 *
 * @param where a condition on `v` (division_version) or `d` (division); the indexes are `path`, `upper` and the key.
 * @param on the day; the newest version when absent.
 */
export async function versionsAt(db: Reader, where: RawBuilder<unknown>, on?: Day): Promise<VersionRow[]> {
  const day = on ?? newest;
  const { rows } = await sql<VersionRow>`
    select v.division as key, v.version, v.code, v.name, d.level, d.kind, v.upper, v.path, v.tier, v.state, v.from_on
    from region.division_version v join region.division d on d.key = v.division
    where v.from_on <= ${day}::date and ${where}
      and not exists (select from region.division_version later where later.division = v.division
        and later.version > v.version and later.from_on <= ${day}::date)
    order by v.code`.execute(db);
  return rows;
}

/** A row as the rest of the house sees it. */
export function divisionOf(row: VersionRow): Division {
  return {
    key: row.key,
    code: row.code,
    name: row.name,
    level: row.level,
    kind: row.kind,
    upper: row.upper ?? undefined,
    path: row.path,
    tier: row.tier ?? undefined,
    state: row.state,
    fromOn: parseDay(row.from_on),
  };
}
