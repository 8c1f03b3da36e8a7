import { createHash } from "node:crypto";
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
  /** Equal for all entries that differ in nothing but their place. */
  twin: string;
  /** Text form of the `tsvector` for all its twins below a hall. */
  tokensBelow(hall: string): string;
}

/** Makes what an entry is found by: words of the title A, its pairs B, other names and codes C, department and themes D. */
export function tokensOf(entry: SearchEntry): Tokens {
  const nameKey = firstSigns(keyOf(entry.name), limits.name);
  const others = splitNames([...entry.alias, ...entry.plain])
    .map((name) => firstSigns(keyOf(name), limits.name))
    .filter((key) => key !== "")
    .slice(0, limits.names);
  const themes = entry.themes.slice(0, limits.values);
  const audiences = entry.audiences.slice(0, limits.values);
  const departmentShort = keyOf(entry.departmentShort);

  const shared = new Weights();
  shared.add("A", [...indexWordsOf(nameKey), mark.whole(nameKey), ...lastSign(nameKey)]);
  shared.add("B", bigramsOf(nameKey));
  for (const key of others) shared.add("C", [mark.whole(key), ...indexWordsOf(key), ...bigramsOf(key)]);
  for (const key of [departmentShort, ...themes.map(keyOf)]) {
    shared.add("D", [...indexWordsOf(key), ...bigramsOf(key)]);
  }
  shared.add("D", [mark.department(departmentShort), mark.depth(entry.depth)]);
  shared.add("D", [...audiences.map(mark.audience), ...themes.map(mark.theme)]);

  const own = new Weights();
  own.add("C", entry.codes.slice(0, limits.codes).map(mark.code));
  const department = keyOf(entry.department);
  own.add("D", [...indexWordsOf(department), ...bigramsOf(department)]);
  own.add("D", [mark.hall(entry.hall), mark.department(department)]);

  const twin = [
    entry.baseCode ?? "",
    entry.name,
    entry.alias,
    entry.plain,
    departmentShort,
    themes,
    audiences,
    entry.depth,
  ];
  return {
    nameKey,
    tokens: tsvectorText([...shared.all, ...own.all]),
    pinyin: pinyinText([nameKey, ...others]),
    twin: createHash("sha256").update(JSON.stringify(twin)).digest("base64url").slice(0, 22),
    tokensBelow: (hall) => tsvectorText([...shared.all, [mark.hall(hall), "D"]]),
  };
}

class Weights {
  readonly all: Weighted[] = [];

  add(weight: Weighted[1], texts: readonly string[]): void {
    for (const text of texts) this.all.push([text, weight]);
  }
}

/** One sign is sought as the beginning of a pair, and the last sign begins none. */
function lastSign(key: string): string[] {
  return [...key].slice(-1);
}
