import path from "node:path";
import { sql } from "kysely";
import { startOf } from "../kernel/calendar/index.ts";
import { isHallCode } from "../kernel/codes/index.ts";
import { findRoot } from "../kernel/config/index.ts";
import type { Tx } from "../kernel/db/index.ts";
import { type ImportReport, importEdition } from "./import-edition.ts";
import { usualHallName, usualHue } from "./open-branch-hall.ts";
import { toCounts } from "./queries.ts";
import { type Edition, readEdition } from "./read-edition.ts";
import { lockRegister } from "./register.ts";
import { type VersionRow, versionsAt } from "./rows.ts";
import { assignSites } from "./sites.ts";
import type { HallRow } from "./tables.ts";

/** What loading did. */
export interface LoadReport extends ImportReport {
  /** Halls that were opened. */
  readonly halls: number;
  /** Stations and points that are new or belong to another hall. */
  readonly sites: number;
}

/**
 * Brings the register to the edition of this program: divisions, and a hall for every province, city and county that never
 * had one. Run at every start; an edition that was taken in before is not read again.
 */
export async function loadShipped(tx: Tx, edition = readEdition(seedFolder())): Promise<LoadReport> {
  await lockRegister(tx); // two processes may start at once
  const { name, sha256 } = edition;
  const before = await tx.selectFrom("region.edition").select("sha256").where("name", "=", name).executeTakeFirst();
  if (before?.sha256 === sha256) return { added: toCounts([]), differing: [], halls: 0, sites: 0 };
  const report = await importEdition(tx, edition);
  const places = await versionsAt(tx, sql`v.state = 'live'`);
  const at = startOf(edition.editionOn);
  const halls = await openHallsOf(tx, edition, places, at);
  const sites = await assignSites(tx, places, at);
  await tx
    .insertInto("region.edition")
    .values({ name, sha256 })
    .onConflict((clash) => clash.column("name").doUpdateSet({ sha256 }))
    .execute();
  return { ...report, halls, sites };
}

/** `seed/` of the project. */
export function seedFolder(): string {
  return path.join(findRoot(), "seed");
}

async function openHallsOf(tx: Tx, edition: Edition, places: readonly VersionRow[], at: Date): Promise<number> {
  const known = await tx.selectFrom("region.hall").select(["code", "division"]).execute();
  const taken = new Set<string>(known.flatMap(({ code, division }) => [code, division]));
  const rows = places.flatMap(({ key, code, name }): HallRow | [] => {
    if (!isHallCode(code) || taken.has(key) || taken.has(code)) return [];
    const hue = edition.hues[code] ?? usualHue(code);
    const hall = usualHallName(name);
    return { code, division: key, name: hall, host: null, hue, state: "open", opened_at: at, closed_at: null };
  });
  if (rows.length > 0) await tx.insertInto("region.hall").values(rows).execute();
  return rows.length;
}
