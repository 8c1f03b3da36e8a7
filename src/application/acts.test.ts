import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { cancelItem } from "../catalogue/index.ts";
import { inTransaction } from "../kernel/db/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { type Id, newId } from "../kernel/ids/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import {
  addDepartments,
  airOfficer,
  applicant,
  applicationHouse,
  approver,
  at,
  citizen,
  clerk,
  deliverNews,
  draftOf,
  fileOf,
  firefighter,
  foreigner,
  hall,
  inspectorOfQuality,
  instantItem,
  issuer,
  jointItem,
  judge,
  monday,
  neighbour,
  publish,
  refusedWithoutTrace,
  republish,
  reviewer,
  secondClerk,
  smallItem,
  stateOf,
  stranger,
  submitted,
  tokenAt,
  watch,
} from "./application.fixture.ts";
import {
  acceptApplication,
  applyAgain,
  auditCases,
  claimTask,
  clockFactsOf,
  clocksOf,
  correct,
  decide,
  deemAccepted,
  deliver,
  expireCorrection,
  extend,
  findContents,
  giveOpinion,
  issueResult,
  journalOf,
  listMyCases,
  notAccept,
  outcomeNames,
  pause,
  phaseOf,
  preReview,
  recordPickup,
  recordVisit,
  releaseTask,
  requestCorrection,
  resume,
  returnTask,
  settleSilence,
  submitApplication,
  voidCase,
  withdraw,
} from "./index.ts";
import { joinPerson } from "./join-person.ts";

const { db, close } = await openTestDb(import.meta.url);
const { house, clock } = applicationHouse(db);
let item: Id;
let joint: Id;
let instant: Id;
before(async () => {
  await addDepartments(db);
  item = await publish(house, smallItem());
  joint = await publish(house, jointItem());
  instant = await publish(house, instantItem());
});
beforeEach(() => clock.set(monday));
after(async () => {
  const { broken, differing, faults } = await auditCases(house);
  await close();
  assert.deepEqual({ broken, differing, faults }, { broken: 0, differing: 0, faults: [] });
});

/** A case that has just come in: where it is. */
async function fresh(of: Id = item) {
  const { application } = await submitted(house, of);
  return { hall, application };
}
async function accepted(of: Id = item) {
  const place = await fresh(of);
  return { place, moved: await acceptApplication(house, clerk, place) };
}
async function examined() {
  const { place, moved } = await accepted();
  return {
    place,
    moved: await giveOpinion(house, reviewer, { ...place, token: tokenAt(moved, "examine"), opinion: "agree" }),
  };
}
async function decided(approve = true) {
  const { place, moved } = await examined();
  const token = tokenAt(moved, "decide");
  return { place, moved: await decide(house, approver, { ...place, token, approve, reason: "不符合条件" }) };
}
async function issued() {
  const { place, moved } = await decided();
  return { place, moved: await issueResult(house, issuer, { ...place, token: tokenAt(moved, "issue") }) };
}
const lastLine = async (actor: Actor, { application }: { application: Id }) =>
  (await journalOf(house, actor, hall, application)).at(-1);
const plan = async ({ application }: { application: Id }) => ({
  key: "plan",
  files: [await fileOf(house, application)],
  way: "upload" as const,
});
const planIsBlurred = [{ kind: "material" as const, key: "plan", reason: "看不清，请重新上传" }];

/** Strangers and neighbours are told there is no such case; nothing is left behind. */
async function closedToStrangers(application: Id, act: (actor: Actor) => Promise<unknown>): Promise<void> {
  for (const actor of [stranger, neighbour, foreigner]) {
    await refusedWithoutTrace(house, application, "application/not-found", () => act(actor));
  }
}

test("[C4] pre-review notes that everything is there; the machine's look stands in the first step; both are in the journal", async () => {
  const place = await fresh();
  await closedToStrangers(place.application, (actor) => preReview(house, actor, { ...place, outcome: "complete" }));
  const { state } = await preReview(house, clerk, { ...place, outcome: "complete", note: "齐全" });
  assert.equal(state.completeAt, clock.now().toISOString());
  assert.equal(phaseOf(state), "submitted");
  const [first, second] = await journalOf(house, applicant, hall, place.application);
  assert.deepEqual(first?.facts, ["系统核对了3项填写、2份材料，没有发现问题"]);
  assert.equal(second?.title, "预审：材料齐全");
  await refusedWithoutTrace(house, place.application, "application/not-offered", () =>
    preReview(house, clerk, { ...place, outcome: "complete" }),
  );
});

