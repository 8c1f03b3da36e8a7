import { HallError } from "../errors/index.ts";
import { type Day, fromDayNumber, isoWeekday, toDayNumber, weekdayOf } from "./day.ts";

/** A day the law of the week does not decide: a holiday (法定节假日), or a make-up workday (调休上班日). */
export interface CalendarDay {
  day: Day;
  kind: "holiday" | "makeup";
  /** What people call it: 春节, 调休上班, 台风停课停工. */
  name: string;
}

/** The days of one announced year. A year that is not given has no holiday data. */
export interface CalendarYear {
  year: number;
  days: readonly CalendarDay[];
}

/** What is known about rest days and workdays; made once at start-up by `createCalendar`, never changed. */
export interface Calendar {
  /** The years with holiday data. */
  readonly years: ReadonlySet<number>;
  /** Holidays and make-up workdays, local ones already put over national ones. */
  readonly days: ReadonlyMap<Day, CalendarDay>;
  /** Corrections to the Monday-to-Friday rule: day numbers in order, and the sum of the corrections before each. */
  readonly corrections: { readonly at: Int32Array; readonly sumBefore: Int32Array };
}

/** A due day. `provisional` (暂定): a day counted on the way lies in a year without holiday data, so it may still move. */
export interface DueOn {
  on: Day;
  provisional: boolean;
}

/** A number of days, negative when counted backwards, and whether a year without holiday data was counted. */
export interface DayCount {
  days: number;
  provisional: boolean;
}

/** What a day is and why, for the working-day ruler and the doctor. */
export interface DayFacts {
  kind: "workday" | "makeup" | "weekend" | "holiday";
  /** Name of the holiday or make-up day; undefined for ordinary days. */
  name: string | undefined;
  workday: boolean;
  /** The year of this day has no holiday data. */
  provisional: boolean;
}

/**
 * Builds the calendar a hall counts by.
 *
 * @param years the announced years.
 * @param local rows of this place (typhoon day, a province's own holiday); put over the national row of the same day, the
 *   last one given wins, so order them from province to county. They do not make a year known.
 * @throws HallError `calendar/bad-holidays` when a year lists a day of another year or one day twice.
 */
export function createCalendar(years: readonly CalendarYear[], local: readonly CalendarDay[] = []): Calendar {
  const days = new Map<Day, CalendarDay>();
  for (const { year, days: announced } of years) {
    for (const one of announced) {
      if (!one.day.startsWith(`${year}-`) || days.has(one.day)) {
        throw new HallError("invalid", "calendar/bad-holidays", "节假日数据有误：日期不在该年，或同一天出现两次", {
          year,
          day: one.day,
        });
      }
      days.set(one.day, one);
    }
  }
  for (const one of local) days.set(one.day, one);
  return { years: new Set(years.map((one) => one.year)), days, corrections: correctionsOf(days.values()) };
}

/** What kind of day this is. In a year without data Monday to Friday are workdays (reading A18). */
export function factsOfDay(day: Day, calendar: Calendar): DayFacts {
  const named = calendar.days.get(day);
  const provisional = !calendar.years.has(yearOf(day));
  if (named) return { kind: named.kind, name: named.name, workday: named.kind === "makeup", provisional };
  const workday = weekdayOf(day) <= 5;
  return { kind: workday ? "workday" : "weekend", name: undefined, workday, provisional };
}

/**
 * Whether a day is a workday (工作日): a make-up day, or Monday to Friday and no holiday.
 * @source 行政许可法 art. 82; in a year without data Monday to Friday (reading A18), see `factsOfDay` for whether that was so.
 */
export function isWorkday(day: Day, calendar: Calendar): boolean {
  return factsOfDay(day, calendar).workday;
}

