import { HallError } from "../errors/index.ts";

declare const day: unique symbol;

/**
 * A civil day in Beijing (日), `YYYY-MM-DD`, years 1000 to 9999. Made only by `parseDay`, `dayOf` and the functions that
 * count from a day. Days compare with `<` and `===` like the text they are.
 */
export type Day = string & { readonly [day]: true };

const MS_PER_DAY = 86_400_000;
/**
 * Asia/Shanghai has been UTC+8 without summer time since 15 September 1991 (tz database), so a Beijing day is arithmetic.
 * Instants before that can be an hour off near midnight in summer; no act of a hall is that old.
 */
const BEIJING_OFFSET_MS = 8 * 3_600_000;
const LEAST = Date.UTC(1000, 0, 1) / MS_PER_DAY;
const GREATEST = Date.UTC(9999, 11, 31) / MS_PER_DAY;

/** Whether the text is a day that exists, written `YYYY-MM-DD`. */
export function isDay(text: string): text is Day {
  const parts = /^([1-9]\d{3})-(\d\d)-(\d\d)$/.exec(text);
  if (!parts) return false;
  const at = new Date(Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])));
  return at.toISOString().startsWith(text);
}

/**
 * @param text `YYYY-MM-DD`; blanks around it are forgiven.
 * @throws HallError `calendar/bad-day` (invalid) when it is written otherwise or no such day exists.
 */
export function parseDay(text: string): Day {
  const trimmed = text.trim();
  if (!isDay(trimmed)) throw new HallError("invalid", "calendar/bad-day", "日期不对，请按“2026-11-24”这样填写");
  return trimmed;
}

/** The Beijing day on which an instant falls, whatever the hour (reading A01). @throws RangeError for an invalid date. */
export function dayOf(instant: Date): Day {
  return fromDayNumber(Math.floor((instant.getTime() + BEIJING_OFFSET_MS) / MS_PER_DAY));
}

/** The instant a day begins: 00:00 in Beijing. */
export function startOf(day: Day): Date {
  return new Date(toDayNumber(day) * MS_PER_DAY - BEIJING_OFFSET_MS);
}

/** The instant a day has ended: its 24:00 in Beijing, which is no longer part of it. */
export function endOf(day: Day): Date {
  return new Date((toDayNumber(day) + 1) * MS_PER_DAY - BEIJING_OFFSET_MS);
}

/** @param days whole calendar days, negative to go back. @throws RangeError beyond the years 1000 to 9999. */
export function addCalendarDays(day: Day, days: number): Day {
  return fromDayNumber(toDayNumber(day) + days);
}

/** Calendar days from `from` (counted) to `to` (not counted); negative when `to` is earlier. */
export function calendarDaysBetween(from: Day, to: Day): number {
  return toDayNumber(to) - toDayNumber(from);
}

/** Day of the week by ISO 8601: 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: Day): number {
  return isoWeekday(toDayNumber(day));
}

/**
 * Days worked out before: a hall counts with a few hundred of them, and every clock of every case shown writes some (an eighth of the profile
 * of 查进度). Bounded, because days come from outside too.
 */
const numbers = new Map<Day, number>();
const written = new Map<number, Day>();
const mostKept = 4_000;

/** Days since 1970-01-01, for counting inside this room. */
export function toDayNumber(day: Day): number {
  const known = numbers.get(day);
  if (known !== undefined) return known;
  const number = Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / MS_PER_DAY;
  if (numbers.size < mostKept) numbers.set(day, number);
  return number;
}

/** The day with that number. @throws RangeError when it is no whole number or beyond the years 1000 to 9999. */
export function fromDayNumber(number: number): Day {
  const known = written.get(number);
  if (known !== undefined) return known;
  if (!Number.isInteger(number) || number < LEAST || number > GREATEST) {
    throw new RangeError("a day must be whole and lie in the years 1000 to 9999");
  }
  const day = new Date(number * MS_PER_DAY).toISOString().slice(0, 10) as Day;
  if (written.size < mostKept) written.set(number, day);
  return day;
}

/** Day of the week of a day number; day 0 was a Thursday. */
export function isoWeekday(number: number): number {
  return ((((number + 3) % 7) + 7) % 7) + 1;
}
