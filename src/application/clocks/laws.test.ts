import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  addCalendarDays,
  type Calendar,
  type CalendarDay,
  createCalendar,
  type Day,
  dayOf,
  isWorkday,
  parseDay,
  startOf,
} from "../../kernel/calendar/index.ts";
import { acceptanceOf, type CaseFacts, type CaseLimit, clocksOf, deemedAcceptedOn, type PauseFact } from "./index.ts";

const ORIGIN = parseDay("2024-12-01");
/** A moment so many quarter days after the origin; half of them fall on the edges of days. */
const momentOf = (quarters: number) => new Date(startOf(ORIGIN).getTime() + quarters * 21_600_000);
const anyMoment = (most: number) => fc.nat(most * 4).map(momentOf);

/** Random holidays and make-up days over two known years and a year without data before and after them. */
const anyCalendar = fc
  .uniqueArray(fc.record({ offset: fc.nat(420), makeup: fc.boolean() }), {
    maxLength: 120,
    selector: (day) => day.offset,
  })
  .map((days) => {
    const rows = days.map(({ offset, makeup }): CalendarDay => {
      return { day: addCalendarDays(ORIGIN, offset), kind: makeup ? "makeup" : "holiday", name: "试" };
    });
    const ofYear = (year: number) => ({ year, days: rows.filter(({ day }) => day.startsWith(`${year}`)) });
    return createCalendar(
      [ofYear(2025)],
      rows.filter(({ day }) => !day.startsWith("2025")),
    );
  });

const anyPause: fc.Arbitrary<PauseFact> = fc
  .record({
    from: fc.nat(240),
    length: fc.option(fc.nat(120), { nil: undefined }),
    late: fc.option(fc.nat(60), { nil: undefined }),
  })
  .map(({ from, length, late }) => ({
    from: momentOf(from),
    reason: "检测",
    ...(length !== undefined && { to: momentOf(from + length) }),
    ...(late !== undefined && {
      recordedAt: momentOf(from + late),
      endRecordedAt: momentOf(from + late + (length ?? 0)),
    }),
  }));

const anyCase = fc.record({
  calendar: anyCalendar,
  start: fc.nat(80),
  limit: fc.record({ amount: fc.integer({ min: 0, max: 25 }), unit: fc.constantFrom("wd" as const, "cd" as const) }),
  pauses: fc.array(anyPause, { maxLength: 5 }),
  extensions: fc.array(fc.record({ decidedAt: anyMoment(80), days: fc.integer({ min: 1, max: 15 }) }), {
    maxLength: 2,
  }),
  ended: fc.option(anyMoment(100), { nil: undefined }),
  now: anyMoment(130),
});

/** `to` is the day of resumption, `knownTo` the day it was written down. */
interface Known {
  pauses: { from: Day; to: Day | undefined; knownTo: Day | undefined }[];
  extra: number;
}

/**
 * The law, walked day by day: a running day that counts uses one of the days left; the first day on which none is left and
 * the clock is not known to stand still is the due day. A clock that stands still at `until` has none.
 */
function walk(start: Day, limit: CaseLimit, known: Known, calendar: Calendar, until: Day) {
  let left = limit.amount + known.extra;
  let provisional = false;
  for (let day = start; ; day = addCalendarDays(day, 1)) {
    const begun = known.pauses.filter(({ from }) => from <= day);
    if (day >= until && begun.some(({ to }) => to === undefined)) return { stopped: true as const, left };
    const paused = begun.some(({ to }) => to === undefined || day < to);
    const waits = paused || begun.some(({ knownTo }) => knownTo !== undefined && day < knownTo);
    if (limit.unit === "wd" && day > start && !calendar.years.has(Number(day.slice(0, 4)))) provisional = true;
    if (day > start && !paused && (limit.unit === "cd" || isWorkday(day, calendar))) left = Math.max(0, left - 1);
    if (left === 0 && !waits) return { stopped: false as const, dueOn: day, provisional };
  }
}

