import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { createCalendar, type Day, shippedYears } from "../../kernel/calendar/index.ts";
import { acceptanceOf, type CaseClock, type CaseFacts, clocksOf, deemedAcceptedOn } from "./index.ts";

const china = createCalendar(shippedYears);
/** An instant in Beijing: `03-04 15:30` of 2026 when the year is left out. */
const at = (text: string) => {
  const [day = "", time = "09:00:00.000"] = text.split(" ");
  return new Date(`${day.length === 5 ? `2026-${day}` : day}T${time}+08:00`);
};
const wd = (amount: number) => ({ amount, unit: "wd" as const });

/** Wednesday 4 March 2026: received and accepted; law 10 workdays (18 March), promise 5 (11 March). */
const accepted: CaseFacts = { submittedAt: at("03-04"), acceptedAt: at("03-04"), legal: wd(10), promised: wd(5) };
const legalOf = (facts: Partial<CaseFacts>, now: string) =>
  need(clocksOf({ ...accepted, ...facts }, china, at(now)).legal);

function need(clock: CaseClock | undefined): CaseClock {
  assert.ok(clock);
  return clock;
}

const corrected: CaseFacts = {
  submittedAt: at("03-02"),
  corrections: [{ requestedAt: at("03-04"), limit: wd(10), correctedAt: at("03-16") }],
  legal: wd(10),
};

test("silence makes the case accepted as the sixth workday begins, and the job knows when", () => {
  const facts: CaseFacts = { submittedAt: at("09-29"), legal: wd(10) };
  // National Day 1 to 7 October; 10 October is a make-up Saturday.
  assert.deepEqual(deemedAcceptedOn(facts, china), {
    dueOn: "2026-10-12" as Day,
    at: at("10-13 00:00"),
    startsOn: "2026-09-29" as Day,
    provisional: false,
  });
  assert.equal(acceptanceOf(facts, china, at("10-12 23:59:59.999")), undefined);
  assert.equal(acceptanceOf(facts, china, at("10-13 00:00"))?.deemed, true);
});

test("no silence can be held against an office that asked for a correction, until the corrected materials are in", () => {
  const asked = { submittedAt: at("03-04"), corrections: [{ requestedAt: at("03-06"), limit: wd(10) }] };
  assert.equal(deemedAcceptedOn(asked, china), undefined);
  assert.equal(acceptanceOf(asked, china, at("2026-12-01")), undefined);
  assert.equal(deemedAcceptedOn(corrected, china)?.dueOn, "2026-03-23");
  assert.equal(deemedAcceptedOn({ ...accepted }, china), undefined);
});

test("a limit in months ends on the same date, on the last day of a shorter month, and is told in calendar days", () => {
  const months = (amount: number) => ({ amount, unit: "m" as const });
  const clock = legalOf({ legal: months(2) }, "03-05");
  assert.deepEqual([clock.dueOn, clock.days, clock.left, clock.countedIn], ["2026-05-04", 61, 60, "cd"]);
  const january = { submittedAt: at("01-31"), acceptedAt: at("01-31"), legal: months(1) };
  assert.equal(legalOf(january, "02-01").dueOn, "2026-02-28");
  assert.equal(legalOf({ ...january, legal: months(13) }, "02-01").dueOn, "2027-02-28");
});

test("a limit in hours ends at its hour, and a pause gives its exact time back", () => {
  const day = { legal: { amount: 24, unit: "h" as const } };
  assert.deepEqual(legalOf(day, "03-04").dueAt, at("03-05"));
  assert.deepEqual([legalOf(day, "03-04 09:30").left, legalOf(day, "03-05 08:30").left], [23, 0]);
  assert.equal(legalOf(day, "03-05 09:00").late, true);
  const pauses = [{ from: at("03-04 12:00"), to: at("03-04 15:30"), reason: "检验" }];
  assert.deepEqual(legalOf({ ...day, pauses }, "03-04 16:00").dueAt, at("03-05 12:30"));
});

test("the decision ends promise and law and starts ten days of delivery", () => {
  const facts: CaseFacts = { ...accepted, decidedAt: at("03-10") };
  const { legal, delivery } = clocksOf(facts, china, at("03-12"));
  assert.deepEqual([legal?.phase, legal?.endedOn, legal?.used, legal?.left], ["done", "2026-03-10", 4, 6]);
  assert.deepEqual([delivery?.startedOn, delivery?.dueOn, delivery?.left], ["2026-03-10", "2026-03-24", 8]);
  const stricter = clocksOf({ ...facts, delivery: wd(3), deliveredAt: at("03-16") }, china, at("03-20"));
  assert.deepEqual([stricter.delivery?.dueOn, stricter.delivery?.late], ["2026-03-13", true]);
});

test("a case withdrawn stops every clock, one decided in a pause is not late", () => {
  const withdrawn = clocksOf({ ...accepted, closedAt: at("03-06") }, china, at("12-01"));
  assert.deepEqual(
    withdrawn.all.map(({ phase, late }) => [phase, late]),
    [
      ["done", false],
      ["done", false],
      ["done", false],
    ],
  );
  const pauses = [{ from: at("03-10"), reason: "检测" }];
  const decided = legalOf({ pauses, decidedAt: at("05-20") }, "05-30");
  assert.deepEqual([decided.phase, decided.late, decided.dueOn], ["done", false, "2026-05-28"]);
});

test("joint handling has 45 days and 15 more, one clock for the case; a lower body 20 of its own", () => {
  const facts: CaseFacts = {
    submittedAt: at("03-04"),
    acceptedAt: at("03-04"),
    joint: true,
    extensions: [{ decidedAt: at("04-01"), days: 15 }],
    firstExamination: { acceptedAt: at("03-02"), sentUpAt: at("03-04") },
  };
  const { joint, firstExamination } = clocksOf(facts, china, at("04-02"));
  assert.deepEqual([joint?.days, joint?.extendedDays, joint?.dueOn], [60, 15, "2026-06-01"]);
  assert.deepEqual([firstExamination?.dueOn, firstExamination?.phase], ["2026-03-30", "done"]);
});

test("several pauses before the due day each move it, also one that begins only because the first one moved it", () => {
  const pauses = [
    { from: at("03-17"), to: at("03-24"), reason: "检测" },
    { from: at("03-24"), to: at("03-26"), reason: "专家评审" },
  ];
  assert.equal(legalOf({ pauses }, "03-30").dueOn, "2026-03-27");
  const [testing, experts] = pauses;
  assert.ok(testing && experts);
  const second = legalOf({ pauses: [testing, { from: experts.from, reason: "专家评审" }] }, "03-25");
  assert.deepEqual([second.phase, second.stoppedSince, second.left], ["stopped", "2026-03-17", 2]);
});

test("the README's example stands as it says: stopped since 10 March for a hearing, 3 days used, 7 left", () => {
  const readme = readFileSync(new URL("README.md", import.meta.url), "utf8");
  const said = /\/\/ legal: (\{[^}]*\})/.exec(readme)?.[1] ?? "";
  const pauses = [{ from: at("03-10"), reason: "听证" }];
  const { phase, stoppedSince, stoppedFor, used, left } = legalOf({ pauses }, "06-30");
  const now = `{ phase: "${phase}", stoppedSince: "${stoppedSince}", stoppedFor: "${stoppedFor}", used: ${used}, left: ${left}, … }`;
  assert.equal(said, now);
});
