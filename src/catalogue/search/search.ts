import type { HallCode } from "../../kernel/codes/index.ts";
import type { Reader } from "../../kernel/db/index.ts";
import { type Candidate, findByTokens } from "./candidates.ts";
import { countFacets, type Facets, passes } from "./facets.ts";
import { type Finds, type Found, find, type Rung } from "./find.ts";
import { type Lacking, lackingOf } from "./lacking.ts";
import { type HallPlace, placesBelow } from "./matter.ts";
import { highlightsOf, normalize, type Range } from "./normalize.ts";
import { type Via, writtenOf } from "./rank.ts";
import { type Filters, type Reach, reachOf, type Side, sidesOf } from "./reach.ts";
import { longestTyped } from "./rungs.ts";
import { findSynonyms } from "./synonyms.ts";
import { firstSigns } from "./tokens.ts";
import { type Understanding, understand } from "./understand.ts";

/** What a visitor asks. */
export interface SearchAsk extends Filters {
  /** As typed; at most 600 UTF-16 units are read and 64 signs sought. Empty: the most used items. */
  readonly words: string;
  /** Whose pages the visitor reads; items of the halls above it are found too, and what the halls below it handle. */
  readonly hall: HallCode;
  /** From 1; beyond the last page there are no hits. */
  readonly page?: number | undefined;
  /** 1–50, 20 when absent. */
  readonly pageSize?: number | undefined;
}

/** An item that was found. */
export interface Hit {
  readonly itemId: string;
  readonly hall: string;
  readonly name: string;
  readonly department: string;
  readonly departmentShort: string;
  readonly audiences: readonly string[];
  readonly themes: readonly string[];
  readonly depth: number;
  /** `published` or `suspended`. */
  readonly state: string;
  readonly via: Via;
  /** Why it was found, to the visitor: “名称相同”, “别名：开饭店”, “错字纠正：经菅→经营”. */
  readonly reason: string;
  /** Stretches of `name` to mark. */
  readonly highlights: readonly Range[];
  /** The other name by which it was found. */
  readonly otherName: string | undefined;
  /** Halls below that handle this matter, by code, at least one; the hit is the item of the first. Absent for an item of this hall or one above. */
  readonly places?: readonly HallPlace[];
}

/** How a phrase was understood, for the line above the hits. */
export interface Understood {
  readonly kept: readonly string[];
  readonly dropped: readonly string[];
  /** The everyday words for which official ones were sought too. */
  readonly synonyms: readonly { readonly said: string; readonly means: readonly string[] }[];
  /** When the best hit was found by undoing a mistake. */
  readonly corrected: { readonly from: string; readonly to: string } | undefined;
  readonly rung: Rung | undefined;
}

/** What was found. */
export interface SearchResult {
  readonly total: number;
  /** There are more than were looked at; say “多于”. */
  readonly more: boolean;
  readonly page: number;
  readonly pages: number;
  readonly hits: readonly Hit[];
  /** The first hit, where it is much surer than the second; none where what was meant is lacking. */
  readonly best: Hit | undefined;
  readonly facets: Facets;
  readonly understood: Understood;
  /** Nothing was found, filters apart: hand the phrase to `noteMiss`. */
  readonly missed: boolean;
  /** What was found has no more than a word of the phrase: say so, and hand the phrase to `noteMiss` as well. */
  readonly isVague: boolean;
  /** A matter of everyday life that is not in the catalogue in reach: say so, and who handles it, before the hits. */
  readonly lacking: Lacking | undefined;
}

/**
 * Finds items by what a person types: names, other names, everyday phrases, codes, pinyin, with a wrong sign in it.
 *
 * In an upper hall the visitor also finds what only the halls below handle: one hit a matter, however many halls.
 *
 * Any text is taken, none is refused. The same phrase finds the same, whatever its case, width, spaces and script. What a
 * search costs is bounded: at most a dozen queries on one side or two, each over at most 200 candidates.
 */
export async function search(db: Reader, ask: SearchAsk): Promise<SearchResult> {
  const key = firstSigns(normalize(ask.words).key, longestTyped);
  const reach = reachOf(ask.hall);
  const { halls } = reach;
  const understood = understand(key, await findSynonyms(db, key));
  const written = writtenOf(ask.words);
  const everything = await seek(db, understood, sidesOf(reach, {}), written);
  const filtered = everything.found.filter(({ row }) => passes(row, ask));
  // Where the first look was cut, items that pass the filters may be beyond it: look again inside them.
  const isNarrowed = filtered.length < everything.found.length;
  const inside = everything.cut && isNarrowed ? await seek(db, understood, sidesOf(reach, ask), written) : undefined;
  const found = inside ? inside.found.filter(({ row }) => passes(row, ask)) : filtered;

  const sorted = inOrder(found, halls);
  const size = Math.min(50, Math.max(1, Math.floor(ask.pageSize ?? 20) || 20));
  const page = Math.max(1, Math.floor(ask.page ?? 1) || 1);
  const shown = sorted.slice((page - 1) * size, page * size);
  const hits = await hitsOf(db, shown, reach);
  const lacking = isNamed(everything.found) ? undefined : lackingOf(understood.meant, rowsOf(everything.found));
  const best = page === 1 && !lacking && isSure(sorted) ? hits[0] : undefined;
  return {
    total: found.length,
    more: inside ? inside.cut : everything.cut,
    page,
    pages: Math.ceil(found.length / size),
    hits,
    best,
    facets: countFacets(rowsOf(everything.found), ask, halls),
    understood: explain(understood, sorted[0], (inside ?? everything).rung),
    missed: key !== "" && everything.found.length === 0,
    isVague: key !== "" && everything.found.length > 0 && everything.found.every(({ fit }) => fit.score < vague),
    lacking,
  };
}

