import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { inTransaction } from "../../kernel/db/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import { catalogueHouse, completeItem, hall, published } from "../catalogue.fixture.ts";
import { feedSearch } from "../feed-search.ts";
import { noteView, refreshPopularity, search, writeViews } from "../index.ts";

const { db, close } = await openTestDb(import.meta.url);
after(close);
const { house, clock } = catalogueHouse(db);
let items: Id[];

before(async () => {
  const first = await published(house, completeItem({ taskName: "犬类登记甲" }));
  const { taskCode: _, ...content } = completeItem({ taskName: "犬类登记乙", localTaskCode: "second" });
  const second = await published(house, content);
  items = [first, second];
  await inTransaction(db, (tx) => feedSearch(house, tx, items));
});

const viewsOf = async () =>
  (
    await db
      .selectFrom("catalogue.item_view")
      .select(["day", "views"])
      .where("hall", "=", hall)
      .orderBy("day")
      .execute()
  ).map(({ day, views }) => [day, views]);
const order = async () => (await search(db, { words: "犬类登记", hall })).hits.map(({ itemId }) => itemId);

test("looking at a guide is counted by day, in one write after a while, without saying who looked", async () => {
  const [, second] = items as [Id, Id];
  for (let time = 0; time < 3; time += 1) noteView(house, { hall, id: second });
  assert.deepEqual(await viewsOf(), [], "nothing is written for each view");
  await writeViews(house);
  await writeViews(house);
  assert.deepEqual(await viewsOf(), [["2026-03-02", 3]]);
  noteView(house, { hall, id: second });
  clock.advance(6 * 60_000);
  noteView(house, { hall, id: second });
  for (let tries = 0; tries < 100 && (await viewsOf())[0]?.[1] !== 5; tries += 1) {
    await new Promise((done) => setTimeout(done, 20));
  }
  assert.deepEqual(await viewsOf(), [["2026-03-02", 5]]);
  const row = await db.selectFrom("catalogue.item_view").selectAll().where("hall", "=", hall).executeTakeFirst();
  assert.deepEqual(Object.keys(row ?? {}).sort(), ["day", "hall", "item_id", "views"]);
});

test("among equals what is looked at more often comes first, also after the item has changed; after 90 days it is forgotten", async () => {
  const [first = "", second = ""] = items;
  assert.deepEqual(await order(), [second, first], "by name, while nothing is known");
  noteView(house, { hall, id: first as Id });
  for (let time = 0; time < 9; time += 1) noteView(house, { hall, id: first as Id });
  await writeViews(house);
  await refreshPopularity(house);
  assert.deepEqual(await order(), [first, second]);
  await inTransaction(db, (tx) => feedSearch(house, tx, items));
  assert.deepEqual(await order(), [first, second]);
  const matter = await db.selectFrom("catalogue.search_matter").select("popularity").execute();
  assert.ok(matter.some(({ popularity }) => popularity === Math.round(20 * Math.log2(11))));
  clock.set("2026-07-01T10:00:00+08:00");
  await refreshPopularity(house);
  assert.deepEqual(await viewsOf(), []);
  assert.deepEqual(await order(), [second, first]);
});

test("a process remembers a bounded number of items between two writes", async () => {
  for (let number = 0; number < 2_100; number += 1) {
    noteView(house, { hall, id: `00000000-0000-7000-8000-${String(number).padStart(12, "0")}` as Id });
  }
  await writeViews(house);
  assert.equal((await viewsOf()).length, 2_000);
});
