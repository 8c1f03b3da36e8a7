import {
  countThemes,
  type Item,
  listShown,
  type PublishedChange,
  publishedChanges,
  type ThemeCounts,
} from "../catalogue/index.ts";
import type { House } from "../kernel/house/index.ts";
import { departmentsOf, windowsOf } from "../organization/index.ts";
import { type Hall, type Halls, sitesOf } from "../region/index.ts";
import { hallItems } from "./hall-items.ts";

/** A department or a station as the home of its hall names it. */
export interface DepartmentLink {
  readonly name: string;
  readonly href: string;
}

/** What stands on the home of one hall and must be asked of the database. */
export interface HomeFacts {
  /** In the order of its portal. */
  readonly departments: readonly DepartmentLink[];
  /** Town stations; empty where the halls below have them. */
  readonly stations: readonly DepartmentLink[];
  readonly counts: ThemeCounts;
  /** What can be applied for here, then what the halls below carry out of the common catalogue. */
  readonly common: { readonly items: readonly Item[]; readonly appliable: number };
  readonly changes: readonly PublishedChange[];
}

const mostCommon = 8;
const fewChanges = 5;

/** Reads what the home of a hall shows: its windows (without any, the departments of its place), its stations, its items. */
export async function homeFacts(house: Pick<House, "db">, halls: Halls, hall: Hall): Promise<HomeFacts> {
  const { db } = house;
  const places = (await hallItems(house, halls)).placesOf(hall);
  const [windows, sites, counts, appliable, news] = await Promise.all([
    windowsOf(db, hall.code),
    sitesOf(db, hall.code, "station"),
    countThemes(db, places),
    listShown(db, { places, appliable: true }, { from: 0, size: mostCommon }),
    publishedChanges(db, places, { from: 0, size: fewChanges }),
  ]);
  // An upper hall does little itself: what its cities and counties do all alike fills the list.
  const alike = mostCommon - appliable.items.length;
  const shared = alike > 0 ? (await listShown(db, { places, kind: "base" }, { from: 0, size: alike })).items : [];
  const common = [...appliable.items, ...shared];
  const departments =
    windows.length > 0 ? windows.map(({ department }) => department) : await departmentsOf(db, hall.division.key);
  return {
    departments: departments.map(({ key, shortName }) => ({ name: shortName, href: `/departments/${key}` })),
    stations: sites.map(({ division }) => ({ name: division.name, href: `/halls/${division.code}` })),
    counts,
    common: { items: common, appliable: appliable.total },
    changes: news.changes,
  };
}
