import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { parseDay } from "../kernel/calendar/index.ts";
import { inTransaction, type Tx } from "../kernel/db/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import { registerDepartment } from "../organization/index.ts";
import { loadShipped } from "../region/index.ts";
import {
  body,
  catalogueHouse,
  completeItem,
  emptyCatalogue,
  hall,
  home,
  newsIn,
  officer,
  otherBody,
  published,
  refusedWithoutTrace,
} from "./catalogue.fixture.ts";
import {
  approveLegality,
  bodiesInUse,
  cancelItem,
  countKept,
  departmentOfItem,
  findItem,
  importItems,
  listKept,
  mayEditItem,
  publishItem,
  resumeItem,
  saveDraft,
  submitForReview,
  suspendItem,
  undoImport,
} from "./index.ts";

const { db, close } = await openTestDb(import.meta.url);
after(close);
const { house } = catalogueHouse(db);
const system: Actor = { kind: "system", id: "test", assurance: 3, posts: [] };
await inTransaction(db, (tx) => loadShipped(tx), { budgetMs: 120_000 });
const [market, approval] = await inTransaction(db, async (tx) => {
  const made = [];
  for (const { deptName, deptCode } of [body, otherBody]) {
    made.push(
      await registerDepartment(house, tx, system, {
        division: hall,
        name: deptName,
        uscc: deptCode,
        on: parseDay("2026-01-01"),
        document: "样例",
      }),
    );
  }
  return made.map(({ key }) => key);
});
assert.ok(market && approval);
beforeEach(() => emptyCatalogue(db));

const act = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(db, work);
const ground = { reason: "工作需要" };
const own = officer("own", ["catalogue-editor"], { halls: [hall], department: market });
const nextDoor = officer("next", ["catalogue-editor"], { halls: [hall], department: approval });
const elsewhere = officer("far", ["catalogue-editor"], { halls: ["445200"], department: market });
const whole = officer("whole", ["catalogue-editor", "catalogue-publisher"], { halls: [hall], department: approval });
const judge = officer("judge", ["legality-reviewer"], { halls: [hall], department: approval });
const farJudge = officer("far-judge", ["legality-reviewer"], { halls: ["445200"], department: approval });

test("[B1] an editor writes, submits and publishes the items of his department, and nobody else's department may", async () => {
  await assert.rejects(
    act((tx) => saveDraft(house, tx, nextDoor, { content: completeItem(), home, ...ground })),
    { code: "catalogue/not-yours" },
  );
  assert.deepEqual(await newsIn(db), []);
  const { item } = await act((tx) => saveDraft(house, tx, own, { content: completeItem(), home, ...ground }));
  for (const stranger of [nextDoor, elsewhere]) {
    await refusedWithoutTrace(db, item, "catalogue/not-yours", (tx) =>
      saveDraft(house, tx, stranger, { content: completeItem(), item, revision: 1 }),
    );
    await refusedWithoutTrace(db, item, "catalogue/not-yours", (tx) =>
      submitForReview(house, tx, stranger, { item, ...ground }),
    );
  }
  await act((tx) => submitForReview(house, tx, own, { item, ...ground }));
  await refusedWithoutTrace(db, item, "catalogue/not-yours", (tx) =>
    approveLegality(house, tx, farJudge, { item, ...ground }),
  );
  await act((tx) => approveLegality(house, tx, judge, { item, ...ground }));
  await refusedWithoutTrace(db, item, "catalogue/not-yours", (tx) =>
    publishItem(house, tx, nextDoor, { item, ...ground }),
  );
  await act((tx) => publishItem(house, tx, own, { item, ...ground }));
  for (const stranger of [nextDoor, elsewhere]) {
    await refusedWithoutTrace(db, item, "catalogue/not-yours", (tx) =>
      suspendItem(house, tx, stranger, { item, ...ground }),
    );
  }
  await refusedWithoutTrace(db, item, "catalogue/not-yours", (tx) =>
    cancelItem(house, tx, farJudge, { item, ...ground }),
  );
  await act((tx) => suspendItem(house, tx, whole, { item, ...ground }));
  await act((tx) => resumeItem(house, tx, own, { item, ...ground }));
  await act((tx) => cancelItem(house, tx, judge, { item, ...ground }));
});

