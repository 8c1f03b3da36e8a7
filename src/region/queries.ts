import { sql } from "kysely";
import { type Day, parseDay } from "../kernel/calendar/index.ts";
import type { DivisionCode, DivisionLevel } from "../kernel/codes/index.ts";
import type { Reader } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import { afterPath, type Division, type DivisionChange, keysOf, levels } from "./division.ts";
import { divisionOf, versionsAt } from "./rows.ts";
import type { ChangeKind, DivisionKey } from "./tables.ts";

/** Live places of each level. */
export type LevelCounts = Readonly<Record<DivisionLevel, number>>;

/**
 * The place that a code names, now or in former times, as it is (or was on that day). Of an ended place: its last form.
 *
 * @returns undefined when the register never had the code, or the place is younger than the day.
 */
export async function findDivision(db: Reader, code: string, on?: Day): Promise<Division | undefined> {
  const named = sql`v.division = (select c.division from region.division_code c where c.code = ${code})`;
  const [row] = await versionsAt(db, named, on);
  return row && divisionOf(row);
}

/** As `findDivision`. @throws HallError `region/no-division` (not-found). */
export async function requireDivision(db: Reader, code: string, on?: Day): Promise<Division> {
  const found = await findDivision(db, code, on);
  if (!found) throw new HallError("not-found", "region/no-division", "没有这个行政区划代码", { code });
  return found;
}

/** Places by their keys, in order of code; ended ones in their last form. */
export async function divisionsByKey(db: Reader, keys: readonly DivisionKey[], on?: Day): Promise<Division[]> {
  if (keys.length === 0) return [];
  return (await versionsAt(db, sql`v.division = any(${[...keys]})`, on)).map(divisionOf);
}

/** The places directly under a place, in order of code: the cities of a province, and its counties that stand under no city. */
export async function childrenOf(db: Reader, division: Division, on?: Day): Promise<Division[]> {
  return (await versionsAt(db, sql`v.upper = ${division.key} and v.state = 'live'`, on)).map(divisionOf);
}

/** The places above a place, from the province down. */
export async function ancestorsOf(db: Reader, division: Division, on?: Day): Promise<Division[]> {
  const keys = keysOf(division.path).slice(0, -1);
  const found = new Map((await divisionsByKey(db, keys, on)).map((one) => [one.key, one]));
  return keys.flatMap((key) => found.get(key) ?? []);
}

/** All places below a place, in order of code. @param only the levels wanted; all when absent. */
export async function descendantsOf(
  db: Reader,
  division: Division,
  options: { only?: readonly DivisionLevel[]; on?: Day } = {},
): Promise<Division[]> {
  const within = sql`v.path > ${division.path} and v.path < ${afterPath(division.path)}
    and v.state = 'live' and d.level = any(${[...(options.only ?? levels)]})`;
  return (await versionsAt(db, within, options.on)).map(divisionOf);
}

/** The whole tree as it was on a day (as now when absent), in order of code: up to 33,000 places, for exports and tests. */
export async function treeAsOf(db: Reader, on?: Day): Promise<Division[]> {
  return (await versionsAt(db, sql`v.state = 'live'`, on)).map(divisionOf);
}

/** Live official places below a place by level; functional districts are not counted, so that the figures are those of the state. */
export async function countBelow(db: Reader, division: Division): Promise<LevelCounts> {
  const { rows } = await sql<{ level: DivisionLevel; count: bigint }>`
    select d.level, count(*) as count from region.division_version v join region.division d on d.key = v.division
    where v.path > ${division.path} and v.path < ${afterPath(division.path)} and v.state = 'live' and d.kind = 'official'
      and not exists (select from region.division_version later where later.division = v.division and later.version > v.version)
    group by d.level`.execute(db);
  return toCounts(rows);
}

/** Counts by level with zeros filled in. */
export function toCounts(rows: readonly { level: DivisionLevel; count: bigint | number }[]): LevelCounts {
  const counts: Record<DivisionLevel, number> = { province: 0, city: 0, county: 0, town: 0, village: 0 };
  for (const { level, count } of rows) counts[level] += Number(count);
  return counts;
}

/** One form of a place, and the change that made it so. */
export interface DivisionHistory {
  readonly code: DivisionCode;
  readonly name: string;
  readonly state: "live" | "ended";
  readonly upper: DivisionKey | undefined;
  readonly change: DivisionChange;
}

/** All forms of a place from the first to the last. */
export async function historyOf(db: Reader, key: DivisionKey): Promise<DivisionHistory[]> {
  const rows = await db
    .selectFrom("region.division_version as v")
    .innerJoin("region.division_change as c", "c.number", "v.change")
    .select(["v.code", "v.name", "v.state", "v.upper", "v.from_on"])
    .select(["c.number", "c.kind", "c.document", "c.document_on", "c.note"])
    .where("v.division", "=", key)
    .orderBy("v.version")
    .execute();
  return rows.map(({ code, name, state, upper, ...change }) => ({
    code,
    name,
    state,
    upper: upper ?? undefined,
    change: changeOf(change),
  }));
}

/** A change as it comes from the database. */
interface ChangeFacts {
  number: bigint;
  kind: ChangeKind;
  from_on: string;
  document: string;
  document_on: string | null;
  note: string | null;
}

/** A change as the rest of the house sees it. */
export function changeOf(row: ChangeFacts): DivisionChange {
  return {
    number: row.number,
    kind: row.kind,
    fromOn: parseDay(row.from_on),
    document: row.document,
    documentOn: row.document_on === null ? undefined : parseDay(row.document_on),
    note: row.note ?? undefined,
  };
}
