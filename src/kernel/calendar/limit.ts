import { addWorkdays, type Calendar, type DayCount, type DueOn, workdaysBetween } from "./calendar.ts";
import { addCalendarDays, calendarDaysBetween, type Day, endOf } from "./day.ts";

/** The unit of a limit, by code table `time_unit`: `wd` workdays (工作日), `cd` calendar days (自然日). */
export type LimitUnit = "wd" | "cd";

/** A limit (时限): a whole number of days, zero or more, and its unit. */
export interface Limit {
  days: number;
  unit: LimitUnit;
}

/**
 * The last day of a limit (到期日). The day of start is not counted and may be a rest day (A02); a due day in calendar days
 * may be a rest day (A05); a limit of 0 ends on its first day, even a rest day (A14). Calendar days need no holiday data
 * and are never provisional.
 *
 * @throws RangeError when `limit.days` is negative or not whole.
 * @source 行政许可法 art. 42, 82; field-dictionary 4.
 */
export function dueOn(start: Day, limit: Limit, calendar: Calendar): DueOn {
  if (!Number.isSafeInteger(limit.days) || limit.days < 0) throw new RangeError("a limit is a whole number of days");
  if (limit.unit === "cd") return { on: addCalendarDays(start, limit.days), provisional: false };
  return addWorkdays(start, limit.days, calendar);
}

/**
 * Days left until a due day in the unit of its limit. Today is left out (A12): on the due day itself 0 are left. Negative
 * once the due day has passed: the number of days late, in the same unit (A24).
 */
export function daysLeft(today: Day, due: Day, unit: LimitUnit, calendar: Calendar): DayCount {
  if (unit === "cd") return { days: calendarDaysBetween(today, due), provisional: false };
  return workdaysBetween(addCalendarDays(today, 1), addCalendarDays(due, 1), calendar);
}

/** Whether a due day has ended (超期): judged at its 24:00 in Beijing, and exactly 24:00 is late (A13). */
export function isOverdue(due: Day, at: Date): boolean {
  return at.getTime() >= endOf(due).getTime();
}
