import { addWorkdays, type Calendar, type Day, type DueOn, dayOf, dueOn } from "../kernel/calendar/index.ts";
import { correctionGrace, correctionLimit } from "./clocks/index.ts";
import type { CorrectionState } from "./state.ts";

/** The working days that an applicant has to answer a notice: those it names, else the usual ones. */
export function correctionDays({ days }: Pick<CorrectionState, "days">): number {
  return days ?? correctionLimit.amount;
}

/** Until when the applicant should answer, and when the case ends by itself if he never does. */
export interface CorrectionEnd {
  /** After this day the window may close the case; while it has not, an answer is still taken. */
  readonly by: DueOn;
  /** After this day the watch closes it: no case waits for ever. */
  readonly closesOn: Day;
}

/** How long a notice waits. Our own rule: the law says nothing of it. */
export function correctionEnd(
  notice: Pick<CorrectionState, "requestedAt" | "days">,
  calendar: Calendar,
): CorrectionEnd {
  const by = dueOn(dayOf(new Date(notice.requestedAt)), { days: correctionDays(notice), unit: "wd" }, calendar);
  return { by, closesOn: addWorkdays(by.on, correctionGrace, calendar).on };
}
