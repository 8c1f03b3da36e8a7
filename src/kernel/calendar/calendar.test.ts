import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import vectors from "./examples/test-vectors.json" with { type: "json" };
import {
  addCalendarDays,
  addWorkdays,
  type Calendar,
  type CalendarDay,
  createCalendar,
  type Day,
  daysLeft,
  dueOn,
  endOf,
  factsOfDay,
  isOverdue,
  isWorkday,
  type LimitUnit,
  parseDay,
  readHolidayList,
  shippedYears,
  workdaysBetween,
} from "./index.ts";

const china = createCalendar(shippedYears);
const day = parseDay;

/** Random years with random holidays and make-up days, some years without data, and local days put over them. */
const anyCalendar = fc
  .record({
    years: fc.uniqueArray(fc.integer({ min: 2020, max: 2026 }), { maxLength: 6 }),
    days: fc.array(
      fc.record({
        offset: fc.nat(2556),
        kind: fc.constantFrom("holiday" as const, "makeup" as const),
        local: fc.boolean(),
      }),
      { maxLength: 300 },
    ),
  })
  .map(({ years, days }) => {
    const announced = new Map<Day, CalendarDay>();
    const local: CalendarDay[] = [];
    for (const { offset, kind, local: isLocal } of days) {
      const one = { day: addCalendarDays(day("2020-01-01"), offset), kind, name: "试" };
      if (isLocal) local.push(one);
      else announced.set(one.day, one);
    }
    const ofYear = (year: number) => [...announced.values()].filter((one) => one.day.startsWith(`${year}-`));
    const calendar = createCalendar(
      years.map((year) => ({ year, days: ofYear(year) })),
      local,
    );
    return { calendar, years, announced, local };
  });
type Made = typeof anyCalendar extends fc.Arbitrary<infer Value> ? Value : never;
const anyDay = fc.integer({ min: -40, max: 2600 }).map((days) => addCalendarDays(day("2020-01-01"), days));

/** The plain answer, from the rows themselves: local row, else announced row of a known year, else the week. */
function plainlyWorkday(one: Day, made: Made): boolean {
  const local = made.local.findLast((row) => row.day === one);
  const known = made.years.includes(Number(one.slice(0, 4)));
  const row = local ?? (known ? made.announced.get(one) : undefined);
  if (row) return row.kind === "makeup";
  return ![0, 6].includes(new Date(`${one}T00:00:00Z`).getUTCDay());
}

/** Walks day by day, noting whether any day walked over lies in a year without data. */
function plainlyAdd(start: Day, days: number, made: Made): { on: Day; provisional: boolean } {
  const step = Math.sign(days);
  let on = start;
  let provisional = false;
  for (let left = Math.abs(days); left > 0; ) {
    on = addCalendarDays(on, step);
    if (!made.years.includes(Number(on.slice(0, 4)))) provisional = true;
    if (plainlyWorkday(on, made)) left -= 1;
  }
  return { on, provisional };
}

test("adding workdays gives what walking day by day gives, over any calendar, forwards and backwards", () => {
  fc.assert(
    fc.property(anyCalendar, anyDay, fc.integer({ min: -120, max: 400 }), (made, start, days) => {
      assert.deepEqual(addWorkdays(start, days, made.calendar), plainlyAdd(start, days, made));
    }),
    { numRuns: 400 },
  );
});

test("workdays between two days are those met on the walk, and neighbouring stretches add up", () => {
  fc.assert(
    fc.property(anyCalendar, anyDay, anyDay, anyDay, (made, a, b, c) => {
      const [from, to] = a <= b ? [a, b] : [b, a];
      let days = 0;
      let provisional = false;
      for (let one = from; one < to; one = addCalendarDays(one, 1)) {
        if (plainlyWorkday(one, made)) days += 1;
        if (!made.years.includes(Number(one.slice(0, 4)))) provisional = true;
      }
      assert.deepEqual(workdaysBetween(from, to, made.calendar), { days, provisional });
      const count = (x: Day, y: Day) => workdaysBetween(x, y, made.calendar).days;
      assert.equal(count(a, b) + count(b, c), count(a, c));
    }),
  );
});

test("a due day in workdays is a workday, and on the day of start exactly the limit is left", () => {
  fc.assert(
    fc.property(anyCalendar, anyDay, fc.integer({ min: 1, max: 90 }), (made, start, days) => {
      const due = dueOn(start, { days, unit: "wd" }, made.calendar);
      assert.equal(isWorkday(due.on, made.calendar), true);
      assert.equal(daysLeft(start, due.on, "wd", made.calendar).days, days);
    }),
  );
});

