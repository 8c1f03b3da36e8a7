import type { Reader } from "../../kernel/db/index.ts";
import {
  type Brought,
  type Candidate,
  findByBeginning,
  findByCode,
  findBySound,
  findByTokens,
  findFewByTokens,
  nothing,
} from "./candidates.ts";
import { matterKey } from "./matter.ts";
import { soundsOf } from "./pinyin.ts";
import { type Fit, fitHomophone, fitMatter, fitMistyped, fitSound, fitTerms, fitWhole, Texts } from "./rank.ts";
import type { Side } from "./reach.ts";
import { anyTerm, byPairs, byTellingTerms, byTitles, byWords, longestTyped, withOneMistake } from "./rungs.ts";
import { mark } from "./tokens.ts";
import { anyOf, beginning, lexeme, type Query } from "./tsquery.ts";
import type { Understanding } from "./understand.ts";

/** How far the ladder was climbed down. */
export type Rung = "words" | "pairs" | "sound" | "mistyped" | "fewer-words" | "any-word" | "code";

/** An item that fits. */
export interface Found {
  readonly row: Candidate;
  readonly fit: Fit;
}

/** What the ladder brought. */
export interface Finds {
  readonly found: readonly Found[];
  /** The rung that found the best; undefined when nothing was found. */
  readonly rung: Rung | undefined;
  /** There may be more: a rung was cut. */
  readonly cut: boolean;
}

/** A phrase of letters, perhaps with digits, is taken for pinyin too. */
const letters = /^(?=\d*[a-z]\d*[a-z])[a-z0-9]{2,64}$/;
const codeLike = /^[0-9a-z]{6,40}$/;

/** Signs of a phrase that is sought by its sound too. */
const longestHeard = 24;

/** Enough to stop climbing down: so many that fit well, or one that is sure. */
const enough = 3;
const fitsWell = 3.4;
const sure = 6.5;

/**
 * Goes down the ladder until there are enough hits; at most nine queries of one or two sides, each bounded.
 *
 * @param written the phrase by `writtenOf`, to tell names apart that differ in a bracket only.
 */
export async function find(
  db: Reader,
  understood: Understanding,
  sides: readonly Side[],
  written: string,
): Promise<Finds> {
  const finds = new Collected(understood, written);
  const { key, core } = understood;
  const onSides = async (ask: (side: Side) => Promise<Brought>): Promise<Brought> => {
    const brought = await Promise.all(sides.map(ask));
    return { rows: brought.flatMap(({ rows }) => rows), cut: brought.some(({ cut }) => cut) };
  };
  const asked = new Set<Query>();
  const byTokens = async (query: Query | undefined): Promise<Brought> => {
    // Of a phrase of one word most rungs ask the same.
    if (query === undefined || asked.has(query)) return nothing;
    asked.add(query);
    return onSides((side) => findByTokens(db, query, side));
  };
  const names = [key, core].map((one) => lexeme(mark.whole(one)));
  const whole = anyOf([...names, byTitles(understood)]) ?? lexeme(mark.whole(key));

  const [begins, wholeNames, words] = await Promise.all([
    onSides((side) => findByBeginning(db, key, side)),
    onSides((side) => findFewByTokens(db, whole, side)),
    byTokens(byWords(understood)),
  ]);
  finds.take("words", wholeNames);
  finds.take("words", begins);
  finds.take("words", words);

  if (letters.test(key)) finds.take("sound", await onSides((side) => findBySound(db, key, side)));
  if (codeLike.test(key) && /\d/.test(key)) {
    finds.take("code", await onSides((side) => findByCode(db, beginning(mark.code(key)), side)));
  }
  if (finds.isEnough()) return finds.all();

  finds.take("pairs", await byTokens(byPairs(understood)));
  if (finds.isEnough()) return finds.all();

  if (!letters.test(key)) {
    const [heard, mistyped] = await Promise.all([
      [...key].length <= longestHeard ? onSides((side) => findBySound(db, spelled(key), side)) : nothing,
      byTokens(withOneMistake(key)),
    ]);
    finds.take("sound", heard);
    finds.take("mistyped", mistyped);
    if (core !== key && !finds.isEnough()) finds.take("mistyped", await byTokens(withOneMistake(core)));
  }
  if (finds.isEnough()) return finds.all();

  finds.take("fewer-words", await byTokens(byTellingTerms(understood)));
  if (finds.isEnough()) return finds.all();
  finds.take("any-word", await byTokens(anyTerm(understood)));
  return finds.all();
}

