import { readFileSync } from "node:fs";
import path from "node:path";
import { type SearchEntry, splitNames } from "./entry.ts";
import everyday from "./examples/everyday.json" with { type: "json" };
import { keyOf } from "./normalize.ts";
import { soundsOf } from "./pinyin.ts";

/** One phrase and the names of the items that answer it. */
export interface QueryCase {
  kind: "alias" | "plain" | "initials" | "typo" | "everyday";
  /** Synonyms and ranks were chosen looking at `tune` only. */
  half: "tune" | "hold-out";
  words: string;
  expect: string[];
}

/** The written set: `examples/queries.jsonl`. */
export function readQueries(): QueryCase[] {
  const text = readFileSync(path.join(import.meta.dirname, "examples", "queries.jsonl"), "utf8");
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as QueryCase);
}

/**
 * Makes the set from data: every other name and everyday word, initials and one wrong sign of every sixth title, and the
 * phrases written by hand. Without chance: the same items give the same set.
 */
export function makeQueries(items: readonly SearchEntry[]): QueryCase[] {
  const signs = [
    ...new Set(items.flatMap(({ name }) => [...keyOf(name)].filter((sign) => /\p{Script=Han}/u.test(sign)))),
  ];
  const cases: QueryCase[] = [...otherNames(items, "alias"), ...otherNames(items, "plain")];
  for (const [index, item] of items.entries()) {
    const half = halfOf(item.name);
    if (index % 6 === 1) cases.push(initialsOf(item, items, half));
    if (index % 6 === 4) cases.push(mistypedOf(item, index, signs, half));
  }
  const byHand = everyday.phrases.map(({ words, expect }): QueryCase => {
    return { kind: "everyday", half: halfOf(words), words, expect };
  });
  return [...cases, ...byHand];
}

/** By the name, not by chance or place: items of one name are in one half. */
function halfOf(name: string): QueryCase["half"] {
  const sum = [...name].reduce((before, sign) => (before * 31 + (sign.codePointAt(0) ?? 0)) % 65_521, 7);
  return sum % 2 === 0 ? "tune" : "hold-out";
}

function otherNames(items: readonly SearchEntry[], kind: "alias" | "plain"): QueryCase[] {
  const owners = new Map<string, Set<string>>();
  for (const item of items) {
    for (const name of splitNames([...item.alias, ...item.plain])) {
      const names = owners.get(keyOf(name)) ?? new Set();
      owners.set(keyOf(name), names.add(item.name));
    }
  }
  const cases = new Map<string, QueryCase>();
  for (const item of items) {
    for (const words of splitNames(item[kind])) {
      const expect = [...(owners.get(keyOf(words)) ?? [])];
      if (keyOf(words).length > 1 && !cases.has(keyOf(words))) {
        cases.set(keyOf(words), { kind, half: halfOf(item.name), words, expect });
      }
    }
  }
  return [...cases.values()];
}

function initialsOf(item: SearchEntry, items: readonly SearchEntry[], half: QueryCase["half"]): QueryCase {
  const words = soundsOf(keyOf(item.name)).initials.replaceAll("_", "").slice(0, 24);
  const expect = items.filter(({ name }) => soundsOf(keyOf(name)).initials.startsWith(words)).map(({ name }) => name);
  return { kind: "initials", half, words, expect: [...new Set(expect)] };
}

function mistypedOf(item: SearchEntry, index: number, signs: readonly string[], half: QueryCase["half"]): QueryCase {
  const name = [...keyOf(item.name)].slice(0, 40);
  const at = (index * 7) % name.length;
  const wrong = signs[(index * 131) % signs.length] ?? "";
  name[at] = wrong === name[at] ? "的" : wrong;
  return { kind: "typo", half, words: name.join(""), expect: [item.name] };
}
