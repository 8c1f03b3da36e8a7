import assert from "node:assert/strict";
import { test } from "node:test";
import { newId } from "../kernel/ids/index.ts";
import { actsHouse, planIsBlurred } from "./acts.fixture.ts";
import {
  applicant,
  at,
  clerk,
  hall,
  monday,
  neighbour,
  refusedWithoutTrace,
  reviewer,
  stateOf,
  watch,
} from "./application.fixture.ts";
import {
  acceptApplication,
  clockFactsOf,
  clocksOf,
  correct,
  deemAccepted,
  expireCorrection,
  findContents,
  journalOf,
  notAccept,
  phaseOf,
  preReview,
  requestCorrection,
  settleSilence,
  turnBack,
} from "./index.ts";

const { house, clock, fresh, lastLine, plan, closedToStrangers } = await actsHouse(import.meta.url);

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
});

test("[C5] a notice that names no days gives five, and after two weeks more the watch closes the case: none waits for ever", async () => {
  const place = await fresh();
  const { state } = await requestCorrection(house, clerk, { ...place, asks: planIsBlurred });
  const { correction } = clocksOf(clockFactsOf(state), house.calendar, clock.now());
  assert.deepEqual([correction?.dueOn, correction?.days, correction?.late], ["2026-03-09", 5, false]);
  const other = await fresh();
  await requestCorrection(house, clerk, { ...other, asks: planIsBlurred, days: 10 });

  clock.set(at("2026-03-23", "23:59"));
  await settleSilence(house);
  await refusedWithoutTrace(house, place.application, "application/not-expired", () =>
    expireCorrection(house, watch, place),
  );
  // Late, but nobody has closed the case: the answer is taken.
  await correct(house, applicant, { ...other, materials: [await plan(other)] });
  clock.set(at("2026-03-24", "00:00"));
  assert.ok((await settleSilence(house)).expired > 0);
  const closed = await stateOf(house, place.application);
  assert.equal(closed.flow.outcome, "correctionExpired");
  assert.equal((await lastLine(applicant, place))?.by.kind, "system");
  await refusedWithoutTrace(house, place.application, "application/nothing-asked", async () =>
    correct(house, applicant, { ...place, materials: [await plan(place)] }),
  );
});

test("[C5] an answer put right that makes another material necessary takes that material with it, by no further notice", async () => {
  const place = await fresh();
  const asks = [{ kind: "field" as const, key: "rented", reason: "场所是租的，请改" }];
  await requestCorrection(house, clerk, { ...place, asks });
  await refusedWithoutTrace(house, place.application, "application/correction-incomplete", () =>
    correct(house, applicant, { ...place, answers: { rented: true } }),
  );
  const lease = { ...(await plan(place)), key: "lease" };
  const { state } = await correct(house, applicant, {
    ...place,
    answers: { rented: true },
    materials: [lease, { ...lease, key: "photo" }],
  });
  assert.deepEqual(state.corrections.at(-1)?.changed, ["field:rented", "material:lease"]);
  const { materials } = await findContents(house, clerk, hall, place.application);
  assert.deepEqual(materials.map(({ key }) => key).sort(), ["lease", "plan"], "what nobody asked for stays out");
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

test("a case sent in twice is turned back before acceptance, but not for materials, not while the applicant corrects, not after five days", async () => {
  const place = await fresh();
  const command = { ...place, ground: "duplicate" as const, reason: "与尾号 001 的办件重复" };
  await closedToStrangers(place.application, (actor) => turnBack(house, actor, command));
  await refusedWithoutTrace(house, place.application, "application/bad-ground", () =>
    turnBack(house, clerk, { ...command, ground: "materials" as "duplicate" }),
  );
  const { state } = await turnBack(house, clerk, command);
  assert.deepEqual(
    [state.flow.outcome, (await lastLine(applicant, place))?.title],
    ["turnedBack", "退回申请人：重复提交"],
  );
  const asked = await fresh();
  await requestCorrection(house, clerk, { ...asked, asks: planIsBlurred });
  await refusedWithoutTrace(house, asked.application, "process/on-hold", () =>
    turnBack(house, clerk, { ...command, ...asked }),
  );
  const late = await fresh();
  clock.set(at("2026-03-10", "00:00"));
  await assert.rejects(turnBack(house, clerk, { ...command, ...late }), { code: "application/deemed-accepted" });
  assert.equal((await stateOf(house, late.application)).acceptance?.deemed, true);
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
  await requestCorrection(house, clerk, { ...place, asks: planIsBlurred, days: 20 });
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
