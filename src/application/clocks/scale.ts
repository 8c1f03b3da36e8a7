import {
  addCalendarDays,
  addWorkdays,
  type Calendar,
  calendarDaysBetween,
  type Day,
  type DayCount,
  type DueOn,
  dayOf,
  endOf,
  parseDay,
  workdaysBetween,
} from "../../kernel/calendar/index.ts";
import type { CaseLimit } from "./facts.ts";

/** A pause that counts: from its first moment to the moment of resumption, and when that was written down. */
export interface Stretch {
  from: Date;
  to: Date;
  known: Date;
}

/** When a limit ends: late at `at` and after. */
export interface End {
  on: Day;
  at: Date;
  provisional: boolean;
}

/** How one limit is counted from its beginning. Numbers are in `countedIn`. */
export interface Scale {
  readonly countedIn: "wd" | "cd" | "h";
  /** The limit itself, without extensions. */
  readonly days: number;
  /** What an extension of so many days adds. */
  extra(days: number): number;
  endAfter(pauses: readonly Stretch[], extra: number): End;
  /** What has been used by a moment, the day (hour) it lies in counted; with `stopped`, that day (hour) left out. */
  usedBy(at: Date, pauses: readonly Stretch[], stopped?: boolean): { amount: number; provisional: boolean };
  /** How late a moment after the end is, at least 1: on a rest day after the due day no workday has passed yet. */
  lateBy(end: End, at: Date): number;
}

/** @throws RangeError when the limit is negative or not whole. */
export function scaleOf(startedAt: Date, limit: CaseLimit, calendar: Calendar): Scale {
  if (!Number.isSafeInteger(limit.amount) || limit.amount < 0) throw new RangeError("a limit is a whole number");
  if (limit.unit === "h") return hourScale(startedAt, limit.amount);
  const start = dayOf(startedAt);
  if (limit.unit === "wd") return dayScale(start, limit.amount, "wd", calendar);
  const days = limit.unit === "m" ? calendarDaysBetween(start, addMonths(start, limit.amount)) : limit.amount;
  return dayScale(start, days, "cd", calendar);
}

function dayScale(start: Day, days: number, countedIn: "wd" | "cd", calendar: Calendar): Scale {
  const first = addCalendarDays(start, 1);

  function count(from: Day, to: Day): DayCount {
    if (from >= to) return { days: 0, provisional: false };
    return countedIn === "wd"
      ? workdaysBetween(from, to, calendar)
      : { days: calendarDaysBetween(from, to), provisional: false };
  }

  /** Days taken out before `until`: overlaps once (A10), the day of acceptance never (A08), the last day runs (A09). */
  function paused(pauses: readonly Stretch[], until?: Day): number {
    const spans = pauses.map(({ from, to }) => ({ from: dayOf(from), to: dayOf(to) }));
    spans.sort((a, b) => (a.from < b.from ? -1 : 1));
    let sum = 0;
    let reached = first;
    for (const { from, to } of spans) {
      const begin = from > reached ? from : reached;
      const end = until && until < to ? until : to;
      sum += count(begin, end).days;
      if (end > reached) reached = end;
    }
    return sum;
  }

  function endAfter(pauses: readonly Stretch[], extra: number): End {
    const total = days + extra + paused(pauses);
    const due: DueOn =
      countedIn === "wd"
        ? addWorkdays(start, total, calendar)
        : { on: addCalendarDays(start, total), provisional: false };
    // Nobody is late while the clock was known to stand still: a limit of 0 that was paused, or one whose resumption was
    // written down days later, ends at the earliest on the day it was known to run again.
    for (const { from, known } of pauses) {
      const resumed = dayOf(known);
      if (dayOf(from) < resumed && resumed > due.on) {
        due.on = resumed;
        due.provisional = count(first, addCalendarDays(resumed, 1)).provisional;
      }
    }
    return { on: due.on, at: endOf(due.on), provisional: due.provisional };
  }

  return {
    countedIn,
    days,
    extra: (more) => more,
    endAfter,
    usedBy(at, pauses, stopped = false) {
      const until = stopped ? dayOf(at) : addCalendarDays(dayOf(at), 1);
      const gone = count(first, until);
      return { amount: gone.days - paused(pauses, until), provisional: gone.provisional };
    },
    lateBy: (end, at) => Math.max(1, count(addCalendarDays(end.on, 1), addCalendarDays(dayOf(at), 1)).days),
  };
}

const HOUR = 3_600_000;

/** Hours run round the clock and a pause gives back its exact time. */
function hourScale(startedAt: Date, hours: number): Scale {
  const start = startedAt.getTime();

  function paused(pauses: readonly Stretch[], until = Number.POSITIVE_INFINITY): number {
    const spans = pauses.map(({ from, to }) => ({ from: from.getTime(), to: Math.min(to.getTime(), until) }));
    spans.sort((a, b) => a.from - b.from);
    let sum = 0;
    let reached = start;
    for (const { from, to } of spans) {
      sum += Math.max(0, to - Math.max(from, reached));
      reached = Math.max(reached, to);
    }
    return sum;
  }

  return {
    countedIn: "h",
    days: hours,
    extra: (more) => more * 24,
    endAfter(pauses, extra) {
      const at = new Date(start + (hours + extra) * HOUR + paused(pauses));
      return { on: dayOf(at), at, provisional: false };
    },
    usedBy(at, pauses, stopped = false) {
      const gone = (at.getTime() - start - paused(pauses, at.getTime())) / HOUR;
      return { amount: Math.max(0, stopped ? Math.ceil(gone) : Math.floor(gone) + 1), provisional: false };
    },
    lateBy: (end, at) => Math.floor((at.getTime() - end.at.getTime()) / HOUR) + 1,
  };
}

/**
 * The same date some months on; where that month has no such date, its last day.
 * @source 民法典 art. 202
 */
function addMonths(day: Day, months: number): Day {
  const whole = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const firstOf = (month: number) =>
    parseDay(`${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}-01`);
  const length = calendarDaysBetween(firstOf(whole), firstOf(whole + 1));
  return addCalendarDays(firstOf(whole), Math.min(Number(day.slice(8, 10)), length) - 1);
}
