import { limits, type SearchEntry, splitNames } from "./entry.ts";
import { keyOf } from "./normalize.ts";
import { pinyinText } from "./pinyin.ts";
import { tsvectorText, type Weighted } from "./tsquery.ts";
import { bigramsOf, indexWordsOf } from "./words.ts";

/**
 * Marks stand beside words in the same column, so that one GIN index answers words and filters together. A mark begins
 * with a sign that no key holds.
 */
export const mark = {
  hall: (hall: string) => `@${hall}`,
  /** A whole name, other name or everyday word. */
  whole: (key: string) => `=${key}`,
  code: (code: string) => `#${keyOf(code)}`,
  audience: (audience: string) => `a:${keyOf(audience)}`,
  theme: (theme: string) => `t:${keyOf(theme)}`,
  department: (department: string) => `d:${keyOf(department)}`,
  depth: (depth: number) => `o:${depth}`,
} as const;

/** The first signs of a key, never half a surrogate pair. */
export function firstSigns(key: string, count: number): string {
  return key.length <= count ? key : [...key].slice(0, count).join("");
}

/** The computed columns of an entry. */
export interface Tokens {
  nameKey: string;
  /** Text form of the `tsvector`. */
  tokens: string;
  pinyin: string;
}

/** Makes what an entry is found by: words of the title A, its pairs B, other names and codes C, department and themes D. */
export function tokensOf(entry: SearchEntry): Tokens {
  const nameKey = firstSigns(keyOf(entry.name), limits.name);
  const others = splitNames([...entry.alias, ...entry.plain])
    .map((name) => firstSigns(keyOf(name), limits.name))
    .filter((key) => key !== "")
    .slice(0, limits.names);
  const around = [entry.department, entry.departmentShort, ...entry.themes].map(keyOf).slice(0, limits.values);
  const all: Weighted[] = [];
  const add = (weight: Weighted[1], texts: readonly string[]): void => {
    for (const text of texts) all.push([text, weight]);
  };

  add("A", [...indexWordsOf(nameKey), mark.whole(nameKey), ...lastSign(nameKey)]);
  add("B", bigramsOf(nameKey));
  for (const key of others) add("C", [mark.whole(key), ...indexWordsOf(key), ...bigramsOf(key)]);
  add("C", entry.codes.slice(0, limits.codes).map(mark.code));
  for (const key of around) add("D", [...indexWordsOf(key), ...bigramsOf(key)]);
  add("D", [mark.hall(entry.hall), mark.depth(entry.depth)]);
  add("D", [mark.department(entry.department), mark.department(entry.departmentShort)]);
  add("D", entry.audiences.slice(0, limits.values).map(mark.audience));
  add("D", entry.themes.slice(0, limits.values).map(mark.theme));
  return { nameKey, tokens: tsvectorText(all), pinyin: pinyinText([nameKey, ...others]) };
}

/** One sign is sought as the beginning of a pair, and the last sign begins none. */
function lastSign(key: string): string[] {
  return [...key].slice(-1);
}