function spelled(key: string): string {
  return soundsOf(key).syllables.join("").replaceAll("_", "");
}

/** Each item once, and of those from below each matter, with its best fit. */
class Collected {
  private readonly byItem = new Map<string, Found>();
  private readonly rungs = new Map<string, Rung>();
  private cut = false;

  constructor(
    private readonly understood: Understanding,
    private readonly written: string,
  ) {}

  take(rung: Rung, { rows, cut }: Brought): void {
    if (cut) this.cut = true;
    const fresh = rows.filter((row) => !this.byItem.has(matterKey(row)));
    const near = rung === "mistyped" ? this.likeliest(fresh) : fresh;
    for (const row of near) {
      const fit = this.bestFit(rung, new Texts(row));
      // What the query for mistakes brings by the way fits better with the terms that tell something.
      if (!fit || (rung === "mistyped" && fit.via === "near" && fit.score < fitsWell)) continue;
      const key = matterKey(row);
      const before = this.byItem.get(key);
      // Copies of one matter may have other names of their own: the better fit stands for all.
      if (before && before.fit.score >= fit.score) continue;
      this.byItem.set(key, { row, fit });
      this.rungs.set(key, rung);
    }
  }

  isEnough(): boolean {
    const scores = [...this.byItem.values()].map(({ fit }) => fit.score).filter((score) => score >= fitsWell);
    return scores.length >= enough || scores.some((score) => score >= sure);
  }

  all(): Finds {
    const found = [...this.byItem.values()];
    let best: Found | undefined;
    for (const one of found) if (!best || one.fit.score > best.fit.score) best = one;
    return { found, rung: best && this.rungs.get(matterKey(best.row)), cut: this.cut };
  }

  private bestFit(rung: Rung, texts: Texts): Fit | undefined {
    const { key, core } = this.understood;
    const typed = [...new Set([key, core])];
    const signs = [...key].slice(0, longestTyped);
    const fits = [
      fitWhole(texts, typed, this.written),
      fitTerms(texts, this.understood),
      fitMatter(texts, this.understood),
    ];
    if (rung === "code") {
      fits.push({ score: 9, via: "code", reason: `事项编码以 ${key} 开头`, spots: [] });
    }
    if (rung === "sound") fits.push(letters.test(key) ? fitSound(texts, key) : fitHomophone(texts, key));
    if (rung === "mistyped" || (rung === "sound" && !letters.test(key))) {
      fits.push(fitMistyped(texts, signs));
      if (core !== key) fits.push(fitMistyped(texts, [...core].slice(0, longestTyped)));
    }
    let best: Fit | undefined;
    for (const fit of fits) {
      if (fit && !this.correctsWhatIsRight(fit) && (!best || fit.score > best.score)) best = fit;
    }
    return best;
  }

  /** A phrase the editors know is no mistake: 医保 is not a wrong 社保. */
  private correctsWhatIsRight({ corrected }: Fit): boolean {
    if (!corrected) return false;
    const { from } = corrected;
    return this.understood.terms.some(
      ({ forms, text }) => forms.length > 1 && from !== "" && (text.includes(from) || from.includes(text)),
    );
  }

  /** The edit distance is dear: only the rows that share most pairs with the phrase are measured. */
  private likeliest(rows: readonly Candidate[]): Candidate[] {
    const { key } = this.understood;
    const pairs = [...key].slice(0, longestTyped - 1).map((sign, index) => sign + ([...key][index + 1] ?? ""));
    const shared = (row: Candidate): number => {
      const text = [row.name_key, ...row.alias, ...row.plain].join(" ");
      return pairs.reduce((sum, pair) => sum + (text.includes(pair) ? 1 : 0), 0) - row.name_key.length / 1000;
    };
    const counted = rows.map((row) => ({ row, count: shared(row) }));
    return counted
      .sort((one, other) => other.count - one.count)
      .slice(0, 60)
      .map(({ row }) => row);
  }
}
