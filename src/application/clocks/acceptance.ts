import { type Calendar, type Day, dayOf, dueOn, endOf } from "../../kernel/calendar/index.ts";
import { type CaseFacts, type CorrectionFact, cameBy, earliest } from "./facts.ts";
import { answerLimit } from "./law.ts";

/** Five workdays in which the office has to answer on completeness: from the receipt, then from each correction (A03). */
export interface AnswerWindow {
  openedAt: Date;
  dueOn: Day;
  /** Silent at this moment: the case counts as accepted. */
  dueAt: Date;
  provisional: boolean;
  closedAt?: Date;
  closedBy?: "accepted" | "not-accepted" | "correction" | "closed" | "deemed";
  /** The notice that closed it. */
  correction?: CorrectionFact;
}

/** Since when a case counts as accepted (受理): `at` is where its limits begin; `deemed` (视为受理) when the office was silent. */
export interface Acceptance {
  on: Day;
  at: Date;
  deemed: boolean;
  provisional: boolean;
}

/**
 * The answer windows of a case up to `now`, oldest first. The last one is the present one, or the one the last answer closed.
 * An answer that comes when the five days are over changes nothing: the case was accepted already (A04).
 */
export function answerWindows(facts: CaseFacts, calendar: Calendar, now: Date): AnswerWindow[] {
  const corrections = [...(facts.corrections ?? [])].sort((a, b) => a.requestedAt.getTime() - b.requestedAt.getTime());
  const windows: AnswerWindow[] = [];
  let openedAt: Date | undefined = facts.submittedAt;
  while (openedAt) {
    const due = dueOn(dayOf(openedAt), { days: answerLimit.amount, unit: "wd" }, calendar);
    const open: AnswerWindow = { openedAt, dueOn: due.on, dueAt: endOf(due.on), provisional: due.provisional };
    const since: Date = openedAt;
    const correction = corrections.find(({ requestedAt }) => requestedAt.getTime() >= since.getTime());
    const answer = firstAnswer(facts, cameBy(now, correction?.requestedAt), now);
    const closed: Pick<AnswerWindow, "closedAt" | "closedBy"> | undefined =
      (answer?.closedAt ?? now).getTime() >= open.dueAt.getTime()
        ? { closedAt: open.dueAt, closedBy: "deemed" }
        : answer;
    const asked = closed?.closedBy === "correction" ? correction : undefined;
    windows.push({ ...open, ...closed, ...(asked && { correction: asked }) });
    openedAt = cameBy(now, asked?.correctedAt);
    if (asked) corrections.splice(0, corrections.indexOf(asked) + 1);
  }
  return windows;
}

/**
 * Since when the case counts as accepted by `now`, from the recorded act or from the office's silence; a silence after a
 * correction counts from the receipt of the corrected materials.
 *
 * @source 行政许可法 art. 32(4), (5)
 */
export function acceptanceOf(facts: CaseFacts, calendar: Calendar, now: Date): Acceptance | undefined {
  return acceptedBy(answerWindows(facts, calendar, now), facts, now);
}

export function acceptedBy(windows: readonly AnswerWindow[], facts: CaseFacts, now: Date): Acceptance | undefined {
  const last = windows.at(-1);
  if (!last) return undefined;
  const { openedAt, provisional, closedBy, closedAt } = last;
  if (closedBy === "deemed") return { on: dayOf(openedAt), at: openedAt, deemed: true, provisional };
  const acceptedAt = cameBy(now, facts.acceptedAt);
  if (!acceptedAt) return undefined;
  // Also while the applicant is still correcting: the office may take the case as it is.
  if (closedBy === "correction" && closedAt && acceptedAt.getTime() < closedAt.getTime()) return undefined;
  if (closedBy !== "accepted" && closedBy !== "correction") return undefined;
  return { on: dayOf(acceptedAt), at: acceptedAt, deemed: false, provisional: false };
}

/**
 * When the silence of the office will make the case accepted: at `at`, 24:00 of `dueOn`, counted from `startsOn`.
 *
 * @returns undefined once the office has answered, or while the applicant is correcting.
 */
export function deemedAcceptedOn(
  facts: CaseFacts,
  calendar: Calendar,
): { dueOn: Day; at: Date; startsOn: Day; provisional: boolean } | undefined {
  const last = answerWindows(facts, calendar, latestAnswer(facts)).at(-1);
  if (!last || (last.closedBy && last.closedBy !== "deemed")) return undefined;
  return { dueOn: last.dueOn, at: last.dueAt, startsOn: dayOf(last.openedAt), provisional: last.provisional };
}

function firstAnswer(facts: CaseFacts, correctionAt: Date | undefined, now: Date) {
  const closedAt = earliest(
    correctionAt,
    cameBy(now, facts.acceptedAt),
    cameBy(now, facts.notAcceptedAt),
    cameBy(now, facts.closedAt),
  );
  if (!closedAt) return undefined;
  const is = (at: Date | undefined) => at?.getTime() === closedAt.getTime();
  const closedBy = is(correctionAt)
    ? ("correction" as const)
    : is(facts.acceptedAt)
      ? ("accepted" as const)
      : is(facts.notAcceptedAt)
        ? ("not-accepted" as const)
        : ("closed" as const);
  return { closedAt, closedBy };
}

/** The last moment of which the facts know something about the answer. */
function latestAnswer(facts: CaseFacts): Date {
  const known = [
    facts.submittedAt,
    facts.acceptedAt,
    facts.notAcceptedAt,
    facts.closedAt,
    ...(facts.corrections ?? []).flatMap(({ requestedAt, correctedAt }) => [requestedAt, correctedAt]),
  ];
  return new Date(Math.max(...known.map((at) => at?.getTime() ?? 0)));
}