function rowsOf(found: readonly Found[]): Candidate[] {
  return found.map(({ row }) => row);
}

/** Whether somebody gave an item the very words of the phrase, as its name or another name: then that is what is meant. */
function isNamed(found: readonly Found[]): boolean {
  return found.some(
    ({ fit: { via, score } }) => score >= named && (via === "name" || via === "alias" || via === "plain"),
  );
}

/** The least score of `fitWhole`; a name that only holds the words has less. */
const named = 7;

async function seek(db: Reader, understood: Understanding, sides: readonly Side[], written: string): Promise<Finds> {
  if (understood.key !== "") return find(db, understood, sides, written);
  const brought = await Promise.all(sides.map((side) => findByTokens(db, side.scope, side)));
  const rows = brought.flatMap((one) => one.rows);
  const found = rows.map((row): Found => ({ row, fit: { score: 0, via: "near", reason: "常办", spots: [] } }));
  return { found, rung: undefined, cut: brought.some(({ cut }) => cut) };
}

/**
 * What must be surer than an item of this hall or one above to stand before it: then the visitor means what is handled
 * below. 给娃上户口 is no item of a province.
 */
const belowLags = 0.08;

/** Surer first; among equals the nearer hall, halls below last, the more used, the shorter name. The order never depends on chance. */
export function inOrder(found: readonly Found[], halls: readonly string[]): Found[] {
  const keyed = found.map((one) => ({
    one,
    score: Math.round((one.fit.score - (one.row.is_below ? belowLags : 0)) * 50),
    far: one.row.is_below ? halls.length : halls.indexOf(one.row.hall),
  }));
  keyed.sort(
    (left, right) =>
      right.score - left.score ||
      left.far - right.far ||
      right.one.row.popularity - left.one.row.popularity ||
      left.one.row.name_key.length - right.one.row.name_key.length ||
      compare(left.one.row.name_key, right.one.row.name_key) ||
      compare(left.one.row.item_id, right.one.row.item_id),
  );
  return keyed.map(({ one }) => one);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Below this a hit shares a word with the phrase and no more. */
const vague = 3;

/** Whether the first is much surer than the second. */
function isSure([first, second]: readonly Found[]): boolean {
  if (!first || first.fit.score < 4.5) return false;
  const lead = first.fit.score - (second?.fit.score ?? 0);
  return lead >= 0.5 || first.fit.via === "name";
}

/** The hits of one page. What nobody below handles any more is left out. */
async function hitsOf(db: Reader, shown: readonly Found[], reach: Reach): Promise<Hit[]> {
  const matters = shown.filter(({ row }) => row.is_below);
  const places = await placesBelow(
    db,
    matters.map(({ row }) => row),
    reach,
  );
  const byFound = new Map(matters.map((one, at) => [one, places[at] ?? []]));
  return shown.flatMap((one) => {
    const halls = byFound.get(one);
    return halls?.length === 0 ? [] : hitOf(one, halls);
  });
}

function hitOf({ row, fit }: Found, places?: readonly HallPlace[]): Hit {
  return {
    itemId: places?.[0]?.itemId ?? row.item_id,
    hall: places?.[0]?.hall ?? row.hall,
    name: row.name,
    ...facts(row),
    via: fit.via,
    reason: fit.reason,
    highlights: highlightsOf(row.name, fit.spots),
    otherName: fit.other,
    ...(places === undefined ? {} : { places }),
  };
}

function facts(row: Candidate) {
  const { department, audiences, themes, depth, state } = row;
  return { department, departmentShort: row.department_short, audiences, themes, depth, state };
}

function explain(understood: Understanding, first: Found | undefined, rung: Rung | undefined): Understood {
  const { terms, dropped } = understood;
  const replaced = terms.filter(({ forms }) => forms.length > 1);
  return {
    kept: terms.map(({ text }) => text),
    dropped,
    synonyms: replaced.map(({ text, forms }) => ({ said: text, means: forms.slice(1).map((form) => form.text) })),
    corrected: first?.fit.corrected,
    rung,
  };
}
