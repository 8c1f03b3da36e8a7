import type { DivisionCode, DivisionLevel, HallCode } from "../kernel/codes/index.ts";
import { declareTables } from "../kernel/db/index.ts";

declare const divisionKey: unique symbol;

/**
 * The identity of a place: the code under which the register took it in. It stays when the place gets another code, name
 * or upper division, so other modules keep this and not the code.
 */
export type DivisionKey = string & { readonly [divisionKey]: true };

/** `official` has a code of GB/T 2260 or of the statistics; `functional` (功能区, e.g. 枫溪区) has a code of ours. */
export type DivisionKind = "official" | "functional";

/** What happened to a place. */
export type ChangeKind = "import" | "found" | "rename" | "recode" | "move" | "merge" | "split";

/** The KPI group of a place (考核分档); towns and villages have none. */
export type Tier =
  | "gd-province"
  | "hi-province"
  | "prd-city"
  | "nonprd-city"
  | "hi-city"
  | "prd-county"
  | "nonprd-county"
  | "hi-county";

/** The one row that acts lock. */
export interface RegisterRow {
  name: "divisions";
  /** Goes up with every change of divisions or halls. */
  last_change: bigint;
}

/** Why and since when the tree is different. */
export interface DivisionChangeRow {
  number: bigint;
  kind: ChangeKind;
  from_on: string;
  document: string;
  document_on: string | null;
  note: string | null;
  recorded_at: Date;
  /** Account, or the name of a system. */
  recorded_by: string;
}

/** A place. */
export interface DivisionRow {
  key: DivisionKey;
  level: DivisionLevel;
  kind: DivisionKind;
}

/** A code that a place has or had. */
export interface DivisionCodeRow {
  code: DivisionCode;
  division: DivisionKey;
}

/** What a place was from a day on; never changed once written. */
export interface DivisionVersionRow {
  division: DivisionKey;
  /** 1, 2, 3 … */
  version: number;
  from_on: string;
  change: bigint;
  code: DivisionCode;
  name: string;
  upper: DivisionKey | null;
  /** Keys from the province to the place itself, each followed by `/`. */
  path: string;
  state: "live" | "ended";
  tier: Tier | null;
}

/** One of the places that took over from a place. */
export interface DivisionSuccessorRow {
  division: DivisionKey;
  successor: DivisionKey;
  change: bigint;
}

/** The online hall of a province, city or county. */
export interface HallRow {
  /** Never changes: it leads the keys of all case tables. */
  code: HallCode;
  division: DivisionKey;
  name: string;
  host: string | null;
  /** 180–290. */
  hue: number;
  state: "open" | "closed";
  opened_at: Date;
  closed_at: Date | null;
}

/** A town station (`station`) or village point (`point`). */
export interface SiteRow {
  division: DivisionKey;
  hall: HallCode;
  kind: "station" | "point";
  state: "open" | "closed";
  opened_at: Date;
  closed_at: Date | null;
}

/** A shipped set of files that was taken in. */
export interface EditionRow {
  name: string;
  sha256: string;
}

declare module "../kernel/db/index.ts" {
  interface Tables {
    "region.register": RegisterRow;
    "region.division_change": DivisionChangeRow;
    "region.division": DivisionRow;
    "region.division_code": DivisionCodeRow;
    "region.division_version": DivisionVersionRow;
    "region.division_successor": DivisionSuccessorRow;
    "region.hall": HallRow;
    "region.site": SiteRow;
    "region.edition": EditionRow;
  }
}

/** Small, read everywhere, rarely written: copied to every machine. */
export const regionTables = declareTables("region", {
  register: "reference",
  division_change: "reference",
  division: "reference",
  division_code: "reference",
  division_version: "reference",
  division_successor: "reference",
  hall: "reference",
  site: "reference",
  edition: "reference",
});
