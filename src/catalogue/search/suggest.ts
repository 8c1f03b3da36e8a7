import type { HallCode } from "../../kernel/codes/index.ts";
import type { Reader } from "../../kernel/db/index.ts";
import { findByBeginning, findBySound, findByTokens, hallsInReach, scopeOf } from "./candidates.ts";
import type { Found } from "./find.ts";
import { highlightsOf, normalize, type Range } from "./normalize.ts";
import { fitSound, fitTerms, fitWhole, Texts } from "./rank.ts";
import { byPairs } from "./rungs.ts";
import { inOrder } from "./search.ts";
import { findSynonyms } from "./synonyms.ts";
import { firstSigns } from "./tokens.ts";
import { allOf } from "./tsquery.ts";
import { understand } from "./understand.ts";

/** One line below the search field. */
export interface Suggestion {
  readonly itemId: string;
  readonly hall: string;
  readonly name: string;
  readonly highlights: readonly Range[];
  /** “别名：开饭店” and the like; empty where the name speaks for itself. */
  readonly why: string;
}

const mostLines = 8;
const mostTyped = 32;

/**
 * What a person may mean while he types: at most 8 items. Cheaper than a search: no mistakes are undone.
 *
 * @param typed any text; 32 signs are read. Nothing is suggested for an empty one.
 */
export async function suggest(db: Reader, typed: string, hall: HallCode): Promise<Suggestion[]> {
  const key = firstSigns(normalize(typed, 200).key, mostTyped);
  const halls = hallsInReach(hall);
  const scope = scopeOf(halls, {});
  if (key === "") return [];
  const understood = understand(key, await findSynonyms(db, key));
  const isSpelled = /^(?=\d*[a-z]\d*[a-z])[a-z0-9]+$/.test(key);
  const query = byPairs(understood);
  const [begins, words, sounds] = await Promise.all([
    findByBeginning(db, key, halls),
    query ? findByTokens(db, allOf([query, scope]), 60) : [],
    isSpelled ? findBySound(db, key, halls) : [],
  ]);
  const rows = new Map([...begins, ...words, ...sounds].map((row) => [row.item_id, row]));
  const found = [...rows.values()].flatMap((row): Found[] => {
    const texts = new Texts(row);
    const fit = fitWhole(texts, [key]) ?? (isSpelled ? fitSound(texts, key) : undefined) ?? fitTerms(texts, understood);
    return fit ? [{ row, fit }] : [];
  });
  const lines = new Map<string, Suggestion>();
  for (const { row, fit } of inOrder(found, halls)) {
    // Halls often have an item of the same name: the nearest is enough here.
    if (lines.size < mostLines && !lines.has(row.name_key)) {
      const why = fit.via === "name" || fit.via === "beginning" || fit.via === "words" ? "" : fit.reason;
      lines.set(row.name_key, {
        itemId: row.item_id,
        hall: row.hall,
        name: row.name,
        highlights: highlightsOf(row.name, fit.spots),
        why,
      });
    }
  }
  return [...lines.values()];
}
