import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { createCalendar, parseDay, shippedYears } from "../../kernel/calendar/index.ts";
import {
  acceptanceOf,
  type CaseClock,
  type CaseFacts,
  clocksOf,
  extensionRoom,
  hearingDays,
  lastDayToExtend,
} from "./index.ts";

const china = createCalendar(shippedYears);
/** An instant in Beijing: `03-04 15:30` of 2026 when the year is left out. */
const at = (text: string) => {
  const [day = "", time = "09:00:00.000"] = text.split(" ");
  return new Date(`${day.length === 5 ? `2026-${day}` : day}T${time}+08:00`);
};
const wd = (amount: number) => ({ amount, unit: "wd" as const });
const cd = (amount: number) => ({ amount, unit: "cd" as const });

/** Wednesday 4 March 2026: received and accepted; law 10 workdays (18 March), promise 5 (11 March). */
const accepted: CaseFacts = { submittedAt: at("03-04"), acceptedAt: at("03-04"), legal: wd(10), promised: wd(5) };
const legalOf = (facts: Partial<CaseFacts>, now: string) =>
  need(clocksOf({ ...accepted, ...facts }, china, at(now)).legal);
const promisedOf = (facts: Partial<CaseFacts>, now: string) =>
  need(clocksOf({ ...accepted, ...facts }, china, at(now)).promised);

function need(clock: CaseClock | undefined): CaseClock {
  assert.ok(clock);
  return clock;
}

test("A01 an act at 23:59 and one at 00:01 of the same Beijing day start the same limit", () => {
  const late = legalOf({ acceptedAt: at("03-04 23:59:59.999") }, "03-05");
  const early = legalOf({ submittedAt: at("03-04 00:01"), acceptedAt: at("03-04 00:01") }, "03-05");
  assert.equal(late.dueOn, "2026-03-18");
  assert.equal(early.dueOn, "2026-03-18");
  assert.equal(legalOf({ acceptedAt: at("03-05 00:00") }, "03-05").dueOn, "2026-03-19");
});

test("A02 a case accepted on a Saturday counts from Monday", () => {
  const clock = legalOf({ acceptedAt: at("03-07"), legal: wd(1) }, "03-07");
  assert.deepEqual([clock.startedOn, clock.dueOn, clock.left], ["2026-03-07", "2026-03-09", 1]);
});

const corrected: CaseFacts = {
  submittedAt: at("03-02"),
  corrections: [{ requestedAt: at("03-04"), limit: wd(10), correctedAt: at("03-16") }],
  legal: wd(10),
};

test("A03 corrected materials open five new days for the answer, and silence after them counts from their receipt", () => {
  const { answer, correction } = clocksOf(corrected, china, at("03-17"));
  assert.deepEqual([answer.startedOn, answer.dueOn, answer.phase], ["2026-03-16", "2026-03-23", "running"]);
  assert.deepEqual([need(correction).dueOn, need(correction).phase], ["2026-03-18", "done"]);
  const silent = clocksOf(corrected, china, at("03-24 00:00"));
  assert.deepEqual(silent.acceptance, { on: "2026-03-16", at: at("03-16"), deemed: true, provisional: false });
  assert.equal(need(silent.legal).dueOn, "2026-03-30");
});

test("A04 a refusal to accept after the five days is void: the case was accepted on the day of receipt", () => {
  const facts: CaseFacts = { submittedAt: at("03-04"), notAcceptedAt: at("03-12 00:00"), legal: wd(10) };
  assert.deepEqual(acceptanceOf(facts, china, at("03-12 00:00")), {
    on: "2026-03-04",
    at: at("03-04"),
    deemed: true,
    provisional: false,
  });
  const inTime = { ...facts, notAcceptedAt: at("03-11 23:59:59.999") };
  assert.equal(acceptanceOf(inTime, china, at("04-30")), undefined);
  assert.equal(need(clocksOf(inTime, china, at("04-30")).legal).phase, "idle");
});

test("A04 an acceptance or a correction notice after the five days moves nothing either", () => {
  const late = clocksOf({ submittedAt: at("03-04"), acceptedAt: at("03-20"), legal: wd(10) }, china, at("03-20"));
  assert.equal(need(late.legal).dueOn, "2026-03-18");
  assert.equal(late.answer.late, true);
  const notice = { submittedAt: at("03-04"), corrections: [{ requestedAt: at("03-12"), limit: wd(5) }], legal: wd(10) };
  const after = clocksOf(notice, china, at("03-13"));
  assert.deepEqual([after.acceptance?.on, after.correction], ["2026-03-04", undefined]);
});

test("A05 a limit in calendar days may end on a Saturday", () => {
  assert.equal(legalOf({ legal: cd(3) }, "03-05").dueOn, "2026-03-07");
});

test("A06 a limit in calendar days gets back every paused day, weekends too", () => {
  const pauses = [{ from: at("03-06"), to: at("03-10"), reason: "检测" }];
  assert.equal(legalOf({ legal: cd(10), pauses }, "03-11").dueOn, "2026-03-18");
});

