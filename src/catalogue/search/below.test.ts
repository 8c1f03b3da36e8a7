import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import fc from "fast-check";
import { sql } from "kysely";
import { parseHallCode, upperDivisions } from "../../kernel/codes/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import type { SearchEntry } from "./entry.ts";
import { indexItems, placesOf, reachOf, removeItems, search, suggest, syncSynonyms } from "./index.ts";

const { db, close } = await openTestDb(import.meta.url);
after(close);
await inTransaction(db, syncSynonyms);

const province = parseHallCode("440000");
const city = parseHallCode("440100");
const county = parseHallCode("440104");
const otherCity = parseHallCode("445100");
const otherCounty = parseHallCode("445102");
const otherProvince = parseHallCode("450100");

const food: SearchEntry = {
  itemId: "",
  hall: province,
  name: "食品经营许可（新办）",
  alias: ["开饭店"],
  plain: [],
  department: "",
  departmentShort: "市场监督管理局",
  baseCode: "440131903000",
  codes: [],
  themes: ["准营准办"],
  audiences: ["自然人"],
  depth: 4,
  state: "published",
  popularity: 0,
};
const at = (hall: typeof province, changes: Partial<SearchEntry> = {}): SearchEntry => ({
  ...food,
  itemId: `${changes.name ?? "food"}-${hall}`,
  hall,
  department: `${hall}市场监督管理局`,
  codes: [`code${hall}`, "440131903000"],
  ...changes,
});
const put = (...entries: SearchEntry[]) => inTransaction(db, (tx) => indexItems(tx, entries));

beforeEach(async () => {
  const { rows } = await sql<{ item_id: string }>`select item_id from catalogue.search_entry`.execute(db);
  await inTransaction(db, (tx) =>
    removeItems(
      tx,
      rows.map(({ item_id }) => item_id),
    ),
  );
  await put(at(city), at(county), at(otherCounty), at(otherProvince));
});

const hitsAt = async (hall: typeof province, words = "开饭店要办什么证", more = {}) =>
  (await search(db, { words, hall, ...more })).hits;

test("[C18] 开饭店, asked in the province, is one hit that names every hall below handling it", async () => {
  const [hit, ...others] = await hitsAt(province);
  assert.deepEqual(others, []);
  assert.equal(hit?.reason, "别名：开饭店");
  assert.deepEqual(
    hit?.places?.map(({ hall, itemId }) => [hall, itemId]),
    [
      [city, "food-440100"],
      [county, "food-440104"],
      [otherCounty, "food-445102"],
    ],
  );
  assert.equal(hit?.itemId, "food-440100", "an item that exists");
});

test("a city finds its own item first, then the halls below it; a county finds no neighbour", async () => {
  const cityHits = await hitsAt(city);
  assert.deepEqual(
    cityHits.map(({ itemId, places }) => [itemId, places?.map(({ hall }) => hall)]),
    [
      ["food-440100", undefined],
      ["food-440104", [county]],
    ],
  );
  assert.deepEqual(
    (await hitsAt(county)).map(({ itemId }) => itemId),
    ["food-440104", "food-440100"],
  );
  assert.deepEqual(
    (await hitsAt(otherCity)).map(({ itemId }) => itemId),
    ["food-445102"],
  );
});

test("one narrows to what is handled below, or to this hall, and the counts say so", async () => {
  await put(at(province, { name: "食品经营许可查询", alias: ["查饭店"], baseCode: "1" }));
  const { facets, total } = await search(db, { words: "食品经营", hall: province });
  assert.equal(total, 2);
  assert.deepEqual(facets.halls, [
    { value: province, count: 1 },
    { value: "below", count: 1 },
  ]);
  assert.deepEqual(
    (await hitsAt(province, "食品经营", { from: "below" })).map(({ name }) => name),
    ["食品经营许可（新办）"],
  );
  assert.deepEqual(
    (await hitsAt(province, "食品经营", { from: province })).map(({ name }) => name),
    ["食品经营许可查询"],
  );
});

test("another name that only one county uses is found from the province, and still is one hit", async () => {
  await put(at(otherCounty, { alias: ["开大排档"] }));
  const hits = await hitsAt(province, "开大排档");
  assert.equal(hits[0]?.reason, "别名：开大排档");
  assert.equal(hits[0]?.places?.length, 3, "all who handle the matter, whatever they call it");
  assert.equal((await hitsAt(province)).length, 1);
});

test("what the last hall takes back is no longer found above it; what one of several takes back still is", async () => {
  await put(at(otherCounty, { state: "cancelled" }));
  assert.deepEqual(
    (await hitsAt(province))[0]?.places?.map(({ hall }) => hall),
    [city, county],
  );
  assert.deepEqual(await hitsAt(otherCity), []);
  await put(at(city, { name: "另一件事", itemId: "food-440100", alias: [] }), at(county, { state: "cancelled" }));
  assert.deepEqual(await hitsAt(province), []);
  assert.equal((await hitsAt(province, "另一件事"))[0]?.places?.length, 1);
});

test("the code of a county's item finds it from the province, and so do suggestions", async () => {
  const hits = await hitsAt(province, "code440104");
  assert.equal(hits[0]?.name, food.name);
  assert.equal(hits[0]?.via, "code");
  const [line, ...others] = await suggest(db, "食品", province);
  assert.deepEqual(others, []);
  assert.deepEqual([line?.halls, line?.itemId], [3, "food-440100"]);
  assert.equal((await suggest(db, "食品", county))[0]?.halls, undefined);
});

test("where a matter is handled is read by any of its items", async () => {
  const found = await placesOf(db, "food-440104", reachOf(province));
  assert.deepEqual([found?.name, found?.places.length], [food.name, 3]);
  assert.equal((await placesOf(db, "food-440104", reachOf(city)))?.places.length, 1);
  assert.equal((await placesOf(db, "food-440104", reachOf(county)))?.places.length, 0);
  assert.equal(await placesOf(db, "no such item", reachOf(province)), undefined);
});

test("whatever is put in and taken out, each hall above has one row for each matter that is handled below it", async () => {
  const halls = [city, county, otherCity, otherCounty];
  const change = fc.record({
    at: fc.constantFrom(...halls),
    slot: fc.constantFrom("a", "b"),
    name: fc.constantFrom("登记", "备案"),
    alias: fc.constantFrom("", "别名"),
    state: fc.constantFrom("published", "suspended", "cancelled"),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(change, { maxLength: 5 }), { maxLength: 4 }), async (steps) => {
      for (const step of steps) {
        await put(
          ...step.map(({ at: hall, slot, name, alias, state }) =>
            at(hall, { itemId: `${slot}-${hall}`, name, alias: alias === "" ? [] : [alias], state }),
          ),
        );
      }
      const entries = await db.selectFrom("catalogue.search_entry").select(["hall", "twin"]).execute();
      const due = entries.flatMap(({ hall, twin }) =>
        upperDivisions(parseHallCode(hall)).map((upper) => `${upper}/${twin}`),
      );
      const rows = await db.selectFrom("catalogue.search_matter").select("item_id").execute();
      assert.deepEqual(rows.map(({ item_id }) => item_id).sort(), [...new Set(due)].sort());
    }),
    { numRuns: 30 },
  );
});

test("two transactions that bring and take back the same matters at once leave what the entries say", async () => {
  for (let round = 0; round < 5; round += 1) {
    const state = round % 2 === 0 ? "published" : "cancelled";
    await Promise.all([put(at(otherCity, { state }), at(otherCounty)), put(at(county), at(city))]);
  }
  assert.equal((await hitsAt(province))[0]?.places?.length, 4);
});
