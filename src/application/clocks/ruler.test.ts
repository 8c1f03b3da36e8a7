import assert from "node:assert/strict";
import { test } from "node:test";
import { createCalendar, shippedYears } from "../../kernel/calendar/index.ts";
import { limitNote, limitSays, type RailData, type ShownLimit } from "../../ui/index.ts";
import { type CaseClock, type CaseFacts, clocksOf, heldWorkdays, railOf, rulerOf } from "./index.ts";

const china = createCalendar(shippedYears);
const at = (text: string) => new Date(`2026-${text}:00+08:00`);
const facts: CaseFacts = {
  submittedAt: at("11-09T09:12"),
  acceptedAt: at("11-13T10:00"),
  legal: { amount: 20, unit: "wd" },
  promised: { amount: 7, unit: "wd" },
};

function shown(clock: CaseClock | undefined, now: Date): ShownLimit {
  assert.ok(clock);
  const ruler: ShownLimit | undefined = rulerOf(clock, now);
  assert.ok(ruler);
  return ruler;
}

test("the ruler of a running promise says what the page of the case says", () => {
  const now = at("11-20T15:00");
  const ruler = shown(clocksOf(facts, china, now).promised, now);
  assert.equal(limitSays(ruler), "剩 2 个工作日");
  assert.equal(limitNote(ruler), "11月24日（星期二）前 · 已用 5 天");
});

test("a stopped clock says since when it stands and for what", () => {
  const now = at("11-20T15:00");
  const pauses = [{ from: at("11-17T09:00"), reason: "专家评审" }];
  const ruler = shown(clocksOf({ ...facts, pauses }, china, now).legal, now);
  assert.equal(limitNote(ruler), "专家评审，第 4 天，不计时 · 已用 1 天");
});

test("a late clock goes past its ruler, on a rest day after the due day too", () => {
  const now = at("11-28T10:00");
  const ruler = shown(clocksOf({ ...facts, promised: { amount: 10, unit: "wd" } }, china, now).promised, now);
  assert.equal(limitSays(ruler), "超 1 个工作日");
});

test("a limit in hours has no ruler", () => {
  const now = at("11-13T12:00");
  const { legal } = clocksOf({ ...facts, legal: { amount: 24, unit: "h" } }, china, now);
  assert.equal(legal && rulerOf(legal, now), undefined);
});

test("the rail has every day from receipt to the last due day, with what happened on them", () => {
  const now = at("11-20T15:00");
  const pauses = [
    { from: at("11-17T09:00"), to: at("11-19T09:00"), reason: "专家评审" },
    { from: at("11-16T09:00"), to: at("11-16T18:00"), reason: "检测" },
  ];
  const paused: CaseFacts = { ...facts, pauses };
  const rail: RailData = railOf(paused, clocksOf(paused, china, now), china, now);
  assert.deepEqual(
    [rail.days[0]?.on, rail.days.at(-1)?.on, rail.promisedOn],
    ["2026-11-09", "2026-12-15", "2026-11-26"],
  );
  assert.equal(rail.days.length, 37);
  assert.deepEqual(rail.pauses, [{ from: "2026-11-17", to: "2026-11-18", reason: "专家评审" }]);
  assert.deepEqual(rail.marks, [
    { on: "2026-11-09", word: "收件" },
    { on: "2026-11-13", word: "受理" },
  ]);
});

test("a task taken today has been held for no workday, one taken on Friday since Monday for one", () => {
  assert.equal(heldWorkdays(at("11-20T09:00"), at("11-20T15:00"), china), 0);
  assert.equal(heldWorkdays(at("11-20T09:00"), at("11-23T08:00"), china), 1);
});
