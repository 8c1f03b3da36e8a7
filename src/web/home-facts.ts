import type { House } from "../kernel/house/index.ts";
import { departmentsOf, windowsOf } from "../organization/index.ts";
import { type Hall, sitesOf } from "../region/index.ts";
import type { LinkLine } from "../ui/index.ts";

/** A department as the home of its hall names it. */
export interface DepartmentLink {
  readonly name: string;
  readonly href: string;
}

/** What stands on the home of one hall and must be asked of the database. */
export interface HomeFacts {
  /** In the order of its portal. */
  readonly departments: readonly DepartmentLink[];
  /** Town stations with the number of village points under each; empty where the halls below have them. */
  readonly stations: readonly LinkLine[];
}

/** Reads what the home of a hall shows: its windows (without any, the departments of its place) and its stations. */
export async function homeFacts(house: Pick<House, "db">, hall: Hall): Promise<HomeFacts> {
  const [windows, sites] = await Promise.all([windowsOf(house.db, hall.code), sitesOf(house.db, hall.code)]);
  const departments =
    windows.length > 0 ? windows.map(({ department }) => department) : await departmentsOf(house.db, hall.division.key);
  const points = new Map<string, number>();
  for (const { kind, division } of sites) {
    if (kind === "point" && division.upper) points.set(division.upper, (points.get(division.upper) ?? 0) + 1);
  }
  return {
    departments: departments.map(({ key, shortName }) => ({ name: shortName, href: `/departments/${key}` })),
    stations: sites
      .filter(({ kind }) => kind === "station")
      .map(({ division }) => ({
        title: division.name,
        href: `/halls/${division.code}`,
        ...(points.has(division.key) ? { meta: `${points.get(division.key)} 个村社区` } : {}),
      })),
  };
}
