import type { Day } from "../../../kernel/calendar/index.ts";

const WEEKDAYS = ["日", "一", "二", "三", "四", "五", "六"] as const;
const BEIJING_AHEAD_MS = 8 * 60 * 60 * 1000;

/** The numbers in a day. */
export function dayParts(day: Day): { year: number; month: number; date: number } {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  return { year, month, date };
}

/** 0 (Sunday) to 6: read from the day itself, no time zone takes part. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** 星期二 */
export function weekdayWord(day: Day): string {
  return `星期${WEEKDAYS[weekdayOf(day)]}`;
}

/** 11月24日. With `beside` the year is said when the two days stand in different years: 2027年1月8日. */
export function dayWord(day: Day, beside?: Day): string {
  const { year, month, date } = dayParts(day);
  const short = `${month}月${date}日`;
  return beside && dayParts(beside).year !== year ? `${year}年${short}` : short;
}

/** 2026年11月24日, as documents and licences write it. */
export function fullDayWord(day: Day): string {
  const { year, month, date } = dayParts(day);
  return `${year}年${month}月${date}日`;
}

/** 11月24日（星期二） */
export function dayAndWeekday(day: Day, beside?: Day): string {
  return `${dayWord(day, beside)}（${weekdayWord(day)}）`;
}

/** 11-24, for tables. */
export function dayDigits(day: Day): string {
  return day.slice(5);
}

/** An instant as the people of the hall read it: their day and their minute. */
export function instantWords(at: Date): { day: Day; time: string; datetime: string } {
  const beijing = new Date(at.getTime() + BEIJING_AHEAD_MS).toISOString();
  const time = beijing.slice(11, 16);
  return { day: beijing.slice(0, 10) as Day, time, datetime: `${beijing.slice(0, 16)}+08:00` };
}
