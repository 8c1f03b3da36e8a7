import assert from "node:assert/strict";
import { test } from "node:test";
import { actsHouse } from "./acts.fixture.ts";
import { applicant, approver, clerk, refusedWithoutTrace, reviewer, tokenAt } from "./application.fixture.ts";
import {
  acceptApplication,
  decide,
  deliver,
  outcomeNames,
  recordPickup,
  recordVisit,
  terminateCase,
  voidCase,
  withdraw,
} from "./index.ts";

const { accepted, clock, closedToStrangers, decided, examined, fresh, house, issued, items, lastLine } =
  await actsHouse(import.meta.url);

test("an accepted case is terminated by the approver with a reason, and neither before acceptance nor after the decision", async () => {
  const before = await fresh();
  await refusedWithoutTrace(house, before.application, "application/not-accepted-yet", () =>
    terminateCase(house, approver, { ...before, reason: "申请人死亡" }),
  );
  const { place } = await accepted();
  await closedToStrangers(place.application, (actor) =>
    terminateCase(house, actor, { ...place, reason: "申请人死亡" }),
  );
  await refusedWithoutTrace(house, place.application, "application/not-your-duty", () =>
    terminateCase(house, reviewer, { ...place, reason: "申请人死亡" }),
  );
  const { state } = await terminateCase(house, approver, { ...place, reason: "申请人死亡" });
  assert.equal(state.flow.outcome, "terminated");
  assert.deepEqual(
    [(await lastLine(applicant, place))?.title, (await lastLine(applicant, place))?.words?.reason],
    ["终止办理", "申请人死亡"],
  );
  const late = await decided();
  await refusedWithoutTrace(house, late.place.application, "application/already-decided", () =>
    terminateCase(house, approver, { ...late.place, reason: "晚了" }),
  );
});

test("an item decided on the spot is accepted, decided and delivered at one desk with the powers of its officer", async () => {
  const place = await fresh(items.instant);
  const first = await acceptApplication(house, clerk, place);
  const second = await decide(house, clerk, {
    ...place,
    seen: first.seen,
    token: tokenAt(first, "decide"),
    approve: true,
  });
  const { state } = await deliver(house, clerk, {
    ...place,
    seen: second.seen,
    token: tokenAt(second, "deliver"),
    way: "online",
  });
  assert.equal(state.flow.outcome, "granted");
});

test("the applicant withdraws at any time before the decision, and not after it", async () => {
  const place = await fresh();
  await closedToStrangers(place.application, (actor) => withdraw(house, actor, place));
  await refusedWithoutTrace(house, place.application, "application/not-applicant", () =>
    withdraw(house, reviewer, place),
  );
  const { state } = await withdraw(house, applicant, { ...place, reason: "不办了" });
  assert.equal(state.flow.outcome, "withdrawn");
  assert.deepEqual(state.tasks, []);
  await refusedWithoutTrace(house, place.application, "process/ended", () => withdraw(house, applicant, place));
  const late = await decided();
  await refusedWithoutTrace(house, late.place.application, "application/already-decided", () =>
    withdraw(house, applicant, late.place),
  );
});

test("a refusal carries reason and remedies and is delivered like a licence", async () => {
  const { place, moved } = await examined();
  const token = tokenAt(moved, "decide");
  await closedToStrangers(place.application, (actor) => decide(house, actor, { ...place, token, approve: true }));
  await refusedWithoutTrace(house, place.application, "application/text-missing", () =>
    decide(house, approver, { ...place, token, approve: false }),
  );
  const refused = await decide(house, approver, { ...place, token, approve: false, reason: "面积不足" });
  assert.equal(refused.state.decision?.approved, false);
  assert.match((await lastLine(applicant, place))?.words?.remedies ?? "", /行政复议/);
  const { state } = await deliver(house, clerk, {
    ...place,
    token: tokenAt(refused, "deliver-refusal"),
    way: "post",
    waybill: "EMS123",
  });
  assert.equal(state.flow.outcome, "refused");
});

test("what is decided is never decided again", async () => {
  const { place, moved } = await decided();
  await refusedWithoutTrace(house, place.application, "application/task-gone", () =>
    decide(house, approver, { ...place, token: moved.state.flow.lastNo - 1, approve: false, reason: "反悔" }),
  );
});

test("a result waits at the counter until it is collected, and is collected once", async () => {
  const { place, moved } = await issued();
  const token = tokenAt(moved, "deliver");
  await closedToStrangers(place.application, (actor) => deliver(house, actor, { ...place, token, way: "online" }));
  await refusedWithoutTrace(house, place.application, "application/text-missing", () =>
    deliver(house, clerk, { ...place, token, way: "post" }),
  );
  await refusedWithoutTrace(house, place.application, "application/nothing-to-collect", () =>
    recordPickup(house, clerk, { ...place, name: "陈三" }),
  );
  const offered = await deliver(house, clerk, { ...place, token, way: "counter" });
  assert.equal(offered.state.flow.outcome, null);
  await refusedWithoutTrace(house, place.application, "application/text-missing", () =>
    recordPickup(house, clerk, place),
  );
  await refusedWithoutTrace(house, place.application, "application/not-your-duty", () =>
    recordPickup(house, applicant, place),
  );
  await closedToStrangers(place.application, (actor) => recordPickup(house, actor, { ...place, name: "陈三" }));
  const { state } = await recordPickup(house, clerk, { ...place, name: "陈三", idNumber: "441***" });
  assert.equal(state.flow.outcome, "granted");
  assert.equal(state.delivery?.deliveredAt, clock.now().toISOString());
  assert.equal((await lastLine(applicant, place))?.words?.collector, undefined);
  assert.equal((await lastLine(clerk, place))?.words?.collector?.name, "陈三");
  await refusedWithoutTrace(house, place.application, "application/already-collected", () =>
    recordPickup(house, clerk, { ...place, name: "陈三" }),
  );
});

test("a result delivered online is collected by the applicant himself afterwards", async () => {
  const { place, moved } = await issued();
  const token = tokenAt(moved, "deliver");
  await deliver(house, clerk, { ...place, token, way: "online" });
  const { state } = await recordPickup(house, applicant, place);
  assert.equal(state.pickedUpAt, clock.now().toISOString());
});

test("[C21] visits are counted by the window, also after the end", async () => {
  const place = await fresh();
  await closedToStrangers(place.application, (actor) => recordVisit(house, actor, place));
  await refusedWithoutTrace(house, place.application, "application/not-your-duty", () =>
    recordVisit(house, applicant, place),
  );
  await recordVisit(house, clerk, place);
  await withdraw(house, applicant, place);
  const { state } = await recordVisit(house, clerk, { ...place, note: "取回原件" });
  assert.equal(state.visits, 2);
  assert.deepEqual((await lastLine(applicant, place))?.facts, ["累计到现场2次"]);
});

test("an approver voids an open case with a reason, nobody else", async () => {
  const { place } = await accepted();
  await closedToStrangers(place.application, (actor) => voidCase(house, actor, { ...place, reason: "误收" }));
  await refusedWithoutTrace(house, place.application, "application/not-your-duty", () =>
    voidCase(house, clerk, { ...place, reason: "误收" }),
  );
  await refusedWithoutTrace(house, place.application, "application/text-missing", () =>
    voidCase(house, approver, { ...place, reason: "" }),
  );
  const { state } = await voidCase(house, approver, { ...place, reason: "同一申请误收两次" });
  assert.equal(state.flow.outcome, "voided");
  assert.equal(outcomeNames.voided, "作废");
});
