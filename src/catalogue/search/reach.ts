import { type RawBuilder, sql } from "kysely";
import { type HallCode, upperDivisions } from "../../kernel/codes/index.ts";
import { mark } from "./tokens.ts";
import { allOf, anyOf, lexeme, type Query } from "./tsquery.ts";

/** All halls below the one asked, as a place to narrow to. */
export const below = "below";

/** What the visitor has narrowed the search to. */
export interface Filters {
  /** One of the halls in reach: only its own items; `below`: only what the halls below handle. */
  readonly from?: HallCode | typeof below | undefined;
  readonly audience?: string | undefined;
  readonly theme?: string | undefined;
  /** Full or short name; of what is handled below, the short one. */
  readonly department?: string | undefined;
  readonly depth?: number | undefined;
}

/** Where items count for a visitor. */
export interface Reach {
  /** His hall and the halls above it, the nearest first. */
  readonly halls: readonly string[];
  /** First digits of the halls below; undefined where there can be none. */
  readonly belowPrefix: string | undefined;
}

/** What counts for a hall: its own items, those of the halls above it, and, each matter once, those of the halls below. */
export function reachOf(hall: HallCode): Reach {
  return { halls: [hall, ...upperDivisions(hall)], belowPrefix: prefixBelow(hall) };
}

/** 440000 → 44, 440100 → 4401, a county → nothing. */
export function prefixBelow(hall: string): string | undefined {
  if (hall.endsWith("0000")) return hall.slice(0, 2);
  return hall.endsWith("00") ? hall.slice(0, 4) : undefined;
}

/** One half of what is in reach: items of this hall and above, or what is handled below. */
export interface Side {
  readonly isBelow: boolean;
  /** The table to be asked; both have the same columns and indexes. */
  readonly table: RawBuilder<unknown>;
  /** Its halls, as marks beside the words and as values. */
  readonly scope: Query;
  readonly halls: readonly string[];
  /** First digits of the halls below. */
  readonly prefix: string | undefined;
  /** So many candidates are looked at: more are never, so that what a search costs does not grow with the catalogue. */
  readonly most: number;
}

/** Candidates of one query, on all sides together 240. */
const mostOfOne = 200;
const mostOfEach = 120;

/** The sides to be asked, one or two, with filters as marks. */
export function sidesOf({ halls, belowPrefix }: Reach, filters: Filters): Side[] {
  const { from } = filters;
  const isBoth = belowPrefix !== undefined && from === undefined;
  const side = (isBelow: boolean, of: readonly string[]): Side => ({
    most: isBoth ? mostOfEach : mostOfOne,
    isBelow,
    table: sql.table(isBelow ? "catalogue.search_matter" : "catalogue.search_entry"),
    scope: narrowed(of, filters),
    halls: of,
    prefix: isBelow ? belowPrefix : undefined,
  });
  const near = side(false, halls);
  if (belowPrefix === undefined || (from !== undefined && from !== below)) return [near];
  const far = side(true, halls.slice(0, 1));
  return from === below ? [far] : [near, far];
}

function narrowed(halls: readonly string[], filters: Filters): Query {
  const { from, audience, theme, department, depth } = filters;
  const inReach = anyOf(halls.map((hall) => lexeme(mark.hall(hall)))) ?? lexeme(mark.hall("none"));
  const all = allOf([
    inReach,
    from === undefined || from === below ? undefined : lexeme(mark.hall(from)),
    audience === undefined ? undefined : lexeme(mark.audience(audience)),
    theme === undefined ? undefined : lexeme(mark.theme(theme)),
    department === undefined ? undefined : lexeme(mark.department(department)),
    depth === undefined ? undefined : lexeme(mark.depth(depth)),
  ]);
  return all ?? inReach;
}