test("A07 a pause begun after the due day changes nothing: the case stays late", () => {
  const pauses = [{ from: at("03-19"), to: at("03-25"), reason: "听证" }];
  const clock = legalOf({ pauses }, "03-20");
  assert.deepEqual([clock.phase, clock.dueOn, clock.late, clock.pauses], ["running", "2026-03-18", true, []]);
  const onTheDay = legalOf({ pauses: [{ from: at("03-18 23:00"), to: at("03-25"), reason: "听证" }] }, "03-25");
  assert.deepEqual([onTheDay.dueOn, onTheDay.late], ["2026-03-25", false]);
});

test("A08 a pause begun on the day of acceptance gives nothing back for that day", () => {
  const pauses = [{ from: at("03-04 10:00"), to: at("03-06"), reason: "鉴定" }];
  assert.equal(legalOf({ pauses }, "03-06").dueOn, "2026-03-19");
});

test("A09 a pause begun and ended on one day stops no day", () => {
  const pauses = [{ from: at("03-10 09:00"), to: at("03-10 17:00"), reason: "检验" }];
  const clock = legalOf({ pauses }, "03-11");
  assert.deepEqual([clock.dueOn, clock.pauses], ["2026-03-18", []]);
});

test("A10 days under two pauses at once are given back once", () => {
  const pauses = [
    { from: at("03-06"), to: at("03-11"), reason: "检测" },
    { from: at("03-09"), to: at("03-12"), reason: "专家评审" },
  ];
  assert.equal(legalOf({ pauses }, "03-13").dueOn, "2026-03-24");
});

test("A11 while a pause is open there is no due day, only since when and how many days are left", () => {
  const pauses = [{ from: at("03-10"), reason: "听证" }];
  const clock = legalOf({ pauses }, "2026-06-30");
  assert.deepEqual([clock.phase, clock.stoppedSince, clock.stoppedFor], ["stopped", "2026-03-10", "听证"]);
  assert.deepEqual([clock.dueOn, clock.dueAt, clock.used, clock.left, clock.late], [undefined, undefined, 3, 7, false]);
  const again = legalOf(
    { pauses: [{ ...pauses[0], from: at("03-10"), to: at("2026-06-30"), reason: "听证" }] },
    "2026-06-30",
  );
  assert.deepEqual([again.phase, again.left], ["running", 6]);
});

test("A12 the days left leave today out, and the due day itself has none", () => {
  assert.equal(legalOf({}, "03-04").left, 10);
  assert.equal(legalOf({}, "03-17 23:00").left, 1);
  assert.equal(legalOf({}, "03-18 08:00").left, 0);
});

test("A13 one millisecond before 24:00 of the due day is in time, 24:00 is late", () => {
  assert.equal(legalOf({ decidedAt: at("03-18 23:59:59.999") }, "03-30").late, false);
  assert.equal(legalOf({ decidedAt: at("03-19 00:00") }, "03-30").late, true);
  assert.equal(legalOf({}, "03-19 00:00").late, true);
});

test("A14 a limit of 0 ends on the day of acceptance, even on a rest day", () => {
  for (const limit of [wd(0), cd(0)]) {
    const clock = legalOf({ submittedAt: at("10-01"), acceptedAt: at("10-01"), legal: limit }, "10-01");
    assert.deepEqual([clock.dueOn, clock.left, clock.late], ["2026-10-01", 0, false]);
  }
});

test("A15 an extension decided after the due day is void, one decided on it counts", () => {
  assert.equal(legalOf({ extensions: [{ decidedAt: at("03-18 23:59"), days: 10 }] }, "03-19").dueOn, "2026-04-01");
  const void_ = legalOf({ extensions: [{ decidedAt: at("03-19 00:00"), days: 10 }] }, "03-19");
  assert.deepEqual([void_.dueOn, void_.extendedDays, void_.late], ["2026-03-18", 0, true]);
  assert.equal(lastDayToExtend(accepted, china, at("03-05")), "2026-03-18");
  assert.deepEqual(extensionRoom(accepted, china, at("03-19 00:00")), { possible: false, why: "late" });
});

test("A16 an extension lengthens promise and law", () => {
  const extensions = [{ decidedAt: at("03-10"), days: 10 }];
  assert.equal(legalOf({ extensions }, "03-10").dueOn, "2026-04-01");
  assert.equal(promisedOf({ extensions }, "03-10").dueOn, "2026-03-25");
  // The promise was missed already: nothing undoes that; the law still had days.
  const late = [{ decidedAt: at("03-13"), days: 10 }];
  assert.equal(promisedOf({ extensions: late }, "03-13").late, true);
  assert.equal(legalOf({ extensions: late }, "03-13").dueOn, "2026-04-01");
});

test("A17 a pause in one branch stops the joint clock, but not the branch of the neighbour", () => {
  const facts: CaseFacts = {
    ...accepted,
    joint: true,
    branches: [
      { key: "fire", openedAt: at("03-05"), limit: wd(10) },
      { key: "air", openedAt: at("03-05"), limit: wd(5) },
    ],
    pauses: [{ from: at("03-09"), reason: "专家评审", branch: "fire" }],
  };
  const { joint, legal, branches } = clocksOf(facts, china, at("03-10"));
  assert.deepEqual([joint?.phase, legal?.phase], ["stopped", "stopped"]);
  assert.deepEqual(
    branches.map(({ branch, phase, dueOn }) => [branch, phase, dueOn]),
    [
      ["fire", "stopped", undefined],
      ["air", "running", "2026-03-12"],
    ],
  );
});