test("[C5] one correction notice names field and material with its reason, the applicant answers it, and five new days run", async () => {
  const place = await fresh();
  const asks = [...planIsBlurred, { kind: "field" as const, key: "area", reason: "与平面图不一致" }];
  await closedToStrangers(place.application, (actor) => requestCorrection(house, actor, { ...place, asks }));
  const noticed = await requestCorrection(house, clerk, { ...place, asks });
  assert.equal(phaseOf(noticed.state), "correcting");
  assert.deepEqual((await lastLine(applicant, place))?.words?.asks, asks);

  clock.set(at("2026-03-04"));
  const given = await plan(place);
  await closedToStrangers(place.application, async (actor) => correct(house, actor, { ...place, materials: [given] }));
  await refusedWithoutTrace(house, place.application, "application/correction-incomplete", async () =>
    correct(house, applicant, { ...place, answers: { area: 40 } }),
  );
  await refusedWithoutTrace(house, place.application, "form/answers-faulty", async () =>
    correct(house, applicant, { ...place, answers: { area: 0 }, materials: [await plan(place)] }),
  );
  const stolen = { ...given, files: [newId(clock)] };
  await refusedWithoutTrace(house, place.application, "application/foreign-file", () =>
    correct(house, applicant, { ...place, answers: { area: 40 }, materials: [stolen] }),
  );
  const answered = await correct(house, applicant, {
    ...place,
    answers: { area: 40, name: "改不动的名字" },
    materials: [await plan(place), { ...given, key: "photo" }],
  });
  assert.equal(phaseOf(answered.state), "submitted");
  assert.equal(answered.state.receivedAt, clock.now().toISOString());
  const { answers, materials } = await findContents(house, clerk, hall, place.application);
  assert.deepEqual(answers, { rented: false, name: "阿婆牛肉丸", area: 40 });
  assert.deepEqual(
    materials.map(({ key, revision }) => [key, revision]),
    [["plan", 3]],
  );
  await refusedWithoutTrace(house, place.application, "application/nothing-asked", async () =>
    correct(house, applicant, { ...place, materials: [await plan(place)] }),
  );
});

test("[C5] a second notice on old material needs a reason that stays visible; on what the answer brought it does not", async () => {
  const place = await fresh();
  await requestCorrection(house, clerk, { ...place, asks: planIsBlurred });
  await refusedWithoutTrace(house, place.application, "process/on-hold", () =>
    requestCorrection(house, clerk, { ...place, asks: planIsBlurred }),
  );
  await correct(house, applicant, { ...place, materials: [await plan(place)] });

  const onName = [{ kind: "field" as const, key: "name", reason: "名称不规范" }];
  await refusedWithoutTrace(house, place.application, "application/second-correction", () =>
    requestCorrection(house, clerk, { ...place, asks: onName }),
  );
  await refusedWithoutTrace(house, place.application, "application/second-correction", () =>
    requestCorrection(house, clerk, { ...place, asks: [...planIsBlurred, ...onName] }),
  );
  const again = await requestCorrection(house, clerk, { ...place, asks: planIsBlurred });
  assert.equal(again.state.corrections.at(-1)?.override, false);
  await correct(house, applicant, { ...place, materials: [await plan(place)] });

  const override = "名称登记系统昨天才恢复";
  const overridden = await requestCorrection(house, clerk, { ...place, asks: onName, override });
  assert.equal(overridden.state.corrections.at(-1)?.override, true);
  const line = await lastLine(applicant, place);
  assert.equal(line?.title, "再次告知补正");
  assert.equal(line?.words?.override, override);
});

test("a notice with a limit that passes unanswered lets the window close the case, not a day sooner", async () => {
  const place = await fresh();
  await refusedWithoutTrace(house, place.application, "application/bad-days", () =>
    requestCorrection(house, clerk, { ...place, asks: planIsBlurred, days: 0 }),
  );
  await requestCorrection(house, clerk, { ...place, asks: planIsBlurred, days: 5 });
  clock.set(at("2026-03-09", "23:59"));
  await refusedWithoutTrace(house, place.application, "application/not-expired", () =>
    expireCorrection(house, clerk, place),
  );
  clock.set(at("2026-03-10", "00:00"));
  await closedToStrangers(place.application, (actor) => expireCorrection(house, actor, place));
  await refusedWithoutTrace(house, place.application, "application/not-your-duty", () =>
    expireCorrection(house, reviewer, place),
  );
  const { state } = await expireCorrection(house, clerk, place);
  assert.equal(state.flow.outcome, "correctionExpired");
  const open = await fresh();
  await requestCorrection(house, clerk, { ...open, asks: planIsBlurred });
  clock.set(at("2026-12-01"));
  await refusedWithoutTrace(house, open.application, "application/not-expired", () =>
    expireCorrection(house, clerk, open),
  );
});

