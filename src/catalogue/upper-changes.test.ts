import assert from "node:assert/strict";
import { after, test } from "node:test";
import { inTransaction } from "../kernel/db/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import { catalogueHouse, completeItem, county, hall, published, republished, reviewer } from "./catalogue.fixture.ts";
import { cancelItem, countUpperChanges, type ItemDocument, upperChanges } from "./index.ts";

const { db, close } = await openTestDb(import.meta.url);
after(close);
const { house, clock } = catalogueHouse(db);

/** An item of the base catalogue: without a body's codes. */
function inBase(changes: Partial<ItemDocument> = {}): ItemDocument {
  const { taskCode: _task, deptCode: _dept, ...document } = completeItem();
  return { ...document, ...changes };
}

test("[B3] when the item above gets a new version, the lower halls that inherit from it find it on their work list until they follow", async () => {
  const base = inBase();
  const upper = await published(house, base);
  const lowerHome = { hall: county, division: "445102", upper };
  const local = completeItem({ acceptCondition: "本区的条件" });
  const lower = await published(house, local, lowerHome);
  assert.deepEqual(await upperChanges(house, county), []);

  clock.advance(60_000);
  await republished(house, upper, { ...base, acceptCondition: "新的条件", superviseWay: "0768-96000" });
  const [line, ...others] = await upperChanges(house, county);
  assert.ok(line);
  assert.equal(others.length, 0);
  assert.deepEqual([line.item, line.upper.item, line.upper.from, line.upper.to], [lower, upper, 1, 2]);
  assert.ok(line.fields.includes("acceptCondition") && line.fields.includes("superviseWay"));
  assert.deepEqual(line.own, ["acceptCondition"]);
  assert.equal(line.since.getTime(), clock.now().getTime());
  assert.equal(await countUpperChanges(db, county), 1);
  assert.equal(await countUpperChanges(db, hall), 0, "the hall above has nothing to follow");

  await republished(house, lower, { ...local, superviseWay: "0768-96000" });
  assert.deepEqual(await upperChanges(house, county), []);
});

test("[B3] an item whose upper item was cancelled stands on the list with nothing to compare", async () => {
  const base = inBase({ catalogCode: "000199009000" });
  const upper = await published(house, base);
  const lower = await published(house, inBase({ localTaskCode: "local-9", catalogCode: "000199009000" }), {
    hall: county,
    division: "445102",
  });
  await inTransaction(db, (tx) => cancelItem(house, tx, reviewer, { item: upper, reason: "国务院取消" }));
  const [line] = await upperChanges(house, county);
  assert.deepEqual([line?.item, line?.upper.state, line?.fields], [lower, "cancelled", []]);
});