test("an editor cannot write an item over to another department: that is a transfer, which the reviewers decide", async () => {
  const item = await published(house);
  const content = completeItem({ ...otherBody, taskCode: `${otherBody.deptCode}3440131901000` });
  await refusedWithoutTrace(db, item, "catalogue/not-yours", (tx) =>
    saveDraft(house, tx, own, { content, item, revision: 0 }),
  );
  await act((tx) => saveDraft(house, tx, whole, { content, item, revision: 0 }));
});

test("an item whose body is in no register is open to all editors of its hall, and stands in their list of unknown bodies", async () => {
  const {
    deptCode: _code,
    taskCode: _task,
    ...rest
  } = completeItem({ deptName: "潮州市从未登记局", localTaskCode: "x-1" });
  const { item } = await act((tx) => saveDraft(house, tx, nextDoor, { content: rest, home, ...ground }));
  await act((tx) => saveDraft(house, tx, own, { content: rest, item, revision: 1 }));
  await refusedWithoutTrace(db, item, "catalogue/not-yours", (tx) =>
    saveDraft(house, tx, elsewhere, { content: rest, item, revision: 2 }),
  );
  await published(house);
  const bodies = await bodiesInUse(house, hall);
  assert.deepEqual(
    bodies.map(({ deptName, items, department }) => [deptName, items, department?.key]),
    [
      ["潮州市从未登记局", 1, undefined],
      [body.deptName, 1, market],
    ],
  );
  assert.equal((await departmentOfItem(house, { division: hall, deptName: body.deptName }))?.key, market);
});

test("whole lists are imported and taken back by who keeps the list of the hall, not by an editor of one department", async () => {
  async function* nothing(): AsyncGenerator<Uint8Array> {}
  const list = { hall, division: hall, title: "清单", format: "jsonl" as const, content: nothing() };
  for (const stranger of [own, elsewhere]) {
    await assert.rejects(importItems(house, stranger, list), { code: "catalogue/not-list-keeper" });
  }
  const { batch } = await importItems(house, whole, list);
  assert.ok(batch);
  await assert.rejects(undoImport(house, own, { hall, batch, reason: "错" }), { code: "catalogue/not-list-keeper" });
  await undoImport(house, whole, { hall, batch, reason: "错" });
});

test("the editors' list holds the items of their hall with their drafts, counted by what is to be done", async () => {
  const item = await published(house);
  await act((tx) => saveDraft(house, tx, own, { content: completeItem({ promiseDays: 0 }), item, revision: 0 }));
  const filter = { halls: [hall] };
  assert.deepEqual(await countKept(db, filter), {
    all: 1,
    writing: 1,
    submitted: 0,
    approved: 0,
    published: 1,
    suspended: 0,
    cancelled: 0,
  });
  const [line] = await listKept(db, { ...filter, view: "writing" }, { number: 1, size: 20 });
  assert.deepEqual([line?.item.id, line?.draft?.state, line?.draft?.savedBy], [item, "editing", "own"]);
  const counted = async (more: object) => (await countKept(db, { ...filter, ...more })).all;
  assert.equal(await counted({ words: "个体工商户" }), 1);
  assert.equal(await counted({ words: "没有的事" }), 0);
  assert.equal(await counted({ halls: ["445200"] }), 0);
  assert.equal(await counted({ bodies: [{ division: hall, ...body }] }), 1);
  assert.equal(await counted({ bodies: [{ division: hall, ...otherBody }] }), 0);
  const found = await findItem(db, item);
  assert.ok(found);
  assert.ok(mayEditItem(own, { hall, department: market }) && !mayEditItem(nextDoor, { hall, department: market }));
});
