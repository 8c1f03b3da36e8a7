import type { HallCode } from "../../kernel/codes/index.ts";
import type { Reader } from "../../kernel/db/index.ts";
import { findByBeginning, findBySound, findByTokens } from "./candidates.ts";
import type { Found } from "./find.ts";
import { placesBelow } from "./matter.ts";
import { highlightsOf, normalize, type Range } from "./normalize.ts";
import { fitSound, fitTerms, fitWhole, Texts } from "./rank.ts";
import { reachOf, sidesOf } from "./reach.ts";
import { byPairs } from "./rungs.ts";
import { inOrder } from "./search.ts";
import { findSynonyms } from "./synonyms.ts";
import { firstSigns } from "./tokens.ts";
import { understand } from "./understand.ts";

/** One line below the search field. */
export interface Suggestion {
  readonly itemId: string;
  readonly hall: string;
  /** How many halls below handle it; the item is that of the first. Absent for an item of this hall or one above. */
  readonly halls?: number;
  readonly name: string;
  readonly highlights: readonly Range[];
  /** “别名：开饭店” and the like; empty where the name speaks for itself. */
  readonly why: string;
}

const mostLines = 8;
const mostTyped = 32;
/** What shares no more than a theme with the words is no suggestion. */
const leastScore = 3;

/**
 * What a person may mean while he types: at most 8 items. Cheaper than a search: no mistakes are undone.
 *
 * @param typed any text; 32 signs are read. Nothing is suggested for an empty one.
 */
export async function suggest(db: Reader, typed: string, hall: HallCode): Promise<Suggestion[]> {
  const key = firstSigns(normalize(typed, 200).key, mostTyped);
  const reach = reachOf(hall);
  const { halls } = reach;
  if (key === "") return [];
  const understood = understand(key, await findSynonyms(db, key));
  const isSpelled = /^(?=\d*[a-z]\d*[a-z])[a-z0-9]+$/.test(key);
  const query = byPairs(understood);
  const brought = await Promise.all(
    sidesOf(reach, {}).flatMap((side) => [
      findByBeginning(db, key, side),
      findByTokens(db, query, side, 60),
      ...(isSpelled ? [findBySound(db, key, side)] : []),
    ]),
  );
  const rows = new Map(brought.flatMap((one) => one.rows).map((row) => [row.item_id, row]));
  const found = [...rows.values()].flatMap((row): Found[] => {
    const texts = new Texts(row);
    const fit = fitWhole(texts, [key]) ?? (isSpelled ? fitSound(texts, key) : undefined) ?? fitTerms(texts, understood);
    return fit && fit.score >= leastScore ? [{ row, fit }] : [];
  });
  const chosen = new Map<string, Found>();
  for (const one of inOrder(found, halls)) {
    // Halls often have an item of the same name: the nearest is enough here.
    if (chosen.size < mostLines && !chosen.has(one.row.name_key)) chosen.set(one.row.name_key, one);
  }
  const matters = [...chosen.values()].filter(({ row }) => row.is_below).map(({ row }) => row);
  const places = await placesBelow(db, matters, reach);
  return [...chosen.values()].flatMap((one): Suggestion[] => {
    if (!one.row.is_below) return [lineOf(one, { itemId: one.row.item_id, hall: one.row.hall })];
    const below = places[matters.indexOf(one.row)] ?? [];
    const [first] = below;
    return first ? [lineOf(one, { itemId: first.itemId, hall: first.hall, halls: below.length })] : [];
  });
}

function lineOf({ row, fit }: Found, place: Pick<Suggestion, "itemId" | "hall" | "halls">): Suggestion {
  const why = fit.via === "name" || fit.via === "beginning" || fit.via === "words" ? "" : fit.reason;
  return { ...place, name: row.name, highlights: highlightsOf(row.name, fit.spots), why };
}
