import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import {
  addCalendarDays,
  calendarDaysBetween,
  dayOf,
  endOf,
  formatDate,
  formatDay,
  formatDueOn,
  formatInstant,
  formatLimit,
  isDay,
  parseDay,
  startOf,
  weekdayOf,
} from "./index.ts";

const anyDay = fc
  .integer({ min: -300_000, max: 2_900_000 })
  .map((days) => addCalendarDays(parseDay("1970-01-01"), days));
/** 1992 to 2100: where Beijing time is UTC+8 by the tz database as well. */
const anyInstant = fc.date({
  min: new Date("1992-01-01T00:00:00Z"),
  max: new Date("2100-01-01T00:00:00Z"),
  noInvalidDate: true,
});

test("a day is a day that exists, written with four, two and two digits", () => {
  assert.equal(parseDay(" 2024-02-29 "), "2024-02-29");
  for (const wrong of [
    "2023-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-04-31",
    "2026-1-1",
    "20260101",
    "",
    "0999-01-01",
  ]) {
    assert.equal(isDay(wrong), false, wrong);
    assert.throws(() => parseDay(wrong), { name: "HallError", kind: "invalid", code: "calendar/bad-day" });
  }
});

test("reading A01: an act counts on its Beijing day, whatever the hour", () => {
  assert.equal(dayOf(new Date("2026-03-04T15:59:59.999Z")), "2026-03-04");
  assert.equal(dayOf(new Date("2026-03-04T16:00:00.000Z")), "2026-03-05");
  assert.equal(startOf(parseDay("2026-03-05")).toISOString(), "2026-03-04T16:00:00.000Z");
  assert.equal(endOf(parseDay("2026-03-05")).toISOString(), "2026-03-05T16:00:00.000Z");
});

test("the Beijing day of any instant since 1992 is the one the time zone database says", () => {
  const zone = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short" });
  fc.assert(fc.property(anyInstant, (instant) => assert.equal(dayOf(instant), zone.format(instant))));
});

test("a day begins and ends on itself, and ends where the next begins", () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      assert.equal(dayOf(startOf(day)), day);
      assert.equal(dayOf(new Date(endOf(day).getTime() - 1)), day);
      assert.deepEqual(endOf(day), startOf(addCalendarDays(day, 1)));
    }),
  );
});

test("calendar days added are the calendar days between, and text order is day order", () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -50_000, max: 20_000 }), (day, days) => {
      const other = addCalendarDays(day, days);
      assert.equal(calendarDaysBetween(day, other), days);
      assert.equal(other < day, days < 0);
      assert.equal(isDay(other), true);
    }),
  );
});

test("no day is made beyond the year 9999, from half days or from an invalid date", () => {
  assert.throws(() => addCalendarDays(parseDay("9999-12-31"), 1), RangeError);
  assert.throws(() => addCalendarDays(parseDay("2026-01-01"), 0.5), RangeError);
  assert.throws(() => dayOf(new Date(Number.NaN)), RangeError);
});

test("days, instants and limits are written for people as the pages show them", () => {
  assert.equal(formatDay(parseDay("2026-11-24")), "11月24日（星期二）");
  assert.equal(formatDay(parseDay("2026-11-01"), { year: true }), "2026年11月1日（星期日）");
  assert.equal(formatDate(parseDay("2026-01-05"), { year: true }), "2026年1月5日");
  assert.equal(formatInstant(new Date("2026-11-24T07:04:59Z")), "11月24日 15:04");
  assert.equal(formatInstant(new Date("2026-12-31T16:00:00Z"), { year: true }), "2027年1月1日 00:00");
  assert.equal(formatDueOn({ on: parseDay("2027-01-06"), provisional: true }), "1月6日（星期三，暂定）");
  assert.equal(formatDueOn({ on: parseDay("2026-11-24"), provisional: false }), "11月24日（星期二）");
  assert.equal(formatLimit({ days: 7, unit: "wd" }), "7 个工作日");
  assert.equal(formatLimit({ days: 15, unit: "cd" }), "15 个自然日");
});

test("the weekday of any day is the one the platform says", () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      const sunday0 = new Date(`${day}T00:00:00Z`).getUTCDay();
      assert.equal(weekdayOf(day), sunday0 === 0 ? 7 : sunday0);
    }),
  );
});
