import type { Day } from "../kernel/calendar/index.ts";
import type { DivisionCode, DivisionLevel } from "../kernel/codes/index.ts";
import type { ChangeKind, DivisionKey, DivisionKind, Tier } from "./tables.ts";

/** A place as it was from a day on. */
export interface Division {
  readonly key: DivisionKey;
  /** The code it has then. */
  readonly code: DivisionCode;
  readonly name: string;
  readonly level: DivisionLevel;
  readonly kind: DivisionKind;
  readonly upper: DivisionKey | undefined;
  /** Keys from the province down to the place, each followed by `/`. */
  readonly path: string;
  readonly tier: Tier | undefined;
  readonly state: "live" | "ended";
  /** Since when it is as described here. */
  readonly fromOn: Day;
}

/** The document on which a change rests (依据文件). */
export interface ChangeDocument {
  /** Title and number, as people cite it; at most 200 characters. */
  readonly title: string;
  /** The day it bears. */
  readonly on?: Day | undefined;
  readonly note?: string | undefined;
}

/** A change of the tree, as told to people. */
export interface DivisionChange {
  readonly number: bigint;
  readonly kind: ChangeKind;
  readonly fromOn: Day;
  readonly document: string;
  readonly documentOn: Day | undefined;
  readonly note: string | undefined;
}

/** All levels from the top down. */
export const levels: readonly DivisionLevel[] = ["province", "city", "county", "town", "village"];

/** What people call places of a level when they count them. */
export const levelNames: Readonly<Record<DivisionLevel, string>> = {
  province: "省",
  city: "市",
  county: "县区",
  town: "镇街",
  village: "村社区",
};

/** Whether places of the first level can stand directly under places of the second. */
export function fitsUnder(level: DivisionLevel, upper: DivisionLevel): boolean {
  return levels.indexOf(level) > levels.indexOf(upper);
}

/** The keys on a path, from the province to the place itself. */
export function keysOf(path: string): DivisionKey[] {
  return path.split("/").slice(0, -1) as DivisionKey[];
}

/** The text right after everything that begins with a path: the upper bound of a range scan in C order (`0` follows `/`). */
export function afterPath(path: string): string {
  return `${path.slice(0, -1)}0`;
}
