import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import type { Jieba } from "@node-rs/jieba";
import terms from "./terms.json" with { type: "json" };

const load = createRequire(import.meta.url);

/** Goes up when tokens are made in another way: rows of an older edition are made again. */
const tokenRules = 2;

/** Beside each row: which dictionary and rules its tokens come from. */
export const edition = createHash("sha256")
  .update(JSON.stringify([tokenRules, jiebaVersion(), terms.terms]))
  .digest("hex")
  .slice(0, 16);

function jiebaVersion(): unknown {
  const manifest: unknown = load("@node-rs/jieba/package.json");
  return typeof manifest === "object" && manifest !== null && "version" in manifest ? manifest.version : undefined;
}

let jieba: Jieba | undefined;

/** Loaded with the first word: 0.2 s and some 60 MB that a process without search need not pay. */
function segmenter(): Jieba {
  if (jieba) return jieba;
  const segmentation: typeof import("@node-rs/jieba") = load("@node-rs/jieba");
  const words: typeof import("@node-rs/jieba/dict.js") = load("@node-rs/jieba/dict.js");
  jieba = segmentation.Jieba.withDict(words.dict);
  jieba.loadDict(Buffer.from(terms.terms.map((term) => `${term} 20000 n`).join("\n")));
  return jieba;
}

/** The words of a key, in order, each sign in one word only. */
export function wordsOf(key: string): string[] {
  return segmenter().cut(key, true);
}

/** The words of a key and the shorter words inside long ones, each once: what a title is found by. */
export function indexWordsOf(key: string): string[] {
  return [...new Set(segmenter().cutForSearch(key, true))];
}

/** All pairs of neighbours, each once; a single sign is its own. */
export function bigramsOf(key: string): string[] {
  const signs = [...key];
  if (signs.length < 2) return signs;
  return [...new Set(signs.slice(1).map((sign, index) => `${signs[index]}${sign}`))];
}
