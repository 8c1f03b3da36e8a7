import intents from "./intents.json" with { type: "json" };
import { type Matter, meantBy } from "./lacking.ts";
import { keyOf } from "./normalize.ts";
import { longestSaid, type Synonyms } from "./synonyms.ts";
import { wordsOf } from "./words.ts";

/** One way to say a term: as typed, or in official words. */
export interface Form {
  readonly text: string;
  readonly key: string;
  readonly words: readonly string[];
  readonly synonym: boolean;
}

/** A part of the phrase that the item must speak of. */
export interface Term {
  readonly text: string;
  /** The typed form first. */
  readonly forms: readonly Form[];
  /** How much it tells: 0.3 for 登记, which half of the titles hold, 1 and more for 食品. */
  readonly weight: number;
}

/** How a phrase was understood. */
export interface Understanding {
  readonly key: string;
  /** What is left without the words of asking, in order. */
  readonly core: string;
  readonly terms: readonly Term[];
  /** Words of asking that say nothing of the item. */
  readonly dropped: readonly string[];
  /** The everyday matter it speaks of, whether the catalogue has it or not. */
  readonly meant: Matter | undefined;
}

const byLength = (one: string, other: string): number => other.length - one.length || (one < other ? -1 : 1);
const asking = [...new Set(intents.asking.map(keyOf))].sort(byLength);
const particles = new Set(intents.particles.map(keyOf));
const weak = new Set(intents.weak.map(keyOf));

/**
 * Takes a phrase apart: everyday phrases that have an official word (the longest first), words of asking, words.
 *
 * @param key of `normalize`. @param synonyms those that occur in it.
 */
export function understand(key: string, synonyms: Synonyms): Understanding {
  const terms: Term[] = [];
  const dropped: string[] = [];
  const meant = meantBy(key);
  const bounds = boundsOf(key);
  let rest = "";
  const flush = (): void => {
    for (const word of wordsOf(rest)) {
      if (particles.has(word)) dropped.push(word);
      else terms.push(termOf(word, synonyms.get(word) ?? []));
    }
    rest = "";
  };
  for (let at = 0; at < key.length; ) {
    const said = longestSynonym(key, at, synonyms, bounds);
    const phrase = asking.find((one) => key.startsWith(one, at));
    if (said !== undefined && said.length >= (phrase?.length ?? 0)) {
      flush();
      terms.push(termOf(said, synonyms.get(said) ?? []));
      at += said.length;
    } else if (phrase !== undefined && !straddles(bounds, at, phrase)) {
      flush();
      dropped.push(phrase);
      at += phrase.length;
    } else {
      const sign = String.fromCodePoint(key.codePointAt(at) ?? 0);
      rest += sign;
      at += sign.length;
    }
  }
  flush();
  // Nothing but words of asking: then they are what is sought.
  if (terms.length === 0) {
    return { key, core: key, terms: wordsOf(key).map((word) => termOf(word, [])), dropped: [], meant };
  }
  return { key, core: terms.map(({ text }) => text).join(""), terms, dropped, meant };
}

/** From two signs on; single signs are parts of other words too often. */
function longestSynonym(
  key: string,
  at: number,
  synonyms: Synonyms,
  bounds: readonly (readonly [number, number])[],
): string | undefined {
  for (let length = Math.min(longestSaid, key.length - at); length >= 2; length -= 1) {
    const stretch = key.slice(at, at + length);
    if (synonyms.has(stretch) && !cutsWord(bounds, key, at, stretch)) return stretch;
  }
  return undefined;
}

/** Whether a stretch is cut out of one longer word: 社会保险 in 社会保险费. */
function straddles(bounds: readonly (readonly [number, number])[], at: number, stretch: string): boolean {
  const end = at + stretch.length;
  return bounds.some(([from, to]) => from <= at && end <= to && to - from > stretch.length);
}

/** Signs that make a paper or a thing of a word and say nothing else: 二建证, 户口本, 盖房子. */
const endings = new Set("证本卡书子");

/** As `straddles`, but a word that only has such an ending more is the word. */
function cutsWord(bounds: readonly (readonly [number, number])[], key: string, at: number, stretch: string): boolean {
  const end = at + stretch.length;
  return bounds.some(([from, to]) => {
    if (from > at || end > to || to - from <= stretch.length) return false;
    return !(from === at && to === end + 1 && endings.has(key.charAt(end)));
  });
}

function boundsOf(key: string): [number, number][] {
  let start = 0;
  return wordsOf(key).map((word) => {
    const from = start;
    start += word.length;
    return [from, start];
  });
}

/** Whether a word tells items apart; 登记 and single signs do not. */
export function isTelling(word: string): boolean {
  return [...word].length > 1 && !weak.has(word) && !particles.has(word);
}

function termOf(text: string, means: readonly string[]): Term {
  const forms = [text, ...means].map((one, index): Form => {
    const key = keyOf(one);
    return { text: one, key, words: wordsOf(key), synonym: index > 0 };
  });
  const length = [...text].length;
  const weight = !isTelling(text) ? 0.3 : Math.min(1.4, 0.8 + length * 0.1);
  return { text, forms, weight };
}