for (const vector of vectors.workingDays) {
  test(`accepted ${vector.accepted}, ${vector.limit} ${vector.unit}: ${vector.why}`, () => {
    const limit = { days: vector.limit, unit: vector.unit as LimitUnit };
    let due = dueOn(day(vector.accepted), limit, china).on;
    for (const [from = "", to = ""] of vector.suspended ?? []) {
      due = addWorkdays(due, workdaysBetween(day(from), day(to), china).days, china).on;
    }
    assert.equal(due, vector.due);
  });
}

test("the shipped years know the holidays and make-up days of 2012 to 2026", () => {
  assert.deepEqual(
    [...china.years],
    Array.from({ length: 15 }, (_, index) => 2012 + index),
  );
  assert.deepEqual(factsOfDay(day("2026-02-17"), china), {
    kind: "holiday",
    name: "春节",
    workday: false,
    provisional: false,
  });
  assert.equal(factsOfDay(day("2026-02-14"), china).kind, "makeup");
  assert.equal(factsOfDay(day("2026-03-07"), china).kind, "weekend");
  assert.equal(factsOfDay(day("2026-03-06"), china).kind, "workday");
  // Workdays of a year by the yearly notices: 365 or 366 less weekends and holidays, plus make-up days.
  const ofYear = (year: number) => workdaysBetween(day(`${year}-01-01`), day(`${year + 1}-01-01`), china).days;
  assert.deepEqual([2023, 2024, 2025, 2026].map(ofYear), [249, 251, 248, 248]);
});

test("a limit over the long holiday of spring 2026 counts the make-up Saturdays", () => {
  assert.equal(dueOn(day("2026-02-13"), { days: 1, unit: "wd" }, china).on, "2026-02-14");
  assert.equal(dueOn(day("2026-02-13"), { days: 2, unit: "wd" }, china).on, "2026-02-24");
  assert.equal(dueOn(day("2026-02-27"), { days: 1, unit: "wd" }, china).on, "2026-02-28");
});

test("reading A02: a limit may start on a rest day; counting begins with the next workday", () => {
  assert.equal(dueOn(day("2026-03-07"), { days: 1, unit: "wd" }, china).on, "2026-03-09");
  assert.equal(dueOn(day("2026-10-01"), { days: 1, unit: "wd" }, china).on, "2026-10-08");
  assert.deepEqual(
    dueOn(day("2026-03-07"), { days: 5, unit: "wd" }, china),
    dueOn(day("2026-03-06"), { days: 5, unit: "wd" }, china),
  );
});

test("reading A05: a due day in calendar days may be a rest day", () => {
  assert.deepEqual(dueOn(day("2026-03-04"), { days: 3, unit: "cd" }, china), { on: "2026-03-07", provisional: false });
  assert.equal(isWorkday(day("2026-03-07"), china), false);
});

test("reading A12: days left leave today out, in workdays and in calendar days", () => {
  const due = day("2026-03-11");
  assert.equal(daysLeft(day("2026-03-04"), due, "wd", china).days, 5);
  assert.equal(daysLeft(day("2026-03-10"), due, "wd", china).days, 1);
  assert.equal(daysLeft(due, due, "wd", china).days, 0);
  assert.equal(daysLeft(day("2026-03-04"), due, "cd", china).days, 7);
});

test("reading A13: exactly 24:00 of the due day is late, a moment before is not", () => {
  const due = day("2026-03-11");
  assert.equal(isOverdue(due, new Date("2026-03-11T15:59:59.999Z")), false);
  assert.equal(isOverdue(due, new Date("2026-03-11T16:00:00.000Z")), true);
  assert.equal(isOverdue(due, endOf(due)), true);
});

test("reading A14: a limit of 0 ends on that day, even a rest day, and counts no day that could be unknown", () => {
  for (const unit of ["wd", "cd"] as const) {
    assert.deepEqual(dueOn(day("2026-10-01"), { days: 0, unit }, china), { on: "2026-10-01", provisional: false });
    assert.deepEqual(dueOn(day("2031-01-04"), { days: 0, unit }, china), { on: "2031-01-04", provisional: false });
  }
});

