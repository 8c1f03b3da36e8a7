import { sql } from "kysely";
import { type HallCode, upperDivisions } from "../../kernel/codes/index.ts";
import type { Reader } from "../../kernel/db/index.ts";
import { mark } from "./tokens.ts";
import { allOf, anyOf, lexeme, type Query } from "./tsquery.ts";

/** More are never looked at: what a search costs does not grow with the catalogue. */
export const mostCandidates = 200;

/** A row that may be a hit. */
export interface Candidate {
  item_id: string;
  hall: string;
  name: string;
  name_key: string;
  alias: string[];
  plain: string[];
  department: string;
  department_short: string;
  codes: string[];
  themes: string[];
  audiences: string[];
  depth: number;
  state: string;
  popularity: number;
}

/** What the visitor has narrowed the search to. */
export interface Filters {
  /** One of the halls in reach. */
  readonly from?: HallCode | undefined;
  readonly audience?: string | undefined;
  readonly theme?: string | undefined;
  /** Full or short name. */
  readonly department?: string | undefined;
  readonly depth?: number | undefined;
}

/** Whose items count: the hall itself and the halls above it, the nearest first. */
export function hallsInReach(hall: HallCode): string[] {
  return [hall, ...upperDivisions(hall)];
}

/** Halls and filters as marks in the same column as the words. */
export function scopeOf(halls: readonly string[], filters: Filters): Query {
  const { from, audience, theme, department, depth } = filters;
  const inReach = anyOf(halls.map((hall) => lexeme(mark.hall(hall)))) ?? lexeme(mark.hall("none"));
  const narrowed = allOf([
    inReach,
    from === undefined ? undefined : lexeme(mark.hall(from)),
    audience === undefined ? undefined : lexeme(mark.audience(audience)),
    theme === undefined ? undefined : lexeme(mark.theme(theme)),
    department === undefined ? undefined : lexeme(mark.department(department)),
    depth === undefined ? undefined : lexeme(mark.depth(depth)),
  ]);
  return narrowed ?? inReach;
}

const columns = sql.raw(
  "item_id, hall, name, name_key, alias, plain, department, department_short, codes, themes, audiences, depth, state, popularity",
);

/**
 * From so many matches on, walking down from the most used item is faster than sorting all matches. Measured on 200,000
 * items: sorting costs 2.5 µs a match, walking 2.8 µs a row that is passed; left alone, the planner takes the walk for
 * 37 ms where sorting takes 12.
 */
const frequent = 6_000;

/**
 * The most used items that a query finds. Rare words: index `search_entry_tokens`, then a sort. Frequent words: down
 * `search_entry_popularity` until there are enough.
 */
export async function findByTokens(db: Reader, query: Query | undefined, most = mostCandidates): Promise<Candidate[]> {
  if (query === undefined) return [];
  if ((await guessMatches(db, query)) <= frequent) return findFewByTokens(db, query, most);
  const { rows } = await sql<Candidate>`
    select ${columns} from catalogue.search_entry
     where tokens @@ ${query}::tsquery
     order by popularity desc, item_id limit ${most}`.execute(db);
  return rows;
}

/** The same for a query that is known to match few: a whole name, a code. */
export async function findFewByTokens(db: Reader, query: Query, most = mostCandidates): Promise<Candidate[]> {
  // With `+ 0` the order is no index's, so that the matches are sorted.
  const { rows } = await sql<Candidate>`
    select ${columns} from catalogue.search_entry
     where tokens @@ ${query}::tsquery
     order by (popularity + 0) desc, item_id limit ${most}`.execute(db);
  return rows;
}

/** What the planner guesses from its statistics of frequent lexemes, in 0.5 ms and without reading a row. */
async function guessMatches(db: Reader, query: Query): Promise<number> {
  const { rows } = await sql<{ "QUERY PLAN": [{ Plan: { "Plan Rows": number } }] }>`
    explain (format json) select from catalogue.search_entry where tokens @@ ${query}::tsquery`.execute(db);
  return rows[0]?.["QUERY PLAN"][0].Plan["Plan Rows"] ?? 0;
}

/**
 * Items whose name begins with a key; index `search_entry_name_key`. The name itself comes first. Halls are
 * compared row by row: their marks would bring half of the table into the plan.
 */
export async function findByBeginning(db: Reader, key: string, halls: readonly string[]): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select ${columns} from catalogue.search_entry
     where name_key >= ${key} and name_key < ${`${key}\u{10FFFF}`} and hall = any(${halls})
     order by name_key, item_id limit 100`.execute(db);
  return rows;
}

/**
 * Items whose name or other name is heard so; index `search_entry_pinyin` (trigrams).
 *
 * @param letters a–z only. Two letters must stand at the beginning of a name: a pair has no trigram of its own.
 */
export async function findBySound(db: Reader, letters: string, halls: readonly string[]): Promise<Candidate[]> {
  const pattern = letters.length < 3 ? `% ${letters}%` : `%${letters}%`;
  const { rows } = await sql<Candidate>`
    select ${columns} from catalogue.search_entry
     where pinyin like ${pattern} and hall = any(${halls})
     order by (popularity + 0) desc, item_id limit ${mostCandidates}`.execute(db);
  return rows;
}