/**
 * The n-th workday after a day, which is not counted itself and may be a rest day (reading A02).
 *
 * @param days how many workdays; 0 gives the day itself, even a rest day (A14); negative goes back the same way.
 * @returns the day, provisional only if a day after `day` up to it lies in a year without holiday data (A18, A19).
 * @throws RangeError when `days` is not whole or the result lies beyond the year 9999.
 */
export function addWorkdays(day: Day, days: number, calendar: Calendar): DueOn {
  if (!Number.isSafeInteger(days)) throw new RangeError("workdays are counted in whole days");
  if (days === 0) return { on: day, provisional: false };
  const start = toDayNumber(day);
  const forward = days > 0;
  // The wanted day is the first one by whose end this many workdays have passed.
  const wanted = workdaysBefore(forward ? start + 1 : start, calendar) + days + (forward ? 0 : 1);
  const found = firstDayReaching(wanted, start + days, calendar);
  const provisional = forward
    ? countsUnknownYear(start + 1, found + 1, calendar)
    : countsUnknownYear(found, start, calendar);
  return { on: fromDayNumber(found), provisional };
}

/**
 * Workdays from `from` (counted) to `to` (not counted): the days a pause takes out, from its first day to the day of
 * resumption. Negative when `to` is earlier, so that counts over neighbouring stretches always add up.
 *
 * @returns provisional only if a day of the stretch lies in a year without holiday data (A18, A19).
 */
export function workdaysBetween(from: Day, to: Day, calendar: Calendar): DayCount {
  const first = toDayNumber(from);
  const last = toDayNumber(to);
  return {
    days: workdaysBefore(last, calendar) - workdaysBefore(first, calendar),
    provisional: countsUnknownYear(Math.min(first, last), Math.max(first, last), calendar),
  };
}

function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

/** Only days that break the rule of the week correct it: a holiday on a Sunday changes no count. */
function correctionsOf(days: Iterable<CalendarDay>): Calendar["corrections"] {
  const found: { number: number; by: number }[] = [];
  for (const { day, kind } of days) {
    const number = toDayNumber(day);
    const weekday = isoWeekday(number) <= 5;
    if (kind === "holiday" && weekday) found.push({ number, by: -1 });
    if (kind === "makeup" && !weekday) found.push({ number, by: 1 });
  }
  found.sort((a, b) => a.number - b.number);
  const at = new Int32Array(found.length);
  const sumBefore = new Int32Array(found.length + 1);
  for (const [index, { number, by }] of found.entries()) {
    at[index] = number;
    sumBefore[index + 1] = (sumBefore[index] ?? 0) + by;
  }
  return { at, sumBefore };
}

/** Workdays before a day number, from an arbitrary but fixed beginning: whole weeks, then the corrections so far. */
function workdaysBefore(number: number, calendar: Calendar): number {
  const sinceMonday = number + 3; // day number -3, 1969-12-29, was a Monday
  const weeks = Math.floor(sinceMonday / 7);
  const weekdays = weeks * 5 + Math.min(sinceMonday - weeks * 7, 5);
  const { at, sumBefore } = calendar.corrections;
  let low = 0;
  let high = at.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((at[middle] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return weekdays + (sumBefore[low] ?? 0);
}

/** The first day number by whose end `wanted` workdays have passed: widen around a guess, then halve. */
function firstDayReaching(wanted: number, guess: number, calendar: Calendar): number {
  const reached = (number: number) => workdaysBefore(number + 1, calendar) >= wanted;
  let low = guess;
  let high = guess;
  for (let step = 4; reached(low); step *= 2) low -= step;
  for (let step = 4; !reached(high); step *= 2) high += step;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (reached(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** Whether a year without holiday data has a day in the stretch; both are day numbers, the last is not counted. */
function countsUnknownYear(from: number, to: number, calendar: Calendar): boolean {
  if (from >= to) return false;
  const last = yearOf(fromDayNumber(to - 1));
  for (let year = yearOf(fromDayNumber(from)); year <= last; year += 1) {
    if (!calendar.years.has(year)) return true;
  }
  return false;
}