test("reading A18: in a year without holiday data Monday to Friday are workdays and the result is provisional", () => {
  assert.deepEqual(dueOn(day("2031-09-30"), { days: 2, unit: "wd" }, china), { on: "2031-10-02", provisional: true });
  assert.deepEqual(dueOn(day("2031-10-03"), { days: 1, unit: "wd" }, china), { on: "2031-10-06", provisional: true });
  assert.deepEqual(workdaysBetween(day("2031-10-01"), day("2031-10-08"), china), { days: 5, provisional: true });
  assert.equal(factsOfDay(day("2031-10-01"), china).provisional, true);
});

test("reading A19: provisional looks only at the counted days", () => {
  // The day of start lies in a year without data but is not counted.
  assert.deepEqual(addWorkdays(day("2011-12-31"), 3, china), { on: "2012-01-06", provisional: false });
  // A Saturday on the way could have been a make-up day: it was counted over, so it matters (2011-12-31 was one).
  assert.equal(addWorkdays(day("2011-12-30"), 3, china).provisional, true);
  // The last day of a known year is enough; one day further is not.
  assert.deepEqual(addWorkdays(day("2026-12-30"), 1, china), { on: "2026-12-31", provisional: false });
  assert.deepEqual(addWorkdays(day("2026-12-31"), 1, china), { on: "2027-01-01", provisional: true });
  // The day that ends a stretch is not counted.
  assert.deepEqual(workdaysBetween(day("2026-12-28"), day("2027-01-01"), china), { days: 4, provisional: false });
  assert.equal(workdaysBetween(day("2026-12-28"), day("2027-01-02"), china).provisional, true);
  // Calendar days need no holiday data.
  assert.equal(dueOn(day("2026-12-31"), { days: 30, unit: "cd" }, china).provisional, false);
});

test("reading A24: lateness is told in the unit of the limit", () => {
  assert.equal(daysLeft(day("2026-03-16"), day("2026-03-11"), "wd", china).days, -3);
  assert.equal(daysLeft(day("2026-03-16"), day("2026-03-11"), "cd", china).days, -5);
  assert.equal(daysLeft(day("2026-03-15"), day("2026-03-13"), "wd", china).days, 0, "a weekend after the due day");
});

test("a typhoon day of this place is put over the week, and does not make a year known", () => {
  const typhoon: CalendarDay = { day: day("2031-09-05"), kind: "holiday", name: "台风停课停工" };
  const calendar = createCalendar(shippedYears, [typhoon]);
  assert.deepEqual(addWorkdays(day("2031-09-04"), 1, calendar), { on: "2031-09-08", provisional: true });
  assert.equal(factsOfDay(typhoon.day, calendar).name, "台风停课停工");
  assert.equal(calendar.years.has(2031), false);
});

test("a local row undoes a national holiday or make-up day, and of two local rows the later one wins", () => {
  const local: CalendarDay[] = [
    { day: day("2026-10-07"), kind: "makeup", name: "抗洪加班" },
    { day: day("2026-10-10"), kind: "holiday", name: "省里放假" },
    { day: day("2026-10-10"), kind: "makeup", name: "市里上班" },
  ];
  const calendar = createCalendar(shippedYears, local);
  assert.equal(isWorkday(day("2026-10-07"), calendar), true);
  assert.equal(isWorkday(day("2026-10-10"), calendar), true);
  assert.equal(workdaysBetween(day("2026-10-01"), day("2026-10-11"), calendar).days, 4);
});

test("holiday data that contradict themselves are refused", () => {
  const refused = { name: "HallError", code: "calendar/bad-holidays" };
  assert.throws(() => readHolidayList(2027, { holidays: { "02-29": "春节" }, makeup: [] }), refused);
  assert.throws(() => readHolidayList(2027, { holidays: { "01-01": "元旦" }, makeup: ["01-01"] }), refused);
  const newYear: CalendarDay = { day: day("2027-01-01"), kind: "holiday", name: "元旦" };
  assert.throws(() => createCalendar([{ year: 2026, days: [newYear] }]), refused);
  assert.throws(() => createCalendar([{ year: 2027, days: [newYear, newYear] }]), refused);
});

test("half days and negative limits are a defect, not a due day", () => {
  const refuse = (work: (calendar: Calendar) => unknown) => assert.throws(() => work(china), RangeError);
  refuse((calendar) => addWorkdays(day("2026-03-04"), 1.5, calendar));
  refuse((calendar) => dueOn(day("2026-03-04"), { days: -1, unit: "wd" }, calendar));
  refuse((calendar) => dueOn(day("2026-03-04"), { days: 0.5, unit: "cd" }, calendar));
  refuse((calendar) => addWorkdays(day("9999-12-30"), 3, calendar));
});