test("a notice that names nothing, something unknown, or gives no reason is refused", async () => {
  const place = await fresh();
  for (const asks of [
    [],
    [{ kind: "material" as const, key: "passport", reason: "请交" }],
    [{ kind: "field" as const, key: "area", reason: "  " }],
    [...planIsBlurred, ...planIsBlurred],
  ]) {
    await refusedWithoutTrace(house, place.application, "application/bad-asks", () =>
      requestCorrection(house, clerk, { ...place, asks }),
    );
  }
});

test("not accepting carries reason and remedies, and ends the case", async () => {
  const place = await fresh();
  await closedToStrangers(place.application, (actor) => notAccept(house, actor, { ...place, reason: "不属于本机关" }));
  await refusedWithoutTrace(house, place.application, "application/text-missing", () =>
    notAccept(house, clerk, { ...place, reason: " " }),
  );
  const { state } = await notAccept(house, clerk, { ...place, reason: "不属于本机关职权范围" });
  assert.equal(state.flow.outcome, "notAccepted");
  assert.equal(state.acceptance, null);
  const words = (await lastLine(applicant, place))?.words;
  assert.equal(words?.reason, "不属于本机关职权范围");
  assert.match(words?.remedies ?? "", /60日内.*行政复议.*行政诉讼/);
});

test("[C5] silence of five workdays is acceptance from the day of receipt, written by the watch and never sooner", async () => {
  const place = await fresh();
  clock.set(at("2026-03-09", "23:59"));
  await settleSilence(house);
  assert.equal((await stateOf(house, place.application)).acceptance, null);
  clock.set(at("2026-03-10", "00:00"));
  await settleSilence(house);
  const state = await stateOf(house, place.application);
  assert.deepEqual(state.acceptance?.on, "2026-03-02");
  assert.equal(state.acceptance?.deemed, true);
  assert.deepEqual(
    state.tasks.map(({ node }) => node),
    ["examine"],
  );
  const { promised } = clocksOf(clockFactsOf(state), house.calendar, clock.now());
  assert.equal(promised?.dueOn, "2026-03-09");
  await settleSilence(house);
  assert.deepEqual(await stateOf(house, place.application), state);
});

test("A04: after the five days not accepting, a notice and pre-review are void, and the case stands accepted", async () => {
  for (const act of [
    (place: Awaited<ReturnType<typeof fresh>>) => notAccept(house, clerk, { ...place, reason: "晚了" }),
    (place: Awaited<ReturnType<typeof fresh>>) => requestCorrection(house, clerk, { ...place, asks: planIsBlurred }),
    (place: Awaited<ReturnType<typeof fresh>>) => preReview(house, clerk, { ...place, outcome: "complete" }),
  ]) {
    clock.set(monday);
    const place = await fresh();
    clock.set(at("2026-03-10", "00:00"));
    await assert.rejects(act(place), { code: "application/deemed-accepted" });
    const state = await stateOf(house, place.application);
    assert.deepEqual([state.acceptance?.on, state.acceptance?.deemed], ["2026-03-02", true]);
    assert.equal(state.corrections.length, 0);
  }
});

test("accepting on the sixth workday counts from the day of receipt all the same", async () => {
  const place = await fresh();
  clock.set(at("2026-03-10"));
  const { state } = await acceptApplication(house, clerk, place);
  assert.deepEqual([state.acceptance?.on, state.acceptance?.deemed], ["2026-03-02", true]);
});

test("A03: a correction opens five new workdays, and silence after it is acceptance from its receipt", async () => {
  const place = await fresh();
  clock.set(at("2026-03-09"));
  await requestCorrection(house, clerk, { ...place, asks: planIsBlurred });
  clock.set(at("2026-04-01"));
  await settleSilence(house);
  assert.equal(phaseOf(await stateOf(house, place.application)), "correcting");
  await correct(house, applicant, { ...place, materials: [await plan(place)] });
  clock.set(at("2026-04-09", "23:59")); // 2026-04-04 to 06 is 清明节
  await settleSilence(house);
  assert.equal((await stateOf(house, place.application)).acceptance, null);
  clock.set(at("2026-04-10", "00:00"));
  await settleSilence(house);
  assert.equal((await stateOf(house, place.application)).acceptance?.on, "2026-04-01");
});

