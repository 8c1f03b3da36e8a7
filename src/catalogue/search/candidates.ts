import { type RawBuilder, sql } from "kysely";
import type { Reader } from "../../kernel/db/index.ts";
import type { Side } from "./reach.ts";
import { allOf, type Query } from "./tsquery.ts";

/** A row that may be a hit. */
export interface Candidate {
  /** Of a matter handled below: hall and twin, no item. */
  item_id: string;
  hall: string;
  name: string;
  name_key: string;
  base_code: string | null;
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
  /** A matter that halls below handle, perhaps many. */
  is_below: boolean;
}

/** Rows that a query brought. */
export interface Brought {
  readonly rows: readonly Candidate[];
  /** There are more. */
  readonly cut: boolean;
}

/** No rows. */
export const nothing: Brought = { rows: [], cut: false };

function columns({ isBelow }: Side): RawBuilder<unknown> {
  return sql.raw(
    `item_id, hall, name, name_key, base_code, alias, plain, department, department_short, codes, themes, audiences, depth, state, popularity, ${isBelow} as is_below`,
  );
}

/**
 * A query costs its matches: on 200,000 items the index takes 1.7 µs a match, reading and sorting 1.2 µs more; the walk down
 * from the most used item takes 1.8 µs a row that is passed. What the planner guesses of several words together is wrong by
 * a factor of two, sometimes of ten, so the guess only says what is tried first, and what is tried is bounded. Of matches
 * beyond the bound the first in the index are as good as any: the whole name and names that begin so are asked for apart.
 */
const frequent = 5_000;
const sorted = 4_000;
const walked = 5_000;
const enoughWalked = 60;

/** The most used items of one side that a query finds; index `search_entry_tokens` or `search_entry_popularity`. */
export async function findByTokens(
  db: Reader,
  query: Query | undefined,
  side: Side,
  most = side.most,
): Promise<Brought> {
  const all = query && allOf([query, side.scope]);
  if (all === undefined) return nothing;
  if ((await guessMatches(db, all, side)) <= frequent) return sortSome(db, all, side, most);
  const top = await walkDown(db, all, side, most);
  if (top.length >= Math.min(most, enoughWalked)) return { rows: top, cut: true };
  // Few of the most used match, so that few match at all (below 2,400 of 200,000). A limit would tempt the planner, whose
  // guess is higher, to read the whole table.
  return sort(db, sql`${side.table} where tokens @@ ${all}::tsquery`, side, most);
}

/** The same for a query that is known to match few: a whole name, a code. */
export async function findFewByTokens(db: Reader, query: Query, side: Side): Promise<Brought> {
  return await sortSome(db, allOf([query, side.scope]) ?? query, side, side.most);
}

/** Items whose code begins so. A matter has the codes of no hall, so below its items are asked themselves. */
export async function findByCode(db: Reader, code: Query, side: Side): Promise<Brought> {
  if (side.prefix === undefined) return findByTokens(db, code, side);
  const [hall = ""] = side.halls;
  const { rows } = await sql<Candidate>`
    select ${columns(side)} from catalogue.search_entry
     where tokens @@ ${code}::tsquery and hall like ${`${side.prefix}%`} and hall <> ${hall}
     order by (popularity + 0) desc, item_id limit ${side.most}`.execute(db);
  return { rows, cut: rows.length >= side.most };
}

/** The most used of so many matches as the index gives first. */
async function sortSome(db: Reader, query: Query, side: Side, most: number): Promise<Brought> {
  const some = sql`(select * from ${side.table} where tokens @@ ${query}::tsquery limit ${sorted}) as some_match`;
  return sort(db, some, side, most);
}

async function sort(db: Reader, matches: RawBuilder<unknown>, side: Side, most: number): Promise<Brought> {
  // With `+ 0` the order is no index's, so that the matches are sorted.
  const { rows } = await sql<Candidate>`
    select ${columns(side)} from ${matches} order by (popularity + 0) desc, item_id limit ${most}`.execute(db);
  return { rows, cut: rows.length >= most };
}

async function walkDown(db: Reader, query: Query, side: Side, most: number): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select ${columns(side)}
      from (select * from ${side.table} order by popularity desc, item_id limit ${walked}) as top
     where tokens @@ ${query}::tsquery limit ${most}`.execute(db);
  return rows;
}

/** What the planner guesses from its statistics of frequent lexemes, in 0.5 ms and without reading a row. */
async function guessMatches(db: Reader, query: Query, side: Side): Promise<number> {
  const { rows } = await sql<{ "QUERY PLAN": [{ Plan: { "Plan Rows": number } }] }>`
    explain (format json) select from ${side.table} where tokens @@ ${query}::tsquery`.execute(db);
  return rows[0]?.["QUERY PLAN"][0].Plan["Plan Rows"] ?? 0;
}

/**
 * Items whose name begins with a key; index `search_entry_places`. The name itself comes first. Halls are
 * compared row by row: their marks would bring half of the table into the plan.
 */
export async function findByBeginning(db: Reader, key: string, side: Side): Promise<Brought> {
  const { rows } = await sql<Candidate>`
    select ${columns(side)} from ${side.table}
     where name_key >= ${key} and name_key < ${`${key}\u{10FFFF}`} and hall = any(${side.halls})
     order by name_key, item_id limit 100`.execute(db);
  return { rows, cut: false };
}

/**
 * Items whose name or other name is heard so; index `search_entry_pinyin` (trigrams).
 *
 * @param letters a–z only. Two letters must stand at the beginning of a name: a pair has no trigram of its own.
 */
export async function findBySound(db: Reader, letters: string, side: Side): Promise<Brought> {
  const pattern = letters.length < 3 ? `% ${letters}%` : `%${letters}%`;
  const { rows } = await sql<Candidate>`
    select ${columns(side)} from ${side.table}
     where pinyin like ${pattern} and hall = any(${side.halls})
     order by (popularity + 0) desc, item_id limit ${side.most}`.execute(db);
  return { rows, cut: rows.length >= side.most };
}