/** Takes the records one by one as they were written down, each only if the limit had not ended before it. */
function plainly(
  made: { calendar: Calendar; limit: CaseLimit; pauses: PauseFact[]; extensions: { decidedAt: Date; days: number }[] },
  start: Day,
  by: Date,
) {
  const records = [
    ...made.pauses.map((pause) => ({ at: pause.recordedAt ?? pause.from, pause, days: 0 })),
    ...made.extensions.map(({ decidedAt, days }) => ({ at: decidedAt, pause: undefined, days })),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
  const taken: typeof records = [];
  const knownAt = (at: Date): Known => ({
    pauses: taken.flatMap(({ pause }) => {
      if (!pause) return [];
      const written = pause.endRecordedAt ?? pause.to;
      const over = pause.to && written && pause.to <= at && written <= at;
      const to = over && pause.to ? dayOf(pause.to) : undefined;
      return [{ from: dayOf(pause.from), to, knownTo: over && written ? dayOf(written) : undefined }];
    }),
    extra: taken.reduce((sum, { days }) => sum + days, 0),
  });
  for (const record of records) {
    if (record.at > by || (record.pause && record.pause.from > by)) continue;
    const known = knownAt(record.at);
    const open = known.pauses.some(({ to }) => to === undefined);
    const end = open ? undefined : walk(start, made.limit, known, made.calendar, dayOf(record.at));
    if (end && !end.stopped && dayOf(record.at) > end.dueOn) continue;
    taken.push(record);
  }
  return knownAt(by);
}

test("[C22] due days, days left and lateness agree with a plain walk over random calendars, pauses and extensions", () => {
  const seen = { stopped: 0, late: 0, moved: 0, provisional: 0 };
  fc.assert(
    fc.property(anyCase, (made) => {
      const acceptedAt = momentOf(made.start);
      const start = dayOf(acceptedAt);
      fc.pre(made.now >= acceptedAt && (!made.ended || made.ended >= acceptedAt));
      const facts: CaseFacts = {
        submittedAt: acceptedAt,
        acceptedAt,
        legal: made.limit,
        pauses: made.pauses,
        extensions: made.extensions,
        decidedAt: made.ended,
      };
      const clock = clocksOf(facts, made.calendar, made.now).legal;
      assert.ok(clock);
      const ended = made.ended && made.ended <= made.now ? made.ended : undefined;
      const by = ended ?? made.now;
      const today = dayOf(by);
      const known = plainly(made, start, by);
      if (ended) for (const pause of known.pauses) if (pause.to === undefined) pause.to = pause.knownTo = today;
      const expected = walk(start, made.limit, known, made.calendar, today);
      const open = known.pauses.some(({ to }) => to === undefined);
      assert.equal(clock.phase, ended ? "done" : open ? "stopped" : "running");
      assert.equal(clock.days, made.limit.amount + known.extra);
      if (open) {
        seen.stopped += 1;
        assert.ok(expected.stopped);
        assert.deepEqual([clock.dueOn, clock.left, clock.late], [undefined, expected.left, false]);
        return;
      }
      assert.ok(!expected.stopped);
      assert.equal(clock.dueOn, expected.dueOn);
      assert.equal(clock.provisional, expected.provisional);
      assert.equal(clock.late, today > expected.dueOn);
      let between = 0;
      const [from, to] = today <= expected.dueOn ? [today, expected.dueOn] : [expected.dueOn, today];
      for (let day = addCalendarDays(from, 1); day <= to; day = addCalendarDays(day, 1)) {
        if (made.limit.unit === "cd" || isWorkday(day, made.calendar)) between += 1;
      }
      if (made.limit.amount > 0) assert.equal(clock.left, today > expected.dueOn ? -Math.max(1, between) : between);
      assert.equal(clock.used + clock.left, clock.days);
      if (clock.late) seen.late += 1;
      if (known.pauses.length > 0) seen.moved += 1;
      if (clock.provisional) seen.provisional += 1;
    }),
    { numRuns: 3000 },
  );
  // The cases are not all alike: each kind was met often.
  for (const [kind, times] of Object.entries(seen)) assert.ok(times > 150, `${kind} ${times}`);
});

test("what was judged at a moment is not changed by anything recorded later", () => {
  fc.assert(
    fc.property(anyCase, anyPause, fc.nat(60), (made, later, gap) => {
      const acceptedAt = momentOf(made.start);
      fc.pre(made.now >= acceptedAt);
      const after = new Date(made.now.getTime() + (gap + 1) * 3_600_000);
      const facts: CaseFacts = { submittedAt: acceptedAt, acceptedAt, legal: made.limit, pauses: made.pauses };
      const more: CaseFacts = {
        ...facts,
        pauses: [...made.pauses, { ...later, recordedAt: after, endRecordedAt: after }],
        extensions: [{ decidedAt: after, days: 5 }],
        decidedAt: after,
      };
      assert.deepEqual(clocksOf(more, made.calendar, made.now).legal, clocksOf(facts, made.calendar, made.now).legal);
    }),
    { numRuns: 600 },
  );
});

test("a case that is late never stops being late, whatever is written down afterwards", () => {
  fc.assert(
    fc.property(anyCase, fc.nat(400), (made, hours) => {
      const acceptedAt = momentOf(made.start);
      fc.pre(made.now >= acceptedAt);
      const { calendar, limit: legal, pauses, extensions } = made;
      const facts: CaseFacts = { submittedAt: acceptedAt, acceptedAt, legal, pauses, extensions };
      fc.pre(clocksOf(facts, calendar, made.now).legal?.late === true);
      const then = new Date(made.now.getTime() + hours * 3_600_000);
      assert.equal(clocksOf(facts, calendar, then).legal?.late, true);
    }),
    { numRuns: 400 },
  );
});

const anyIntake = fc.record({
  calendar: anyCalendar,
  start: fc.nat(60),
  gaps: fc.array(fc.tuple(fc.nat(48), fc.nat(60)), { maxLength: 3 }),
  answer: fc.option(fc.record({ gap: fc.nat(60), accepts: fc.boolean() }), { nil: undefined }),
  now: anyMoment(200),
});

test("[C5] whatever corrections are asked for, five silent workdays make the case accepted, and nothing after them undoes it", () => {
  const seen = { deemed: 0, answered: 0, waiting: 0 };
  fc.assert(
    fc.property(anyIntake, ({ calendar, start, gaps, answer, now }) => {
      const submittedAt = momentOf(start);
      fc.pre(now >= submittedAt);
      let quarters = start;
      const corrections = gaps.map(([asked, corrected]) => {
        quarters += asked;
        const requestedAt = momentOf(quarters);
        quarters += corrected;
        return {
          requestedAt,
          correctedAt: momentOf(quarters),
          limit: { amount: 10, unit: "wd" as const },
        };
      });
      const answeredAt = answer && momentOf(quarters + answer.gap);
      const facts: CaseFacts = {
        submittedAt,
        corrections,
        ...(answeredAt && (answer.accepts ? { acceptedAt: answeredAt } : { notAcceptedAt: answeredAt })),
      };
      // Plainly: from each receipt count five workdays one by one; the first office act decides, if it is in time.
      const receipts = [submittedAt, ...corrections.map(({ correctedAt }) => correctedAt)];
      const acts = [...corrections.map(({ requestedAt }) => requestedAt), answeredAt];
      let expected: { on: Day; deemed: boolean } | undefined;
      for (const [index, receipt] of receipts.entries()) {
        if (receipt > now) break;
        let last = dayOf(receipt);
        for (let left = 5; left > 0; ) {
          last = addCalendarDays(last, 1);
          if (isWorkday(last, calendar)) left -= 1;
        }
        const act = acts[index];
        const acted = act !== undefined && act <= now;
        if (dayOf(acted ? act : now) > last) {
          expected = { on: dayOf(receipt), deemed: true };
          break;
        }
        if (!acted) break;
        if (index === receipts.length - 1 && answer?.accepts) expected = { on: dayOf(act), deemed: false };
      }
      const found = acceptanceOf(facts, calendar, now);
      assert.deepEqual(found && { on: found.on, deemed: found.deemed }, expected);
      seen[expected ? (expected.deemed ? "deemed" : "answered") : "waiting"] += 1;

      const due = answeredAt ? undefined : deemedAcceptedOn(facts, calendar);
      if (due) {
        assert.equal(acceptanceOf(facts, calendar, new Date(due.at.getTime() - 1))?.deemed ?? false, false);
        assert.equal(acceptanceOf(facts, calendar, due.at)?.on, due.startsOn);
      }
    }),
    { numRuns: 1500 },
  );
  for (const [kind, times] of Object.entries(seen)) assert.ok(times > 50, `${kind} ${times}`);
});
