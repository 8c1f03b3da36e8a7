import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { inTransaction, type Tx } from "../kernel/db/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import {
  body,
  catalogueHouse,
  completeItem,
  county,
  emptyCatalogue,
  monday,
  otherBody,
  published,
  refusedWithoutTrace,
  reviewer,
} from "./catalogue.fixture.ts";
import {
  cancelItem,
  devolvePower,
  findItem,
  findItemByCode,
  findVersion,
  historyOf,
  mergeItems,
  requireAppliable,
  splitItem,
  successorsOf,
  transferPower,
} from "./index.ts";

const { db, close } = await openTestDb(import.meta.url);
after(close);
const { house, clock } = catalogueHouse(db);
beforeEach(async () => {
  clock.set(monday);
  await emptyCatalogue(db);
});

const act = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(db, work);
const why = { reason: "省政府决定", document: "粤府〔2026〕1号" };
const state = async (item: Id) => (await findItem(db, item))?.state;
const lines = async (item: Id) => (await historyOf(db, item)).map(({ kind }) => kind);
const refused = (item: Id, code: string, work: (tx: Tx) => Promise<unknown>) =>
  refusedWithoutTrace(db, item, code, work);

test("[B8] a cancelled item refuses new applications, keeps its versions for running cases, and frees its code", async () => {
  const item = await published(house);
  await act((tx) => cancelItem(house, tx, reviewer, { item, ...why }));
  await assert.rejects(requireAppliable(db, item), { code: "catalogue/not-appliable" });
  assert.equal((await findVersion(house, item, 1))?.document.taskName, "个体工商户设立登记");
  await refused(item, "catalogue/wrong-state", (tx) => cancelItem(house, tx, reviewer, { item, ...why }));
  const again = await published(house);
  assert.notEqual(again, item);
  assert.equal((await findItemByCode(db, completeItem().taskCode ?? ""))?.id, again);
});

test("[B8] a transferred power is the same item under another body and code; running cases keep the old version", async () => {
  const item = await published(house);
  const moved = await act((tx) => transferPower(house, tx, reviewer, { item, to: otherBody, ...why }));
  assert.deepEqual(moved, { item, version: 2, code: "11440000006940116U3440131901000" });
  assert.equal((await findVersion(house, item, 1))?.document.deptName, body.deptName);
  assert.equal((await findVersion(house, item, 2))?.document.deptName, otherBody.deptName);
  assert.equal((await requireAppliable(db, item)).deptName, otherBody.deptName);
  await refused(item, "catalogue/bad-body", (tx) =>
    transferPower(house, tx, reviewer, { item, to: { deptName: "某局", deptCode: "123" }, ...why }),
  );
});

test("[B8] a devolved power ends above and is in use below at once; who asks above is sent there", async () => {
  const item = await published(house);
  const to = [{ ...otherBody, hall: county, division: "445102", useLevel: "4" }];
  await refused(item, "catalogue/no-receiver", (tx) =>
    devolvePower(house, tx, reviewer, { item, how: "devolve", to: [], ...why }),
  );
  const { items } = await act((tx) => devolvePower(house, tx, reviewer, { item, how: "devolve", to, ...why }));
  assert.equal(await state(item), "cancelled");
  assert.deepEqual(await successorsOf(db, item), items);
  await assert.rejects(requireAppliable(db, item), (error: { details: { successors: Id[] } }) => {
    assert.deepEqual(error.details.successors, items);
    return true;
  });
  const below = await requireAppliable(db, items[0] ?? item);
  assert.deepEqual(
    [below.hall, below.division, below.useLevel, below.deptName],
    [county, "445102", "4", otherBody.deptName],
  );
  const document = (await findVersion(house, below.id, 1))?.document;
  assert.deepEqual([document?.powerSource, document?.linkWay, document?.transactAddr], ["2", undefined, undefined]);
});

test("[B8] a delegated power stays above and hangs below on its delegator", async () => {
  const item = await published(house);
  const to = [{ ...otherBody, hall: county, division: "445102", useLevel: "4" }];
  const { items } = await act((tx) => devolvePower(house, tx, reviewer, { item, how: "delegate", to, ...why }));
  assert.equal(await state(item), "published");
  const below = await findVersion(house, items[0] ?? item, 1);
  assert.equal(below?.upper?.item, item);
  assert.equal(below?.document.powerSource, "5");
});

test("a split item leads to its parts, a merged one to the whole, and both keep their history", async () => {
  const item = await published(house);
  const parts = ["001", "002"].map((end) => ({
    taskName: `个体工商户登记${end}`,
    catalogCode: `440131901${end}`,
    taskCode: `${body.deptCode}3440131901${end}`,
  }));
  await refused(item, "catalogue/bad-parts", (tx) =>
    splitItem(house, tx, reviewer, { item, parts: parts.slice(1), ...why }),
  );
  const { items } = await act((tx) => splitItem(house, tx, reviewer, { item, parts, ...why }));
  assert.deepEqual(await successorsOf(db, item), items);
  const into = { taskName: "个体工商户登记", catalogCode: "440131901000", taskCode: `${body.deptCode}3440131901000` };
  const merged = await act((tx) => mergeItems(house, tx, reviewer, { items, into, ...why }));
  assert.deepEqual(await successorsOf(db, item), [merged.item], "followed to what is in use");
  assert.deepEqual(await lines(item), ["found", "submit", "approve", "publish", "split"]);
});