test("only the watch may write down what silence decides, and not before its time", async () => {
  const place = await fresh();
  await refusedWithoutTrace(house, place.application, "application/not-silent", () =>
    deemAccepted(house, watch, place),
  );
  clock.set(at("2026-03-10", "00:00"));
  for (const actor of [clerk, applicant, neighbour]) {
    await refusedWithoutTrace(house, place.application, "application/not-found", () =>
      deemAccepted(house, actor, place),
    );
  }
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

test("a special procedure stops the limits of an accepted case, and its days are given back", async () => {
  const before = await fresh();
  const command = { reason: "expert-review", ground: "专家评审", days: 10 };
  await refusedWithoutTrace(house, before.application, "application/not-accepted-yet", () =>
    pause(house, reviewer, { ...before, ...command }),
  );
  const { place } = await accepted();
  await closedToStrangers(place.application, (actor) => pause(house, actor, { ...place, ...command }));
  await refusedWithoutTrace(house, place.application, "application/bad-reason", () =>
    pause(house, reviewer, { ...place, ...command, reason: "holiday" }),
  );
  clock.set(at("2026-03-03"));
  const paused = await pause(house, reviewer, { ...place, ...command });
  assert.equal(phaseOf(paused.state), "paused");
  await refusedWithoutTrace(house, place.application, "process/on-hold", () =>
    giveOpinion(house, reviewer, { ...place, token: tokenAt(paused, "examine"), opinion: "agree" }),
  );
  clock.set(at("2026-03-13"));
  await refusedWithoutTrace(house, place.application, "application/text-missing", () =>
    resume(house, reviewer, { ...place, result: "" }),
  );
  const { state } = await resume(house, reviewer, { ...place, result: "通过" });
  // Promised to Monday 9 March; 3 to 12 March, eight workdays, are given back.
  assert.equal(clocksOf(clockFactsOf(state), house.calendar, clock.now()).promised?.dueOn, "2026-03-19");
  await refusedWithoutTrace(house, place.application, "process/not-on-hold", () =>
    resume(house, reviewer, { ...place, result: "通过" }),
  );
});

test("the approver extends the limits once, by ten days at most, and not after the due day", async () => {
  const { place } = await accepted();
  const command = { ...place, days: 10, reason: "情况复杂" };
  await closedToStrangers(place.application, (actor) => extend(house, actor, command));
  await refusedWithoutTrace(house, place.application, "application/not-your-duty", () =>
    extend(house, reviewer, command),
  );
  await refusedWithoutTrace(house, place.application, "application/bad-days", () =>
    extend(house, approver, { ...command, days: 11 }),
  );
  const { state } = await extend(house, approver, command);
  assert.equal(clocksOf(clockFactsOf(state), house.calendar, clock.now()).promised?.dueOn, "2026-03-23");
  await refusedWithoutTrace(house, place.application, "application/not-extendable", () =>
    extend(house, approver, command),
  );

  const late = await accepted();
  clock.set(at("2026-06-01"));
  await refusedWithoutTrace(house, late.place.application, "application/not-extendable", () =>
    extend(house, approver, { ...late.place, days: 5, reason: "来不及" }),
  );
});

test("[C22] an officer takes a task over, nobody else can do it then, and the applicant sees since when", async () => {
  const place = await fresh();
  const token = (await stateOf(house, place.application)).tasks[0]?.token ?? 0;
  await closedToStrangers(place.application, (actor) => claimTask(house, actor, { ...place, token }));
  const claimed = await claimTask(house, clerk, { ...place, token });
  assert.equal(claimed.state.tasks[0]?.claimedBy, "clerk");
  for (const act of [
    () => claimTask(house, secondClerk, { ...place, token }),
    () => acceptApplication(house, secondClerk, place),
    () => releaseTask(house, secondClerk, { ...place, token }),
  ]) {
    await refusedWithoutTrace(house, place.application, "application/claimed-by-other", act);
  }
  await refusedWithoutTrace(house, place.application, "application/already-claimed", () =>
    claimTask(house, clerk, { ...place, token }),
  );
  assert.equal((await lastLine(applicant, place))?.title, "认领“受理”");
  await releaseTask(house, clerk, { ...place, token });
  await refusedWithoutTrace(house, place.application, "application/not-claimed", () =>
    releaseTask(house, clerk, { ...place, token }),
  );
  await acceptApplication(house, secondClerk, place);
});

test("a task that is not open, or not of that kind, is refused", async () => {
  const { place, moved } = await accepted();
  const token = tokenAt(moved, "examine");
  await refusedWithoutTrace(house, place.application, "application/task-gone", () =>
    giveOpinion(house, reviewer, { ...place, token: 99, opinion: "agree" }),
  );
  await refusedWithoutTrace(house, place.application, "application/not-offered", () =>
    decide(house, reviewer, { ...place, token, approve: true }),
  );
  await refusedWithoutTrace(house, place.application, "application/not-your-task", () =>
    giveOpinion(house, approver, { ...place, token, opinion: "agree" }),
  );
  await closedToStrangers(place.application, (actor) =>
    giveOpinion(house, actor, { ...place, token, opinion: "agree" }),
  );
  await refusedWithoutTrace(house, place.application, "application/text-missing", () =>
    giveOpinion(house, reviewer, { ...place, token, opinion: "disagree" }),
  );
});

test("the approver returns a case to examination with a reason, and the flow allows nothing else", async () => {
  const { place, moved } = await examined();
  const token = tokenAt(moved, "decide");
  await refusedWithoutTrace(house, place.application, "application/text-missing", () =>
    returnTask(house, approver, { ...place, token, to: "examine", reason: "" }),
  );
  await refusedWithoutTrace(house, place.application, "process/not-offered", () =>
    returnTask(house, approver, { ...place, token, to: "accept", reason: "重来" }),
  );
  await closedToStrangers(place.application, (actor) =>
    returnTask(house, actor, { ...place, token, to: "examine", reason: "再看" }),
  );
  const { state } = await returnTask(house, approver, { ...place, token, to: "examine", reason: "补充核查意见" });
  assert.deepEqual(
    state.tasks.map(({ node }) => node),
    ["examine"],
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

test("[D1] three departments answer at once, one sends back, and the lead decides when all agree", async () => {
  const { place, moved } = await accepted(joint);
  const lead = await giveOpinion(house, reviewer, { ...place, token: tokenAt(moved, "examine"), opinion: "agree" });
  assert.deepEqual(
    lead.state.tasks.map(({ department }) => department),
    ["dept-fire", "dept-air", "dept-quality"],
  );
  assert.deepEqual(lead.state.departments, ["dept-market", "dept-fire", "dept-air", "dept-quality"]);
  await refusedWithoutTrace(house, place.application, "application/not-your-task", () =>
    giveOpinion(house, airOfficer, { ...place, token: tokenAt(lead, "fire"), opinion: "agree" }),
  );
  await giveOpinion(house, airOfficer, { ...place, token: tokenAt(lead, "air"), opinion: "agree" });
  const back = await returnTask(house, firefighter, {
    ...place,
    token: tokenAt(lead, "fire"),
    to: "examine",
    reason: "总平面图缺页",
  });
  assert.deepEqual(
    back.state.tasks.map(({ node }) => node),
    ["examine"],
  );
  const again = await giveOpinion(house, reviewer, { ...place, token: tokenAt(back, "examine"), opinion: "agree" });
  const answers = await Promise.all(
    (
      [
        ["fire", firefighter],
        ["air", airOfficer],
        ["quality", inspectorOfQuality],
      ] as const
    ).map(([node, actor]) => giveOpinion(house, actor, { ...place, token: tokenAt(again, node), opinion: "agree" })),
  );
  const last = answers.reduce((a, b) => (a.revision > b.revision ? a : b));
  assert.deepEqual(
    last.state.tasks.map(({ node }) => node),
    ["decide"],
  );
  assert.equal(last.state.joint, true);
});

test("an item decided on the spot is accepted, decided and delivered at one desk with the powers of its officer", async () => {
  const place = await fresh(instant);
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

test("[B8] running cases finish under the version they began with; a new version refuses old drafts, a cancelled item all", async () => {
  const moving = await publish(
    house,
    smallItem({ taskName: "会变的事项", catalogCode: "440125009000", taskCode: "11440000006939756B3440125009000" }),
  );
  const old = await draftOf(house, moving);
  const running = await submitted(house, moving);
  const done = await submitApplication(house, applicant, { draft: { ...old, id: newId(clock) } });
  await republish(
    house,
    moving,
    smallItem({
      taskName: "会变的事项",
      catalogCode: "440125009000",
      taskCode: "11440000006939756B3440125009000",
      promiseDays: 3,
    }),
  );
  await assert.rejects(submitApplication(house, applicant, { draft: old }), { code: "application/old-version" });
  const { state } = await acceptApplication(house, clerk, { hall, application: running.application });
  assert.deepEqual(state.acceptance?.promised, { amount: 5, unit: "wd" });
  assert.equal(state.version, 1);

  const ground = { reason: "取消", document: "国发〔2026〕1号" };
  await inTransaction(db, (tx) => cancelItem(house, tx, judge, { item: moving, ...ground }));
  await assert.rejects(submitted(house, moving), { code: "catalogue/not-appliable" });
  await assert.rejects(applyAgain(house, applicant, { hall, application: done.application }), {
    code: "catalogue/not-appliable",
  });
  const receipt = await submitApplication(house, applicant, { draft: { ...old, id: done.application } });
  assert.equal(receipt.number, done.number);
  const next = await giveOpinion(house, reviewer, {
    hall,
    application: running.application,
    token: tokenAt({ state }, "examine"),
    opinion: "agree",
  });
  assert.deepEqual(
    next.state.tasks.map(({ node }) => node),
    ["decide"],
  );
});

test("an old case is the beginning of a new draft, for the applicant alone", async () => {
  const place = await fresh();
  await withdraw(house, applicant, place);
  const again = await applyAgain(house, applicant, place);
  assert.deepEqual(again.answers, { rented: false, name: "阿婆牛肉丸", area: 36.5 });
  assert.deepEqual([again.version, again.current, again.madeFrom], [1, 1, place.application]);
  await assert.rejects(applyAgain(house, stranger, place), { code: "application/not-found" });
  await assert.rejects(applyAgain(house, reviewer, place), { code: "application/not-applicant" });
  const { application } = await submitted(house, item, { madeFrom: place.application });
  assert.equal((await stateOf(house, application)).madeFrom, place.application);
});

test("an agent sees and withdraws a company's case only while he acts for the company", async () => {
  const company = newId(clock);
  const agent = citizen(newId(clock), company);
  assert.ok(agent.kind === "citizen");
  const draft = await draftOf(house, item, {
    person: company,
    agent: agent.person as Id,
    applicantName: "潮州示例有限公司",
  });
  await submitApplication(house, agent, { draft });
  const place = { hall, application: draft.id };
  await refusedWithoutTrace(house, draft.id, "application/not-found", () =>
    withdraw(house, { ...agent, actingFor: null }, place),
  );
  await withdraw(house, agent, place);
});

test("a person entered at the counter who registers later finds his cases again", async () => {
  const from = newId(clock);
  const draft = await draftOf(house, item, { person: from, channel: "counter" });
  await submitApplication(house, clerk, { draft });
  await deliverNews(house);
  const person = newId(clock);
  await joinPerson(house, { person, from });
  await joinPerson(house, { person, from });
  const { cases } = await listMyCases(db, person);
  assert.deepEqual(
    cases.map(({ application }) => application),
    [draft.id],
  );
  assert.deepEqual((await listMyCases(db, from)).cases, []);
  await withdraw(house, citizen(person), { hall, application: draft.id });
});

test("[C2] the same acts run at the counter: the window hands in for the person in front of it", async () => {
  const draft = await draftOf(house, item, {
    channel: "counter",
    materials: [{ key: "plan", files: [], way: "paper" }],
  });
  await submitApplication(house, clerk, { draft });
  assert.equal((await lastLine(clerk, { application: draft.id }))?.title, "窗口代为提交申请");
});

test("an item asks how surely it must know the applicant, and a weaker sign-in is refused", async () => {
  const draft = await draftOf(house, item);
  const weak = { ...applicant, assurance: 1 } as Actor;
  await assert.rejects(submitApplication(house, weak, { draft }), { code: "application/assurance-too-low" });
});

test("a case that was accepted on a draft without plan is refused, whoever sends it", async () => {
  const draft = await draftOf(house, item, { materials: [{ key: "plan", files: [], way: "upload" }] });
  for (const actor of [applicant, clerk, watch]) {
    await assert.rejects(submitApplication(house, actor, { draft }), { code: "application/not-complete" });
  }
});
