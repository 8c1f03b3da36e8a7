import { addCalendarDays, type Calendar, type Day, dayOf, isWorkday } from "../../kernel/calendar/index.ts";
import type { CaseClock, CaseClocks } from "./clocks.ts";
import type { CaseFacts } from "./facts.ts";

/** One clock as the working-day ruler (工作日尺) of `ui` shows it: the cells, how many are used, why it stands still. */
export interface RulerView {
  kind: "promised" | "legal";
  name?: string;
  unit: "workday" | "day";
  limitDays: number;
  extendedDays: number;
  usedDays: number;
  phase: "idle" | "running" | "paused" | "done";
  dueOn?: Day;
  today: Day;
  provisional: boolean;
  pause?: { reason: string; days: number };
}

const NAMES: Partial<Record<CaseClock["kind"], string>> = {
  answer: "一次告知",
  correction: "补正",
  joint: "联办",
  branch: "协办意见",
  firstExamination: "初审",
  delivery: "送达",
};

/**
 * The ruler of one clock. All but the promise are limits of the law.
 *
 * @returns undefined for a limit in hours: it has no days to draw; say its end (`dueAt`) instead.
 */
export function rulerOf(clock: CaseClock, now: Date): RulerView | undefined {
  if (clock.countedIn === "h") return undefined;
  const today = clock.endedOn ?? dayOf(now);
  const name = NAMES[clock.kind];
  const { stoppedSince, stoppedFor, dueOn } = clock;
  return {
    kind: clock.kind === "promised" ? "promised" : "legal",
    ...(name && { name }),
    unit: clock.countedIn === "wd" ? "workday" : "day",
    limitDays: clock.days - clock.extendedDays,
    extendedDays: clock.extendedDays,
    usedDays: clock.used,
    phase: clock.phase === "stopped" ? "paused" : clock.phase,
    ...(dueOn && { dueOn }),
    today,
    provisional: clock.provisional,
    ...(stoppedSince && stoppedFor && { pause: { reason: stoppedFor, days: daysFrom(stoppedSince, today).length } }),
  };
}

/** The real days of a case as the rail of `ui` shows them. */
export interface RailView {
  days: { on: Day; kind: "workday" | "rest" }[];
  today: Day;
  startedOn?: Day;
  promisedOn?: Day;
  legalOn?: Day;
  marks: { on: Day; word: string }[];
  pauses: { from: Day; to?: Day; reason: string }[];
  provisional: boolean;
}

/** Every day from the receipt to the last due day, or to today where that is later. */
export function railOf(facts: CaseFacts, clocks: CaseClocks, calendar: Calendar, now: Date): RailView {
  const today = dayOf(now);
  const { acceptance, promised } = clocks;
  const legal = clocks.joint ?? clocks.legal;
  const shown = legal ?? promised;
  const received = dayOf(facts.submittedAt);
  const decided = facts.decidedAt && facts.decidedAt.getTime() <= now.getTime() ? dayOf(facts.decidedAt) : undefined;
  const last = [today, promised?.dueOn, legal?.dueOn].reduce<Day>((to, day) => (day && day > to ? day : to), today);
  return {
    days: daysFrom(received, last).map((on) => ({ on, kind: isWorkday(on, calendar) ? "workday" : "rest" })),
    today,
    ...(acceptance && { startedOn: acceptance.on }),
    ...(promised?.dueOn && { promisedOn: promised.dueOn }),
    ...(legal?.dueOn && { legalOn: legal.dueOn }),
    marks: [
      { on: received, word: "收件" },
      ...(acceptance ? [{ on: acceptance.on, word: acceptance.deemed ? "视为受理" : "受理" }] : []),
      ...(decided ? [{ on: decided, word: "决定" }] : []),
    ],
    pauses: (shown?.pauses ?? []).map(({ from, to, reason }) => ({
      from,
      ...(to && { to: addCalendarDays(to, -1) }),
      reason,
    })),
    provisional: [promised, legal].some((clock) => clock?.provisional),
  };
}

function daysFrom(from: Day, to: Day): Day[] {
  const days: Day[] = [];
  for (let on = from; on <= to; on = addCalendarDays(on, 1)) days.push(on);
  return days;
}
