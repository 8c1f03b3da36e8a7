import type { Calendar, Day } from "../../kernel/calendar/index.ts";
import { type CaseClock, clocksOf } from "./clocks.ts";
import { type CaseFacts, cameBy } from "./facts.ts";
import { extensionDays, jointExtensionDays } from "./law.ts";

/**
 * Whether the limit may still be extended, by how many days at most (fewer are allowed, A23) and until when. `lastDay` is
 * undefined while the clock stands still: there is no due day then, and the extension may wait.
 */
export type ExtensionRoom =
  | { possible: true; mostDays: number; lastDay: Day | undefined }
  | { possible: false; why: "not-accepted" | "decided" | "extended" | "late" | "no-limit" };

/**
 * The law allows one extension, decided before the limit ends (A15): 10 days, 15 in joint handling.
 * @source 行政许可法 art. 42
 */
export function extensionRoom(facts: CaseFacts, calendar: Calendar, now: Date): ExtensionRoom {
  const { acceptance, joint, legal, promised } = clocksOf(facts, calendar, now);
  if (cameBy(now, facts.decidedAt) || cameBy(now, facts.closedAt)) return { possible: false, why: "decided" };
  if (!acceptance) return { possible: false, why: "not-accepted" };
  const clock: CaseClock | undefined = joint ?? legal ?? promised;
  if (!clock) return { possible: false, why: "no-limit" };
  if (clock.extendedDays > 0) return { possible: false, why: "extended" };
  if (clock.late) return { possible: false, why: "late" };
  return { possible: true, mostDays: facts.joint ? jointExtensionDays : extensionDays, lastDay: clock.dueOn };
}

/** The last day on which an extension still counts; undefined when none is possible or the clock stands still. */
export function lastDayToExtend(facts: CaseFacts, calendar: Calendar, now: Date): Day | undefined {
  const room = extensionRoom(facts, calendar, now);
  return room.possible ? room.lastDay : undefined;
}
