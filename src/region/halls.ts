import { sql } from "kysely";
import type { DivisionLevel, HallCode } from "../kernel/codes/index.ts";
import type { Reader } from "../kernel/db/index.ts";
import { type Division, fitsUnder, keysOf, levelNames, levels } from "./division.ts";
import { hallPath } from "./open-branch-hall.ts";
import { type LevelCounts, toCounts } from "./queries.ts";
import { lastChange } from "./register.ts";
import { divisionOf, versionsAt } from "./rows.ts";
import type { DivisionKey, HallRow } from "./tables.ts";

/** A hall as pages and routes see it. */
export interface Hall {
  /** Never changes; leads the keys of all case tables. */
  readonly code: HallCode;
  readonly name: string;
  /** Its place as it is today; in its last form when the hall is closed with it. */
  readonly division: Division;
  /** Where people enter: `/h/440100`. */
  readonly path: string;
  /** A host name of its own. */
  readonly host: string | undefined;
  /** 180–290. */
  readonly hue: number;
  readonly state: "open" | "closed";
  /** The open hall it answers to; undefined for a province. */
  readonly upper: HallCode | undefined;
  /** Live official places below it. */
  readonly counts: LevelCounts;
  /** Halls that took over when it closed. */
  readonly successors: readonly HallCode[];
}

/** All halls at one moment, for looking up without the database. Immutable. */
export interface Halls {
  /** In order of code, closed ones too. */
  readonly all: readonly Hall[];
  /** The number of the last change it knows. */
  readonly change: bigint;
  /** By its code, by the code its place has today, or by one it had. */
  find(code: string): Hall | undefined;
  /** By its own host name. */
  at(host: string): Hall | undefined;
  /** The hall at which a place is served: its own, or the nearest one above. */
  of(division: Pick<Division, "path">): Hall | undefined;
  /** The halls above a hall, from the province down. */
  above(hall: Hall): readonly Hall[];
  /** The open halls that answer to a hall directly, in order of code. */
  below(hall: Hall): readonly Hall[];
}

/** Reads all halls: five queries whatever their number, about 100 ms for a province with its villages (the counting). */
export async function loadHalls(db: Reader): Promise<Halls> {
  const change = await lastChange(db);
  const rows = await db.selectFrom("region.hall").selectAll().orderBy("code").execute();
  const keys = rows.map(({ division }) => division);
  const places = new Map(
    (await versionsAt(db, sql`v.division = any(${keys})`)).map((row) => [row.key, divisionOf(row)]),
  );
  const codes = await db
    .selectFrom("region.division_code")
    .select(["code", "division"])
    .where("division", "=", sql<DivisionKey>`any(${keys})`)
    .execute();
  const successors = await db
    .selectFrom("region.division_successor")
    .select(["division", "successor"])
    .where("division", "=", sql<DivisionKey>`any(${keys})`)
    .execute();
  const countsOf = await countByPlace(db);
  const openOf = new Map(rows.filter(({ state }) => state === "open").map((row) => [row.division, row.code]));
  const all = rows.flatMap((row): Hall | [] => {
    const division = places.get(row.division);
    if (!division) return [];
    const heirs = successors.filter((one) => one.division === row.division).map(({ successor }) => successor);
    return hallOf(row, division, countsOf(division), openOf, row.state === "closed" ? heirs : []);
  });
  return createHalls(all, codes, change);
}

function hallOf(
  row: HallRow,
  division: Division,
  counts: LevelCounts,
  openOf: ReadonlyMap<DivisionKey, HallCode>,
  heirs: readonly DivisionKey[],
): Hall {
  const uppers = keysOf(division.path).slice(0, -1).reverse();
  return {
    code: row.code,
    name: row.name,
    division,
    path: hallPath(row.code),
    host: row.host ?? undefined,
    hue: row.hue,
    state: row.state,
    upper: uppers.map((key) => openOf.get(key)).find((code) => code !== undefined),
    counts,
    successors: heirs.flatMap((key) => openOf.get(key) ?? []),
  };
}

/** One grouped read of the tree; the sums are added up here (rule Q5). */
async function countByPlace(db: Reader): Promise<(division: Division) => LevelCounts> {
  const { rows } = await sql<{ path: string; level: DivisionLevel; count: bigint }>`
    select regexp_replace(v.path, '/[0-9]{9,12}/.*$', '/') as path, d.level, count(*) as count
    from region.division_version v join region.division d on d.key = v.division
    where v.state = 'live' and d.kind = 'official' and not exists (
      select from region.division_version later where later.division = v.division and later.version > v.version)
    group by 1, 2`.execute(db);
  const found = new Map<DivisionKey, { level: DivisionLevel; count: bigint }[]>();
  for (const row of rows) {
    for (const key of keysOf(row.path)) {
      const own = found.get(key);
      if (own) own.push(row);
      else found.set(key, [row]);
    }
  }
  return ({ key, level }) => toCounts((found.get(key) ?? []).filter((row) => fitsUnder(row.level, level)));
}

function createHalls(
  all: readonly Hall[],
  codes: readonly { code: string; division: DivisionKey }[],
  change: bigint,
): Halls {
  const byPlace = new Map(all.map((hall) => [hall.division.key, hall]));
  const byCode = new Map<string, Hall>();
  for (const { code, division } of codes) {
    const hall = byPlace.get(division);
    if (hall) byCode.set(code, hall);
  }
  // Its own code wins over a code that another place had.
  for (const hall of all) byCode.set(hall.code, hall);
  const byHost = new Map(all.flatMap((hall): [string, Hall][] => (hall.host ? [[hall.host, hall]] : [])));
  const upperOf = (hall: Hall) => (hall.upper ? byCode.get(hall.upper) : undefined);
  return {
    all,
    change,
    find: (code) => byCode.get(code),
    at: (host) => byHost.get(host.toLowerCase().replace(/:\d+$/, "")),
    of(division) {
      const halls = keysOf(division.path).flatMap((key) => byPlace.get(key) ?? []);
      return halls.findLast(({ state }) => state === "open");
    },
    above(hall) {
      const found: Hall[] = [];
      for (let upper = upperOf(hall); upper; upper = upperOf(upper)) found.unshift(upper);
      return found;
    },
    below: (hall) => all.filter(({ upper, state }) => upper === hall.code && state === "open"),
  };
}

/** One word of the line that shows where a hall stands. */
export interface TrailStep {
  /** `广东省`, or `1,757 镇街`. */
  readonly text: string;
  /** Set for halls above and the hall itself. */
  readonly hall: Hall | undefined;
}

/** 广东省 › 21 市 › 122 县区 › 1,757 镇街 › 26,842 村社区: the halls above by name, the hall, then what is below it. */
export function trailOf(halls: Halls, hall: Hall): TrailStep[] {
  const named = [...halls.above(hall), hall].map((one): TrailStep => ({ text: one.division.name, hall: one }));
  const counted = levels.flatMap((level): TrailStep | [] => {
    const count = hall.counts[level];
    return count === 0 ? [] : { text: `${count.toLocaleString("en-US")} ${levelNames[level]}`, hall: undefined };
  });
  return [...named, ...counted];
}
