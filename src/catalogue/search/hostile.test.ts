import assert from "node:assert/strict";
import { after, test } from "node:test";
import fc from "fast-check";
import { parseHallCode } from "../../kernel/codes/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import { indexItems, search, suggest, syncSynonyms } from "./index.ts";
import { inventedEntries } from "./invented.fixture.ts";
import { difference, likeness } from "./likeness.ts";
import { joinRanges, keyOf, normalize } from "./normalize.ts";

const { db, close } = await openTestDb(import.meta.url);
after(close);
const hall = parseHallCode("440104");
await inTransaction(db, async (tx) => {
  await syncSynonyms(tx);
  await indexItems(tx, inventedEntries(0, 1500));
});

const operators = [
  "'; drop table catalogue.search_entry; --",
  "a & | ! <-> b:*",
  "((((",
  "\\'\\",
  "%_%",
  "'食品':*A",
  "\u0000",
];
const titles = inventedEntries(0, 1500).map(({ name }) => name);
const phrase = fc.oneof(
  fc.string({ unit: "binary", maxLength: 80 }),
  fc.string({ unit: "grapheme", maxLength: 80 }),
  fc.constantFrom(...operators, ...titles),
  fc.tuple(fc.constantFrom(...titles), fc.constantFrom(...operators)).map((parts) => parts.join("")),
);

test("No phrase throws, and what comes back is bounded", async () => {
  await fc.assert(
    fc.asyncProperty(phrase, async (words) => {
      const result = await search(db, { words, hall });
      assert.ok(result.hits.length <= 20);
      assert.ok(result.total <= 800);
      for (const { name, highlights } of result.hits) {
        for (const [start, end] of highlights) assert.ok(start >= 0 && start < end && end <= name.length);
      }
      assert.ok((await suggest(db, words, hall)).length <= 8);
    }),
    { numRuns: 120 },
  );
});

test("Ten thousand signs, lone surrogates and emoji are taken like any phrase", async () => {
  for (const words of [
    "食品".repeat(5000),
    "a".repeat(10_000),
    "😀🏳️‍🌈👨‍👩‍👧",
    "\ud800食品\udc00",
    "𠮷野家食品",
    "'".repeat(10_000),
  ]) {
    const { hits } = await search(db, { words, hall });
    assert.ok(hits.length <= 20);
    await suggest(db, words, hall);
  }
  assert.equal((await search(db, { words: "\ud800食品\udc00经营", hall })).missed, false);
});

test("Filters with operators in them find nothing and break nothing", async () => {
  for (const filter of operators) {
    const result = await search(db, { words: "食品", hall, audience: filter, theme: filter, department: filter });
    assert.deepEqual(result.hits, []);
  }
});

test("The same phrase finds the same, whatever its case, width and spaces, and however often it is asked", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...titles), fc.nat(6), async (title, drop) => {
      const words = title.slice(drop);
      const wide = [...words.toUpperCase()]
        .map((sign) => (/[!-~]/.test(sign) ? String.fromCodePoint(sign.charCodeAt(0) + 0xfee0) : sign))
        .join(" ");
      const [one, other] = await Promise.all([search(db, { words, hall }), search(db, { words: wide, hall })]);
      assert.deepEqual(other.hits, one.hits);
      assert.deepEqual(other.facets, one.facets);
    }),
    { numRuns: 40 },
  );
});

test("A key is its own key, and each sign of it knows its place in the original", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      const { key, starts, ends } = normalize(text);
      assert.equal(keyOf(key), key);
      assert.equal(starts.length, key.length);
      for (const [index, start] of starts.entries()) {
        const end = ends[index] ?? -1;
        assert.ok(start < end && end <= text.length);
        assert.ok(keyOf(text.slice(start, end)).includes(key[index] ?? "?"));
      }
    }),
  );
});

test("A phrase cut out of a text has distance 0, and one changed sign at most 1", () => {
  const sign = fc.constantFrom(..."食品经营许可登记");
  fc.assert(
    fc.property(fc.array(sign, { minLength: 4, maxLength: 30 }), fc.nat(), fc.nat(), (text, one, other) => {
      const from = one % (text.length - 2);
      const typed = text.slice(from, from + 2 + (other % (text.length - from - 1)));
      assert.equal(likeness(typed, text).distance, 0);
      const changed = typed.with(other % typed.length, "鑫");
      assert.ok(likeness(changed, text).distance <= 1);
    }),
  );
});

test("A correction shows the wrong sign beside a right one", () => {
  assert.deepEqual(difference([..."食品经菅许可"], [..."食品经营许可"]), { from: "经菅", to: "经营" });
  assert.deepEqual(difference([..."时品经营"], [..."食品经营"]), { from: "时品", to: "食品" });
});

test("Joined ranges are in order and apart", () => {
  const range = fc
    .tuple(fc.nat(50), fc.integer({ min: 1, max: 9 }))
    .map(([start, length]) => [start, start + length] as const);
  fc.assert(
    fc.property(fc.array(range, { maxLength: 12 }), (ranges) => {
      const joined = joinRanges(ranges);
      for (const [index, [start, end]] of joined.entries()) {
        assert.ok(start < end);
        assert.ok(index === 0 || (joined[index - 1]?.[1] ?? 0) < start);
      }
      const covers = (list: readonly (readonly [number, number])[], at: number) =>
        list.some(([a, b]) => a <= at && at < b);
      for (let at = 0; at < 60; at += 1) assert.equal(covers(joined, at), covers(ranges, at));
    }),
  );
});
