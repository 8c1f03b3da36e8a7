import type { DueOn } from "./calendar.ts";
import { type Day, dayOf, startOf, weekdayOf } from "./day.ts";
import type { Limit } from "./limit.ts";

/** Whether the year is written as well; leave it out only where the page says it elsewhere. */
export interface FormatOptions {
  year?: boolean | undefined;
}

/** A day for people: `11月24日（星期二）`, with the year `2026年11月24日（星期二）`. */
export function formatDay(day: Day, options: FormatOptions = {}): string {
  const weekday = "一二三四五六日".charAt(weekdayOf(day) - 1);
  return `${formatDate(day, options)}（星期${weekday}）`;
}

/** A day for people without its weekday: `11月24日`, with the year `2026年11月24日`. */
export function formatDate(day: Day, options: FormatOptions = {}): string {
  const year = options.year ? `${Number(day.slice(0, 4))}年` : "";
  return `${year}${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
}

/** An instant for people, Beijing time to the minute: `11月24日 15:04`, with the year `2026年11月24日 15:04`. */
export function formatInstant(instant: Date, options: FormatOptions = {}): string {
  const day = dayOf(instant);
  const minutes = Math.floor((instant.getTime() - startOf(day).getTime()) / 60_000);
  const two = (number: number) => String(number).padStart(2, "0");
  return `${formatDate(day, options)} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** A due day for people; one that may still move says so: `1月6日（星期三，暂定）`. */
export function formatDueOn(due: DueOn, options: FormatOptions = {}): string {
  const text = formatDay(due.on, options);
  return due.provisional ? text.replace("）", "，暂定）") : text;
}

/** A limit for people: `7 个工作日`, `15 个自然日`. */
export function formatLimit(limit: Limit): string {
  return `${limit.days} 个${limit.unit === "wd" ? "工作日" : "自然日"}`;
}
