import { sql } from "kysely";
import type { HallCode } from "../kernel/codes/index.ts";
import type { Reader } from "../kernel/db/index.ts";
import type { Division } from "./division.ts";
import { divisionOf, versionsAt } from "./rows.ts";

/** A town station (网上办事站) or village point (网上办事点). */
export interface Site {
  readonly hall: HallCode;
  readonly kind: "station" | "point";
  readonly division: Division;
}

/** The open stations and points of a hall, in order of code. @param kind one kind only. */
export async function sitesOf(db: Reader, hall: HallCode, kind?: Site["kind"]): Promise<Site[]> {
  const level = kind === undefined ? sql`` : sql`and s.kind = ${kind}`;
  const rows = await versionsAt(
    db,
    sql`v.division in (select s.division from region.site s where s.hall = ${hall} and s.state = 'open' ${level})`,
  );
  return rows.map((row) => ({ hall, kind: row.level === "town" ? "station" : "point", division: divisionOf(row) }));
}
