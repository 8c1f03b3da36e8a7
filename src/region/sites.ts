import { sql } from "kysely";
import type { HallCode } from "../kernel/codes/index.ts";
import type { Reader, Tx } from "../kernel/db/index.ts";
import { keysOf } from "./division.ts";
import { type VersionRow, versionsAt } from "./rows.ts";
import type { DivisionKey, SiteRow } from "./tables.ts";
import { batches } from "./write-draft.ts";

/** Open halls by the place they belong to. */
export async function openHalls(db: Reader): Promise<Map<DivisionKey, HallCode>> {
  const rows = await db.selectFrom("region.hall").select(["code", "division"]).where("state", "=", "open").execute();
  return new Map(rows.map(({ code, division }) => [division, code]));
}

/** The open hall nearest above a place, itself included: a town's county, or its city where there is no county. */
export function nearestHall(path: string, halls: ReadonlyMap<DivisionKey, HallCode>): HallCode | undefined {
  for (const key of keysOf(path).reverse()) {
    const hall = halls.get(key);
    if (hall) return hall;
  }
  return undefined;
}

/** The code of the hall at which a place is served: its own, or the nearest one above; undefined while there is none. */
export async function hallServing(db: Reader, division: DivisionKey): Promise<HallCode | undefined> {
  const [place] = await versionsAt(db, sql`v.division = ${division}`);
  return place && nearestHall(place.path, await openHalls(db));
}

/**
 * Lets halls and sites follow a change of the tree: the hall of an ended place closes, stations and points go to the hall
 * that is now nearest above them.
 *
 * @returns the halls that closed.
 */
export async function followHalls(tx: Tx, touched: readonly DivisionKey[], at: Date): Promise<HallCode[]> {
  const places: VersionRow[] = [];
  for (const keys of batches(touched)) places.push(...(await versionsAt(tx, sql`v.division = any(${keys})`)));
  const ended = places.filter(({ state }) => state === "ended").map(({ key }) => key);
  const closed = ended.length === 0 ? [] : await closeHalls(tx, ended, at);
  await assignSites(tx, places, at);
  return closed;
}

async function closeHalls(tx: Tx, ended: DivisionKey[], at: Date): Promise<HallCode[]> {
  const rows = await tx
    .updateTable("region.hall")
    .set({ state: "closed", closed_at: at, host: null })
    .where("division", "in", ended)
    .where("state", "=", "open")
    .returning("code")
    .execute();
  return rows.map(({ code }) => code);
}

/** Gives every town and village among these places its site at the nearest hall, and closes those of ended places. @returns how many sites are new or different. */
export async function assignSites(tx: Tx, places: readonly VersionRow[], at: Date): Promise<number> {
  const halls = await openHalls(tx);
  const wanted = places.filter(({ level }) => level === "town" || level === "village");
  let different = 0;
  for (const some of batches(wanted)) {
    const known = await tx
      .selectFrom("region.site")
      .selectAll()
      .where(
        "division",
        "in",
        some.map(({ key }) => key),
      )
      .execute();
    const before = new Map(known.map((row) => [row.division, row]));
    const rows = some.flatMap((place) => changedSite(place, nearestHall(place.path, halls), before.get(place.key), at));
    different += rows.length;
    if (rows.length > 0) await writeSites(tx, rows);
  }
  return different;
}

function changedSite(
  place: VersionRow,
  hall: HallCode | undefined,
  before: SiteRow | undefined,
  at: Date,
): SiteRow | [] {
  if (place.state === "ended" || !hall) {
    return before?.state === "open" ? { ...before, state: "closed", closed_at: at } : [];
  }
  if (before?.hall === hall && before.state === "open") return [];
  const kind = place.level === "town" ? "station" : "point";
  return { division: place.key, hall, kind, state: "open", opened_at: before?.opened_at ?? at, closed_at: null };
}

async function writeSites(tx: Tx, rows: SiteRow[]): Promise<void> {
  await tx
    .insertInto("region.site")
    .values(rows)
    .onConflict((clash) =>
      clash.column("division").doUpdateSet((row) => ({
        hall: row.ref("excluded.hall"),
        state: row.ref("excluded.state"),
        closed_at: row.ref("excluded.closed_at"),
      })),
    )
    .execute();
}
