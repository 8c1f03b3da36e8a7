import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Id } from "../kernel/ids/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import {
  addDepartments,
  applicant,
  applicationHouse,
  approver,
  clerk,
  draftOf,
  everythingOf,
  foreigner,
  hall,
  issuer,
  neighbour,
  publish,
  refusedWithoutTrace,
  reviewer,
  secondClerk,
  smallItem,
  stateOf,
  stranger,
  submitted,
  tokenAt,
} from "./application.fixture.ts";
import {
  acceptApplication,
  decide,
  deliver,
  giveOpinion,
  isCaseNumber,
  issueResult,
  phaseOf,
  submitApplication,
} from "./index.ts";
import { readStanding } from "./read-case.ts";
import { writeSeen } from "./seen.ts";

const { db, close } = await openTestDb(import.meta.url);
after(close);
const { house, clock } = applicationHouse(db);
let item: Id;
before(async () => {
  await addDepartments(db);
  item = await publish(house, smallItem());
});

test("[C1] a draft handed in is one case with a number, a query password and a first task for the window", async () => {
  const receipt = await submitted(house, item);
  assert.ok(isCaseNumber(receipt.number), receipt.number);
  assert.match(receipt.queryPassword, /^[2-9A-HJKMNP-Z]{8}$/);
  const state = await stateOf(house, receipt.application);
  assert.equal(phaseOf(state), "submitted");
  assert.deepEqual(
    state.tasks.map(({ node, duty, department, claimedBy }) => ({ node, duty, department, claimedBy })),
    [{ node: "accept", duty: "window-officer", department: "dept-market", claimedBy: null }],
  );
});

test("[C1][C7] the same draft sent 50 times at once is one case, one number, and the same answer to all", async () => {
  const draft = await draftOf(house, item);
  const answers = await Promise.all(Array.from({ length: 50 }, () => submitApplication(house, applicant, { draft })));
  assert.equal(new Set(answers.map((one) => JSON.stringify(one))).size, 1);
  const [cases, steps] = (await everythingOf(db, draft.id)) as unknown[][];
  assert.equal(cases?.length, 1);
  assert.equal(steps?.length, 1);
});

test("a draft with a missing answer and a missing material is refused with words for each, and leaves no trace", async () => {
  const draft = await draftOf(house, item, { answers: { rented: true, name: "阿婆牛肉丸" }, materials: [] });
  await assert.rejects(submitApplication(house, applicant, { draft }), (error: { code: string; details: object }) => {
    assert.equal(error.code, "application/not-complete");
    assert.deepEqual(Object.keys((error.details as { fields: object }).fields).sort(), [
      "area",
      "materials.lease",
      "materials.plan",
    ]);
    return true;
  });
  assert.deepEqual(await everythingOf(db, draft.id), [[], [], [], [], [], [], []]);
});

test("a stranger, a neighbour department and another hall cannot hand in somebody's draft", async () => {
  const draft = await draftOf(house, item);
  for (const actor of [stranger, neighbour]) {
    await assert.rejects(submitApplication(house, actor, { draft }), { code: "application/not-found" });
  }
  // A counter elsewhere is told where the item belongs, which everybody may know.
  const told = { code: "application/wrong-hall", details: { hall } };
  await assert.rejects(submitApplication(house, foreigner, { draft }), told);
  assert.deepEqual(await everythingOf(db, draft.id), [[], [], [], [], [], [], []]);
});

test("[C3] a case goes from acceptance through examination, decision and result to the applicant, all online", async () => {
  const { application } = await submitted(house, item);
  const place = { hall, application };
  const accepted = await acceptApplication(house, clerk, place);
  assert.equal(phaseOf(accepted.state), "accepted");
  assert.deepEqual(accepted.state.acceptance, {
    at: clock.now().toISOString(),
    on: "2026-03-02",
    deemed: false,
    legal: { amount: 20, unit: "wd" },
    promised: { amount: 5, unit: "wd" },
  });
  const examined = await giveOpinion(house, reviewer, {
    ...place,
    seen: accepted.seen,
    token: tokenAt(accepted, "examine"),
    opinion: "agree",
  });
  const decided = await decide(house, approver, {
    ...place,
    seen: examined.seen,
    token: tokenAt(examined, "decide"),
    approve: true,
  });
  assert.equal(phaseOf(decided.state), "decided");
  const issued = await issueResult(house, issuer, { ...place, seen: decided.seen, token: tokenAt(decided, "issue") });
  const done = await deliver(house, clerk, {
    ...place,
    seen: issued.seen,
    token: tokenAt(issued, "deliver"),
    way: "online",
  });
  assert.equal(phaseOf(done.state), "finished");
  assert.equal(done.state.flow.outcome, "granted");
  assert.equal(done.revision, 6);
  assert.deepEqual(done.state, await stateOf(house, application));
});

test("accepting is refused to the neighbour department and to another hall, and leaves no trace", async () => {
  const { application } = await submitted(house, item);
  const place = { hall, application };
  await refusedWithoutTrace(house, application, "application/not-found", () =>
    acceptApplication(house, neighbour, place),
  );
  await refusedWithoutTrace(house, application, "application/not-found", () =>
    acceptApplication(house, foreigner, place),
  );
  await refusedWithoutTrace(house, application, "application/not-found", () =>
    acceptApplication(house, stranger, place),
  );
  await refusedWithoutTrace(house, application, "application/not-your-task", () =>
    acceptApplication(house, reviewer, place),
  );
  await refusedWithoutTrace(house, application, "application/not-your-task", () =>
    acceptApplication(house, applicant, place),
  );
});

test("a second acceptance is refused and leaves no trace", async () => {
  const { application } = await submitted(house, item);
  const { seen } = await acceptApplication(house, clerk, { hall, application });
  await refusedWithoutTrace(house, application, "application/task-gone", () =>
    acceptApplication(house, clerk, { hall, application }),
  );
  await refusedWithoutTrace(house, application, "application/task-gone", () =>
    acceptApplication(house, clerk, { hall, application, seen }),
  );
});

test("50 officers who accept what they see at the same moment accept it once", async () => {
  const { application } = await submitted(house, item);
  const standing = await readStanding(db, hall, application);
  assert.ok(standing);
  const seen = writeSeen(standing);
  const results = await Promise.allSettled(
    Array.from({ length: 50 }, (_, i) =>
      acceptApplication(house, i % 2 ? clerk : secondClerk, { hall, application, ...(i % 5 ? { seen } : {}) }),
    ),
  );
  assert.equal(results.filter(({ status }) => status === "fulfilled").length, 1);
  for (const result of results) {
    if (result.status === "rejected") {
      assert.match(result.reason.code, /^application\/(changed-meanwhile|task-gone)$/);
    }
  }
  const [, steps] = (await everythingOf(db, application)) as unknown[][];
  assert.equal(steps?.length, 2);
});

test("an act that says it saw something else than the case is changes nothing", async () => {
  const { application } = await submitted(house, item);
  const standing = await readStanding(db, hall, application);
  assert.ok(standing);
  const forged = writeSeen({
    ...standing,
    state: {
      ...standing.state,
      department: "dept-fire",
      departments: ["dept-fire"],
      tasks: standing.state.tasks.map((task) => ({ ...task, department: "dept-fire" })),
    },
  });
  await refusedWithoutTrace(house, application, "application/changed-meanwhile", () =>
    acceptApplication(house, neighbour, { hall, application, seen: forged }),
  );
  await refusedWithoutTrace(house, application, "application/bad-seen", () =>
    acceptApplication(house, clerk, { hall, application, seen: "bm90aGluZw" }),
  );
});
