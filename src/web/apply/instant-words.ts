import { dayOf } from "../../kernel/calendar/index.ts";
import { dayWords } from "../day-words.ts";

const beijing = new Intl.DateTimeFormat("zh-CN", {
  timeZone: "Asia/Shanghai",
  hour: "2-digit",
  minute: "2-digit",
  hour12: false,
});

/** 2026年3月2日 10:00, at Beijing time. */
export function instantWords(at: Date): string {
  return `${dayWords(dayOf(at))} ${beijing.format(at)}`;
}
