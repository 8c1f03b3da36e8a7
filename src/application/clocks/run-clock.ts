import { type Calendar, type Day, dayOf, startOf } from "../../kernel/calendar/index.ts";
import { type CaseLimit, cameBy, type ExtensionFact, earliest, type PauseFact } from "./facts.ts";
import { type End, type Scale, type Stretch, scaleOf } from "./scale.ts";

/** One limit set running: when it began, what moved it, what ended it. */
export interface ClockRun {
  startedAt: Date;
  limit: CaseLimit;
  pauses?: readonly PauseFact[] | undefined;
  extensions?: readonly ExtensionFact[] | undefined;
  endedAt?: Date | undefined;
}

/** A pause that counted for this clock; `to` is the day of resumption, which runs. Without it the clock still stands. */
export interface CountedPause {
  from: Day;
  to?: Day;
  reason: string;
}

/** Where one limit stands at a moment. */
export interface ClockState {
  phase: "idle" | "running" | "stopped" | "done";
  startedOn?: Day;
  /** None while the clock is stopped (A11) or has not begun. */
  dueOn?: Day;
  /** The end of the limit: late at this moment and after (A13). */
  dueAt?: Date;
  stoppedSince?: Day;
  stoppedFor?: string;
  endedOn?: Day;
  /** The whole allowance with its extension, in `countedIn`. */
  days: number;
  extendedDays: number;
  used: number;
  /** What is left, today not counted (A12); negative when late: by so many (A24), at least 1. */
  left: number;
  /** A limit in months is counted in calendar days once it has begun. */
  countedIn: "wd" | "cd" | "h";
  late: boolean;
  /** A day counted so far lies in a year without holiday data (A18, A19). */
  provisional: boolean;
  pauses: readonly CountedPause[];
}

/** A limit that has not begun: what it would be if it began now. */
export function idleClock(limit: CaseLimit, calendar: Calendar, now: Date): ClockState {
  const { days, countedIn } = scaleOf(now, limit, calendar);
  const nothing = { used: 0, left: days, extendedDays: 0, late: false, provisional: false, pauses: [] };
  return { phase: "idle", days, countedIn, ...nothing };
}

/**
 * Folds what was recorded by `now` into the state of one limit.
 *
 * A pause or an extension counts when it was recorded before the limit had ended, or while it stood still (A07, A15, A22);
 * after that nothing moves the due day any more.
 */
export function runClock(run: ClockRun, calendar: Calendar, now: Date): ClockState {
  const scale = scaleOf(run.startedAt, run.limit, calendar);
  const endedAt = cameBy(now, run.endedAt);
  const { pauses, extra } = countedBy(run, scale, endedAt ?? now);
  const at = endedAt ?? now;
  const stop = endedAt ? undefined : standingStill(pauses, at, run, scale);
  const closed = closedAt(pauses, at);
  const days = scale.days + extra;
  const shared = {
    startedOn: dayOf(run.startedAt),
    days,
    extendedDays: extra,
    countedIn: scale.countedIn,
    pauses: shownPauses(pauses, at, endedAt !== undefined),
  };
  if (stop) {
    const used = scale.usedBy(stop.since, closed, true);
    return {
      phase: "stopped",
      ...shared,
      stoppedSince: dayOf(stop.since),
      stoppedFor: stop.reason,
      used: Math.min(used.amount, days),
      left: Math.max(0, days - used.amount),
      late: false,
      provisional: used.provisional,
    };
  }
  const end = scale.endAfter(closed, extra);
  const late = at.getTime() >= end.at.getTime();
  const left = late ? -scale.lateBy(end, at) : Math.max(0, days - scale.usedBy(at, closed).amount);
  return {
    phase: endedAt ? "done" : "running",
    ...shared,
    dueOn: end.on,
    dueAt: end.at,
    ...(endedAt && { endedOn: dayOf(endedAt) }),
    used: days - left,
    left,
    late,
    provisional: end.provisional,
  };
}

/** The pauses and extensions that counted by a moment, in the order they were recorded. */
function countedBy(run: ClockRun, scale: Scale, by: Date): { pauses: PauseFact[]; extra: number } {
  const records = [
    ...(run.pauses ?? []).map((pause) => ({ at: pause.recordedAt ?? pause.from, pause, days: 0 })),
    ...(run.extensions ?? []).map(({ decidedAt, days }) => ({ at: decidedAt, pause: undefined, days })),
  ]
    .filter(({ at, pause }) => cameBy(by, at) && (!pause || cameBy(by, pause.from)))
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  const pauses: PauseFact[] = [];
  let extra = 0;
  for (const { at, pause, days } of records) {
    if (!isStopped(pauses, at) && at.getTime() >= endKnownAt(at).at.getTime()) continue;
    if (pause) pauses.push(pause);
    extra += scale.extra(days);
  }
  return { pauses, extra };

  function endKnownAt(at: Date): End {
    return scale.endAfter(closedAt(pauses, at), extra);
  }
}

/** Pauses as stretches; one that is open ends at that moment. */
function closedAt(pauses: readonly PauseFact[], at: Date): Stretch[] {
  return pauses.map((pause) => {
    const to = endOfPause(pause, at);
    return { from: pause.from, to: to ?? at, known: to ? (pause.endRecordedAt ?? to) : at };
  });
}

/** When the clock went on again, as far as it was known at a moment. */
function endOfPause(pause: PauseFact, at: Date): Date | undefined {
  return cameBy(at, pause.endRecordedAt ?? pause.to) && cameBy(at, pause.to);
}

function isStopped(pauses: readonly PauseFact[], at: Date): boolean {
  return pauses.some((pause) => cameBy(at, pause.from) && !endOfPause(pause, at));
}

/** Since when the clock has been standing still without a break, and what the latest open pause is for. */
function standingStill(
  pauses: readonly PauseFact[],
  at: Date,
  run: ClockRun,
  scale: Scale,
): { since: Date; reason: string } | undefined {
  const open = pauses.filter((pause) => cameBy(at, pause.from) && !endOfPause(pause, at));
  const since = earliest(...open.map(({ from }) => from));
  if (!since) return undefined;
  // Days join where one pause ends and the next begins on one day; hours only where they touch.
  const mark = (instant: Date) => (scale.countedIn === "h" ? instant : startOf(dayOf(instant))).getTime();
  let joined = since;
  for (let found: PauseFact | undefined; ; joined = found.from) {
    found = pauses.find((pause) => {
      const to = endOfPause(pause, at);
      return to && mark(pause.from) < mark(joined) && mark(to) >= mark(joined);
    });
    if (!found) break;
  }
  const latest = open.reduce((last, pause) => (pause.from.getTime() >= last.from.getTime() ? pause : last));
  return { since: joined.getTime() < run.startedAt.getTime() ? run.startedAt : joined, reason: latest.reason };
}

function shownPauses(pauses: readonly PauseFact[], at: Date, ended: boolean): CountedPause[] {
  const shown = pauses.map((pause): CountedPause => {
    const to = endOfPause(pause, at) ?? (ended ? at : undefined);
    return { from: dayOf(pause.from), ...(to && { to: dayOf(to) }), reason: pause.reason };
  });
  return shown.filter(({ from, to }) => to === undefined || from < to);
}