test("A18 in a year without holiday data Monday to Friday count and the due day is provisional", () => {
  const clock = legalOf({ submittedAt: at("2031-09-30"), acceptedAt: at("2031-09-30"), legal: wd(2) }, "2031-09-30");
  assert.deepEqual([clock.dueOn, clock.provisional], ["2031-10-02", true]);
});

test("A19 only counted days make a due day provisional", () => {
  const old = { submittedAt: at("2011-12-31"), acceptedAt: at("2011-12-31") };
  assert.equal(legalOf({ ...old, legal: wd(3) }, "2012-01-04").provisional, false);
  const into2027 = { submittedAt: at("12-30"), acceptedAt: at("12-30") };
  assert.equal(legalOf({ ...into2027, legal: wd(1) }, "12-31").provisional, false);
  assert.equal(legalOf({ ...into2027, legal: wd(2) }, "12-31").provisional, true);
  assert.equal(legalOf({ ...into2027, legal: cd(30) }, "12-31").provisional, false);
});

test("A20 the five days to ask for a hearing are workdays", () => {
  assert.equal(hearingDays({ toldOn: parseDay("2026-09-30") }, china).askBy?.on, "2026-10-13");
  assert.equal(hearingDays({ askedOn: parseDay("2026-03-04") }, china).holdBy?.on, "2026-04-01");
});

test("A21 the seven days' notice of a hearing are workdays", () => {
  const { announceBy } = hearingDays({ heldOn: parseDay("2026-03-18") }, china);
  assert.equal(announceBy?.on, "2026-03-09");
});

test("A22 a pause written down after the due day undoes no lateness, and what was judged before stays as it was", () => {
  const pause = { from: at("03-16"), to: at("03-20"), reason: "检测" };
  const facts = { pauses: [{ ...pause, recordedAt: at("03-19 09:00"), endRecordedAt: at("03-20") }] };
  assert.deepEqual([legalOf(facts, "03-20").dueOn, legalOf(facts, "03-20").late], ["2026-03-18", true]);
  const inTime = { pauses: [{ ...pause, recordedAt: at("03-18"), endRecordedAt: at("03-20") }] };
  assert.equal(legalOf(inTime, "03-17").phase, "running");
  assert.equal(legalOf(inTime, "03-19").phase, "stopped");
  assert.deepEqual([legalOf(inTime, "03-20").dueOn, legalOf(inTime, "03-20").late], ["2026-03-24", false]);
});

test("A22 a resumption written down days later makes nobody late for the days the clock was known to stand still", () => {
  const pauses = [{ from: at("03-17"), to: at("03-18"), reason: "检测", endRecordedAt: at("03-25") }];
  assert.equal(legalOf({ pauses }, "03-24").phase, "stopped");
  assert.deepEqual([legalOf({ pauses }, "03-25").dueOn, legalOf({ pauses }, "03-25").late], ["2026-03-25", false]);
  assert.equal(legalOf({ pauses }, "03-26").late, true);
});

test("A23 an extension may be shorter than the law allows, in joint handling the law allows 15", () => {
  assert.equal(legalOf({ extensions: [{ decidedAt: at("03-10"), days: 3 }] }, "03-10").dueOn, "2026-03-23");
  assert.deepEqual(extensionRoom(accepted, china, at("03-10")), {
    possible: true,
    mostDays: 10,
    lastDay: "2026-03-18",
  });
  const joint = { ...accepted, joint: true };
  assert.deepEqual(extensionRoom(joint, china, at("03-10")), { possible: true, mostDays: 15, lastDay: "2026-05-11" });
  const once = { ...accepted, extensions: [{ decidedAt: at("03-10"), days: 3 }] };
  assert.deepEqual(extensionRoom(once, china, at("03-11")), { possible: false, why: "extended" });
});

test("A24 lateness is told in the unit of the limit, and late is at least 1", () => {
  assert.equal(legalOf({}, "03-23").left, -3);
  assert.equal(legalOf({ legal: cd(14) }, "03-23").left, -5);
  assert.equal(legalOf({ legal: { amount: 24, unit: "h" } }, "03-05 11:30").left, -3);
  const friday = legalOf({ legal: wd(7) }, "03-14");
  assert.deepEqual([friday.dueOn, friday.late, friday.left, friday.used], ["2026-03-13", true, -1, 8]);
});

test("the README has a line for every reading, and a test names each", () => {
  const readme = readFileSync(new URL("README.md", import.meta.url), "utf8");
  const tests = readFileSync(new URL(import.meta.url), "utf8");
  for (let number = 1; number <= 24; number += 1) {
    const id = `A${String(number).padStart(2, "0")}`;
    assert.match(readme, new RegExp(`^\\| ${id} +\\|`, "m"), id);
    assert.match(tests, new RegExp(`test\\("${id} `), id);
  }
});
