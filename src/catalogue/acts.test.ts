import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { sql } from "kysely";
import { parseDay } from "../kernel/calendar/index.ts";
import { inTransaction, type Tx } from "../kernel/db/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import {
  body,
  both,
  catalogueHouse,
  completeItem,
  editor,
  emptyCatalogue,
  hall,
  home,
  monday,
  neighbour,
  newsIn,
  otherBody,
  published,
  refusedWithoutTrace,
  republished,
  reviewer,
} from "./catalogue.fixture.ts";
import {
  announceLicence,
  approveLegality,
  cancelItem,
  catalogueAsOf,
  devolvePower,
  findItem,
  findVersion,
  firstBrokenLine,
  historyOf,
  itemsOnLaw,
  listDifferences,
  mergeItems,
  publishItem,
  requireAppliable,
  resumeItem,
  saveDraft,
  sendBack,
  splitItem,
  submitForReview,
  suspendItem,
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

test("[B5] a draft goes through the editor, the legality reviewer and the gate, and each step is in the history", async () => {
  const saved = await act((tx) => saveDraft(house, tx, editor, { content: completeItem(), home, reason: "新编" }));
  assert.equal(saved.revision, 1);
  assert.ok(saved.findings.every(({ severity }) => severity !== "error"));
  const { item } = saved;
  await act((tx) => submitForReview(house, tx, editor, { item, ...why }));
  await act((tx) => sendBack(house, tx, reviewer, { item, reason: "依据不全" }));
  await act((tx) => saveDraft(house, tx, editor, { content: completeItem(), item, revision: 1 }));
  await act((tx) => submitForReview(house, tx, editor, { item, ...why }));
  await act((tx) => approveLegality(house, tx, reviewer, { item, ...why }));
  assert.equal(await state(item), "draft");
  assert.deepEqual(await act((tx) => publishItem(house, tx, editor, { item, ...why })), { item, version: 1 });
  assert.equal(await state(item), "published");
  assert.deepEqual(await lines(item), ["found", "submit", "send-back", "submit", "approve", "publish"]);
  assert.deepEqual((await newsIn(db)).map(({ topic }) => topic).sort(), [
    "catalogue.item-published",
    "catalogue.item-state-changed",
  ]);
  assert.equal((await requireAppliable(db, item)).depth, 4);
});

test("[B5] nobody judges what he submitted, edits under review, or overwrites another's draft", async () => {
  const { item } = await act((tx) => saveDraft(house, tx, both, { content: completeItem(), home, reason: "新编" }));
  await refused(item, "catalogue/draft-changed", (tx) =>
    saveDraft(house, tx, editor, { content: completeItem(), item, revision: 0 }),
  );
  await refused(item, "catalogue/draft-state", (tx) => publishItem(house, tx, editor, { item, ...why }));
  await act((tx) => submitForReview(house, tx, both, { item, ...why }));
  await refused(item, "catalogue/own-draft", (tx) => approveLegality(house, tx, both, { item, ...why }));
  await refused(item, "catalogue/in-review", (tx) =>
    saveDraft(house, tx, editor, { content: completeItem(), item, revision: 1 }),
  );
  await refused(item, "catalogue/draft-state", (tx) => publishItem(house, tx, editor, { item, ...why }));
});

test("[B5] a draft that contradicts itself is saved with its findings and cannot be submitted", async () => {
  const content = completeItem({ promiseDays: 9, promiseUnit: "wd", legalDays: 3 });
  const { item, findings } = await act((tx) => saveDraft(house, tx, editor, { content, home, reason: "新编" }));
  assert.ok(
    findings.some(({ rule, field, severity }) => rule === "R11" && field === "promiseDays" && severity === "error"),
  );
  await refused(item, "catalogue/rules-broken", (tx) => submitForReview(house, tx, editor, { item, ...why }));
});

test("[A11] an item without basis or flow, or with a paper that became an e-licence since the review, is not published", async () => {
  const {
    byLaw: _byLaw,
    flow: _flow,
    ...rest
  } = completeItem({ materials: [{ key: "m1", materialName: "居民身份证" }] });
  const { item } = await act((tx) => saveDraft(house, tx, editor, { content: rest, home, reason: "新编" }));
  await act((tx) => submitForReview(house, tx, editor, { item, ...why }));
  await act((tx) => approveLegality(house, tx, reviewer, { item, ...why }));
  await act((tx) =>
    announceLicence(tx, { code: "id-card", name: "居民身份证", names: ["身份证"], from: parseDay("2026-03-01") }),
  );
  await assert.rejects(
    act((tx) => publishItem(house, tx, editor, { item, ...why })),
    (error: { details: { findings: { rule: string }[] } }) => {
      assert.deepEqual(error.details.findings.map(({ rule }) => rule).sort(), ["G01", "G02", "G06"]);
      return true;
    },
  );
  assert.equal(await state(item), "draft");
  assert.equal(await findVersion(house, item, 1), undefined);
});

test("a neighbour may do none of it, an editor not what reviewers decide, a reviewer not what editors do", async () => {
  const item = await published(house);
  const asEditor: ((actor: Actor) => (tx: Tx) => Promise<unknown>)[] = [
    (actor) => (tx) => saveDraft(house, tx, actor, { content: completeItem(), item, revision: 0 }),
    (actor) => (tx) => submitForReview(house, tx, actor, { item, ...why }),
    (actor) => (tx) => publishItem(house, tx, actor, { item, ...why }),
    (actor) => (tx) => suspendItem(house, tx, actor, { item, ...why }),
    (actor) => (tx) => resumeItem(house, tx, actor, { item, ...why }),
  ];
  const asReviewer: typeof asEditor = [
    (actor) => (tx) => approveLegality(house, tx, actor, { item, ...why }),
    (actor) => (tx) => sendBack(house, tx, actor, { item, ...why }),
    (actor) => (tx) => cancelItem(house, tx, actor, { item, ...why }),
    (actor) => (tx) => transferPower(house, tx, actor, { item, to: otherBody, ...why }),
    (actor) => (tx) => devolvePower(house, tx, actor, { item, how: "devolve", to: [], ...why }),
    (actor) => (tx) => splitItem(house, tx, actor, { item, parts: [], ...why }),
    (actor) => (tx) => mergeItems(house, tx, actor, { items: [item], into: {}, ...why }),
  ];
  for (const one of asEditor) {
    await refused(item, "catalogue/not-editor", one(neighbour));
    await refused(item, "catalogue/not-editor", one(reviewer));
  }
  for (const one of asReviewer) {
    await refused(item, "catalogue/not-reviewer", one(neighbour));
    await refused(item, "catalogue/not-reviewer", one(editor));
  }
});

test("suspending stops new applications, resuming allows them again; out of turn both are refused", async () => {
  const item = await published(house);
  await refused(item, "catalogue/wrong-state", (tx) => resumeItem(house, tx, editor, { item, ...why }));
  await refused(item, "catalogue/no-reason", (tx) => suspendItem(house, tx, editor, { item, reason: " " }));
  await act((tx) => suspendItem(house, tx, editor, { item, ...why }));
  await assert.rejects(requireAppliable(db, item), { code: "catalogue/not-appliable" });
  await refused(item, "catalogue/wrong-state", (tx) => suspendItem(house, tx, editor, { item, ...why }));
  await act((tx) => resumeItem(house, tx, editor, { item, ...why }));
  assert.equal((await requireAppliable(db, item)).version, 1);
});

test("[B3] a lower list keeps only its differences, is shown with them, and stays as it was when the upper one moves on", async () => {
  const base = await published(house, baseItem());
  const local = await published(house, completeItem({ promiseDays: 0 }));
  const version = await findVersion(house, local, 1);
  assert.equal(version?.upper?.item, base);
  assert.equal(version?.upper?.differences.set.promiseDays, 0);
  assert.equal(version?.upper?.differences.set.materials, undefined, "what is the same is not kept twice");
  const [row] = (
    await sql<{
      size: number;
    }>`select length(body::text) as size from catalogue.item_version where item_id = ${local}`.execute(db)
  ).rows;
  const [whole] = (
    await sql<{
      size: number;
    }>`select length(body::text) as size from catalogue.item_version where item_id = ${base}`.execute(db)
  ).rows;
  assert.ok(row && whole && row.size * 4 < whole.size, `${row?.size} of ${whole?.size}`);
  const told = listDifferences(baseItem(), version?.document ?? assert.fail()).map(({ field }) => field);
  assert.ok(told.includes("promiseDays") && !told.includes("deptName"));

  await republished(house, base, { ...baseItem(), acceptCondition: "新的条件" });
  assert.equal((await findVersion(house, local, 1))?.document.acceptCondition, completeItem().acceptCondition);
  assert.equal((await findItem(db, local))?.version, 1);
  await republished(house, local, completeItem({ promiseDays: 0 }));
  assert.deepEqual((await findVersion(house, local, 2))?.upper?.version, 2);
});

test("[B3] a local list that is worse than the law above is not submitted", async () => {
  await published(house, baseItem());
  const { item, findings } = await act((tx) =>
    saveDraft(house, tx, editor, { content: completeItem({ legalDays: 20 }), home, reason: "新编" }),
  );
  assert.ok(findings.some(({ rule }) => rule === "D01"));
  await refused(item, "catalogue/rules-broken", (tx) => submitForReview(house, tx, editor, { item, ...why }));
});

test("[B1] every change is a sealed line with who and why, and any day can be replayed from them", async () => {
  const item = await published(house);
  clock.set("2026-03-04T10:00:00+08:00");
  await act((tx) => transferPower(house, tx, reviewer, { item, to: otherBody, ...why }));
  clock.set("2026-03-06T10:00:00+08:00");
  await act((tx) => cancelItem(house, tx, reviewer, { item, ...why }));
  const on = async (day: string) =>
    (await catalogueAsOf(db, parseDay(day))).map(({ version, state, deptName }) => [version, state, deptName]);
  assert.deepEqual(await on("2026-03-01"), []);
  assert.deepEqual(await on("2026-03-03"), [[1, "published", body.deptName]]);
  assert.deepEqual(await on("2026-03-04"), [[2, "published", otherBody.deptName]]);
  assert.deepEqual(await on("2026-03-06"), [[2, "cancelled", otherBody.deptName]]);

  const history = await historyOf(db, item);
  assert.equal(firstBrokenLine(history), undefined);
  assert.deepEqual(
    [history.at(-1)?.actor, history.at(-1)?.reason, history.at(-1)?.document],
    ["reviewer", why.reason, why.document],
  );
  const altered = history.map((line, at) => (at === 2 ? { ...line, reason: "别的" } : line));
  assert.equal(firstBrokenLine(altered), 3);
  assert.equal(firstBrokenLine(history.slice(1)), 1);
});

test("[K4] every basis leads to its law, unknown ones to a stub, and a law's article names its items", async () => {
  const item = await published(
    house,
    completeItem({ byLaw: [{ title: "《中华人民共和国某某管理条例》", clause: "第十九条、第二十一条至第二十三条" }] }),
  );
  const { rows } = await sql<{
    law_id: Id;
    articles: number[];
    is_stub: boolean;
  }>`select b.law_id, b.articles, l.is_stub
    from catalogue.item_basis b join disclosure.law l on l.id = b.law_id where b.item_id = ${item}`.execute(db);
  assert.deepEqual(
    rows.map(({ articles, is_stub }) => [articles, is_stub]),
    [[[19, 21, 22, 23], true]],
  );
  const law = rows[0]?.law_id ?? assert.fail();
  assert.deepEqual(
    (await itemsOnLaw(db, law, 22)).map(({ id }) => id),
    [item],
  );
  assert.deepEqual(await itemsOnLaw(db, law, 20), []);
});

test("[B9] a public service is kept by the same engine and publishes without the rules of permits", async () => {
  const {
    legalDays: _days,
    legalUnit: _unit,
    legalNote: _note,
    faqs: _faqs,
    ...rest
  } = completeItem({ taskType: "20" });
  const item = await published(house, rest);
  assert.equal((await requireAppliable(db, item)).taskType, "20");
});

test("a code that a living item has is refused, and so is an item of no hall", async () => {
  const item = await published(house);
  await refused(item, "catalogue/code-taken", (tx) =>
    saveDraft(house, tx, editor, { content: completeItem(), home, reason: "新编" }),
  );
  await refused(item, "catalogue/no-code", (tx) =>
    saveDraft(house, tx, editor, { content: { taskName: "甲" }, home, reason: "新编" }),
  );
  await refused(item, "catalogue/bad-document", (tx) =>
    saveDraft(house, tx, editor, { content: { taskName: "甲", nonsense: 1 }, home, reason: "新编" }),
  );
  await refused(item, "catalogue/bad-home", (tx) =>
    saveDraft(house, tx, editor, {
      content: { taskName: "甲", localTaskCode: "a-1" },
      home: { hall, division: "" },
      reason: "新编",
    }),
  );
});

test("of two editors who take one code at the same time one gets it", async () => {
  const both = await Promise.allSettled([published(house), published(house)]);
  const codes = both.map((one) => (one.status === "rejected" ? one.reason.code : "taken"));
  assert.deepEqual(codes.sort(), ["catalogue/code-taken", "taken"]);
});

/** The base item of the complete one: without body. */
function baseItem() {
  const {
    taskCode: _code,
    deptCode: _dept,
    linkWay: _link,
    superviseWay: _way,
    transactAddr: _addr,
    ...rest
  } = completeItem();
  return { ...rest, deptName: "市场监督管理部门" };
}
