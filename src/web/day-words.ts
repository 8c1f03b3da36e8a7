import type { Day } from "../kernel/calendar/index.ts";

/** 2018-10-25 as people write it: 2018年10月25日. */
export function dayWords(day: Day | string): string {
  const [year, month, date] = day.split("-").map(Number);
  return `${year}年${month}月${date}日`;
}
