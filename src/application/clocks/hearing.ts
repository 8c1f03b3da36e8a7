import {
  addCalendarDays,
  addWorkdays,
  type Calendar,
  type Day,
  type DueOn,
  dayOf,
  workdaysBetween,
} from "../../kernel/calendar/index.ts";
import { hearingLimits } from "./law.ts";

/**
 * The three days of a hearing (听证), all in workdays (A20, A21): until when those told of their right may ask, until when a
 * hearing asked for must be held, and the last day to announce place and time of one that is set.
 *
 * @source 行政许可法 art. 47, 48, 82
 */
export function hearingDays(
  facts: { toldOn?: Day | undefined; askedOn?: Day | undefined; heldOn?: Day | undefined },
  calendar: Calendar,
): { askBy: DueOn | undefined; holdBy: DueOn | undefined; announceBy: DueOn | undefined } {
  const { toldOn, askedOn, heldOn } = facts;
  return {
    askBy: toldOn && addWorkdays(toldOn, hearingLimits.ask, calendar),
    holdBy: askedOn && addWorkdays(askedOn, hearingLimits.hold, calendar),
    announceBy: heldOn && addWorkdays(heldOn, -hearingLimits.announce, calendar),
  };
}

/** Workdays a task has been held: the day it was taken is not counted, today is. */
export function heldWorkdays(since: Date, now: Date, calendar: Calendar): number {
  const [from, to] = [addCalendarDays(dayOf(since), 1), addCalendarDays(dayOf(now), 1)];
  return from < to ? workdaysBetween(from, to, calendar).days : 0;
}
