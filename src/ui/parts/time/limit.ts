import type { Day } from "../../../kernel/calendar/index.ts";
import { dayAndWeekday, dayDigits, dayWord } from "./day-words.ts";

/**
 * One limit of a case (时限), computed elsewhere and only shown here.
 *
 * `limitDays` whole days, 0 = 当场办结; `extendedDays` are added to it (延长，如 45 + 15); `usedDays` counts today and goes past
 * the limit when the case is late; days are workdays unless `unit` says calendar days.
 */
export interface ShownLimit {
  kind: "promised" | "legal";
  /** What the limit is for when it is neither promise nor law, e.g. 补正, 一次告知. */
  name?: string;
  unit?: "workday" | "day";
  limitDays: number;
  extendedDays?: number;
  usedDays: number;
  phase: "idle" | "running" | "paused" | "done";
  dueOn?: Day;
  /** Today, or the day it ended: decides whether the year must be said. */
  today?: Day;
  /** The calendar of that year is not announced yet: the day may move. */
  provisional?: boolean;
  pause?: { reason: string; days: number };
}

/** The tone a limit is drawn in: `over` is past the promise (amber), `late` past the law (red). */
export type LimitTone = "idle" | "ok" | "over" | "late" | "paused" | "done";

/** Days of the limit with its extension: as many as the ruler has cells. */
export function wholeLimit(limit: ShownLimit): number {
  return limit.limitDays + (limit.extendedDays ?? 0);
}

/** Days past the limit; 0 when it holds. */
export function overdueDays(limit: ShownLimit): number {
  return limit.phase === "idle" ? 0 : Math.max(0, limit.usedDays - wholeLimit(limit));
}

export function limitTone(limit: ShownLimit): LimitTone {
  if (limit.phase === "idle" || limit.phase === "paused") return limit.phase;
  if (overdueDays(limit) > 0) return limit.kind === "legal" ? "late" : "over";
  return limit.phase === "done" ? "done" : "ok";
}

/** 承诺 7 个工作日 */
export function limitName(limit: ShownLimit): string {
  const name = limit.name ?? (limit.kind === "legal" ? "法定" : "承诺");
  if (wholeLimit(limit) === 0) return name;
  const days = limit.extendedDays ? `${limit.limitDays} + ${limit.extendedDays}` : `${limit.limitDays}`;
  return `${name} ${days} ${limit.unit === "day" ? "个自然日" : "个工作日"}`;
}

/** 剩 2 个工作日; with `short` 剩 2 天, for tables. */
export function limitSays(limit: ShownLimit, short = false): string {
  const days = short ? "天" : limit.unit === "day" ? "个自然日" : "个工作日";
  const left = wholeLimit(limit) - limit.usedDays;
  if (limit.phase === "idle") return short ? "未开始" : "尚未开始";
  if (limit.phase === "paused") return short ? "暂停" : "已暂停";
  if (left < 0) return `超 ${-left} ${days}`;
  if (wholeLimit(limit) === 0) return "当场办结";
  if (limit.phase === "done") return `用了 ${limit.usedDays} ${days}`;
  return left === 0 ? (short ? "今天" : "今天到期") : `剩 ${left} ${days}`;
}

/** The small line under the ruler: until when, how much is used, why it stands still. */
export function limitNote(limit: ShownLimit): string {
  if (limit.phase === "idle") return "受理后开始计算";
  const used = `已用 ${limit.usedDays} 天`;
  if (limit.phase === "paused") {
    return limit.pause ? `${limit.pause.reason}，第 ${limit.pause.days} 天，不计时 · ${used}` : `不计时 · ${used}`;
  }
  if (!limit.dueOn) return used;
  const due = dayAndWeekday(limit.dueOn, limit.today);
  if (limit.phase === "done") return doneNote(limit, limit.dueOn);
  if (overdueDays(limit) > 0) return `${due}到期 · ${used}`;
  return limit.provisional ? `暂定${due}前，放假安排公布后重算 · ${used}` : `${due}前 · ${used}`;
}

function doneNote(limit: ShownLimit, dueOn: Day): string {
  const saved = wholeLimit(limit) - limit.usedDays;
  const due = `最迟 ${dayWord(dueOn, limit.today)}`;
  if (saved > 0) return `已办结，早了 ${saved} 天 · ${due}`;
  return saved === 0 ? `已办结，最后一天 · ${due}` : `已办结 · ${due}`;
}

/** The day beside a small ruler: 11-24, 暂定 01-08, or why it stands still. */
export function limitDigits(limit: ShownLimit): string {
  if (limit.phase === "idle") return "受理后起算";
  if (limit.phase === "paused") return limit.pause?.reason ?? "";
  if (!limit.dueOn) return "";
  return limit.provisional ? `暂定 ${dayDigits(limit.dueOn)}` : dayDigits(limit.dueOn);
}
