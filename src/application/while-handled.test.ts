import assert from "node:assert/strict";
import { test } from "node:test";
import { actsHouse } from "./acts.fixture.ts";
import {
  airOfficer,
  applicant,
  approver,
  at,
  clerk,
  firefighter,
  inspectorOfQuality,
  neighbour,
  refusedWithoutTrace,
  reviewer,
  secondClerk,
  smallItem,
  stateOf,
  tokenAt,
} from "./application.fixture.ts";
import {
  acceptApplication,
  checklistOf,
  claimTask,
  clockFactsOf,
  clocksOf,
  decide,
  extend,
  giveOpinion,
  pause,
  phaseOf,
  releaseTask,
  resume,
  returnTask,
  transferTask,
} from "./index.ts";

const { accepted, clock, closedToStrangers, examined, fresh, house, items, lastLine } = await actsHouse(
  import.meta.url,
);

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

test("a task goes to another department that can do it, which sees the case and does it; no limit begins anew", async () => {
  const { place, moved } = await accepted();
  const token = tokenAt(moved, "examine");
  const command = { ...place, token, department: "dept-fire", reason: "职责在消防" };
  await closedToStrangers(place.application, (actor) => transferTask(house, actor, command));
  await refusedWithoutTrace(house, place.application, "application/not-your-task", () =>
    transferTask(house, clerk, command),
  );
  for (const department of ["dept-market", "dept-air", "nobody"]) {
    await refusedWithoutTrace(house, place.application, "application/no-such-desk", () =>
      transferTask(house, reviewer, { ...command, department }),
    );
  }
  await claimTask(house, reviewer, { ...place, token });
  clock.set(at("2026-03-03"));
  const { state } = await transferTask(house, reviewer, command);
  const [task] = state.tasks;
  assert.deepEqual([task?.department, task?.claimedBy, task?.since], ["dept-fire", null, moved.state.tasks[0]?.since]);
  const line = await lastLine(applicant, place);
  assert.deepEqual([line?.title, line?.words?.to], ["审查：转办", "消防救援机构"]);
  await refusedWithoutTrace(house, place.application, "application/not-your-task", () =>
    giveOpinion(house, reviewer, { ...place, token, opinion: "agree" }),
  );
  const next = await giveOpinion(house, neighbour, { ...place, token, opinion: "agree" });
  assert.equal(next.state.tasks[0]?.department, "dept-market");
});

test("[D1] three departments answer at once, one sends back, and the lead decides when all agree", async () => {
  const { place, moved } = await accepted(items.joint);
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

test("[D1] each department of a joint case has its own day, and an answer ends its clock alone; the case has 45 days and 15 more", async () => {
  const { place, moved } = await accepted(items.joint);
  assert.equal(moved.state.branches, undefined);
  clock.set(at("2026-03-03"));
  const lead = await giveOpinion(house, reviewer, { ...place, token: tokenAt(moved, "examine"), opinion: "agree" });
  const clocksAt = ({ state }: typeof lead) => clocksOf(clockFactsOf(state), house.calendar, clock.now());
  const told = (of: typeof lead) =>
    clocksAt(of).branches.map(({ branch, dueOn, phase, late }) => [branch, dueOn, phase, late]);
  const [fireToken, airToken, qualityToken] = ["fire", "air", "quality"].map((node) => tokenAt(lead, node));
  assert.deepEqual(told(lead), [
    [`${fireToken}`, "2026-03-04", "running", false],
    [`${airToken}`, "2026-03-04", "running", false],
    [`${qualityToken}`, "2026-03-04", "running", false],
  ]);
  assert.equal(clocksAt(lead).joint?.days, 45);
  clock.set(at("2026-03-04"));
  await giveOpinion(house, airOfficer, { ...place, token: airToken ?? 0, opinion: "agree" });
  clock.set(at("2026-03-05"));
  const longer = await extend(house, approver, { ...place, days: 15, reason: "情况复杂" });
  assert.deepEqual(told(longer), [
    [`${fireToken}`, "2026-03-04", "running", true],
    [`${airToken}`, "2026-03-04", "done", false],
    [`${qualityToken}`, "2026-03-04", "running", true],
  ]);
  assert.equal(clocksAt(longer).joint?.days, 60);
  const back = await returnTask(house, firefighter, { ...place, token: fireToken ?? 0, to: "examine", reason: "缺页" });
  assert.ok(told(back).every(([, , phase]) => phase === "done"));
});

test("an officer's ticks of the checklist go with the act, stand in the journal for officers alone, and come to the next desk", async () => {
  const place = await fresh();
  const [point] = checklistOf(smallItem());
  assert.equal(point?.point, "符合：有固定的生产加工场所");
  const key = point?.key ?? "";
  await refusedWithoutTrace(house, place.application, "application/unknown-point", () =>
    acceptApplication(house, clerk, { ...place, checked: ["0123456789ab"] }),
  );
  const taken = await acceptApplication(house, clerk, { ...place, checked: [] });
  assert.deepEqual(taken.state.checked, []);
  assert.ok((await lastLine(clerk, place))?.facts.includes("审查要点 1 项都没有核对"));
  assert.ok(!(await lastLine(applicant, place))?.facts.some((one) => one.includes("审查要点")));
  const token = tokenAt(taken, "examine");
  const seen = await giveOpinion(house, reviewer, { ...place, token, opinion: "agree", checked: [key] });
  assert.deepEqual(seen.state.checked, [key]);
  assert.deepEqual((await lastLine(reviewer, place))?.facts, ["审查要点 1 项全部核对"]);
  // Whoever was not shown the list leaves it as it was.
  const end = await decide(house, approver, { ...place, token: tokenAt(seen, "decide"), approve: true });
  assert.deepEqual(end.state.checked, [key]);
});
