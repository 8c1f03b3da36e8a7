import type { Calendar } from "../../kernel/calendar/index.ts";
import { type Acceptance, type AnswerWindow, acceptedBy, answerWindows } from "./acceptance.ts";
import { type CaseFacts, type CaseLimit, type CorrectionFact, cameBy, earliest } from "./facts.ts";
import { answerLimit, deliveryLimit, firstExaminationLimit, jointLimit } from "./law.ts";
import { type ClockRun, type ClockState, idleClock, runClock } from "./run-clock.ts";

/** Which limit a clock shows: 一次告知, 补正, 承诺, 法定, 联办, 协办意见, 初审, 送达. */
export type ClockKind =
  | "answer"
  | "correction"
  | "promised"
  | "legal"
  | "joint"
  | "branch"
  | "firstExamination"
  | "delivery";

/** One clock of a case. `branch` is the key of the branch it belongs to. */
export interface CaseClock extends ClockState {
  kind: ClockKind;
  limit: CaseLimit;
  branch?: string;
}

/** All clocks of a case at a moment; undefined where one does not apply. */
export interface CaseClocks {
  acceptance: Acceptance | undefined;
  answer: CaseClock;
  correction: CaseClock | undefined;
  promised: CaseClock | undefined;
  legal: CaseClock | undefined;
  joint: CaseClock | undefined;
  branches: readonly CaseClock[];
  firstExamination: CaseClock | undefined;
  delivery: CaseClock | undefined;
  /** The same ones in the order people read them. */
  all: readonly CaseClock[];
}

/**
 * Every clock of a case as it stands at `now`: computed from what was recorded by then (A22), stored nowhere.
 *
 * Promise, law and joint limit begin at the acceptance, wait idle before it, are lengthened by the same extension (A16) and
 * stand still in every pause, also one of a single branch (A17); a branch stands still in its own and in those of the whole
 * case. Answer, correction and delivery know no pause: the special procedures of art. 45 belong to the decision.
 *
 * @throws RangeError for a limit that is negative or not whole.
 * @source 行政许可法 art. 32, 42–45, 82; field-dictionary 4 and 4.1
 */
export function clocksOf(facts: CaseFacts, calendar: Calendar, now: Date): CaseClocks {
  const windows = answerWindows(facts, calendar, now);
  const acceptance = acceptedBy(windows, facts, now);
  const endedAt = earliest(facts.decidedAt, facts.closedAt);
  const present = windows.at(-1);
  const asked = lastAsked(facts, windows, now);
  const first = facts.firstExamination;

  const answer = run("answer", answerLimit, present?.openedAt ?? facts.submittedAt, { endedAt: present?.closedAt });
  const correction = run("correction", asked?.limit, asked?.requestedAt, {
    endedAt: earliest(
      asked?.correctedAt,
      asked?.before ? acceptance?.at : facts.decidedAt,
      facts.notAcceptedAt,
      facts.closedAt,
    ),
  });
  const [promised, legal, joint] = [
    ofCase("promised", facts.promised),
    ofCase("legal", facts.legal),
    ofCase("joint", facts.joint ? jointLimit : undefined),
  ];
  const branches = (facts.branches ?? []).flatMap(({ key, openedAt, limit, answeredAt }) => {
    const clock = run("branch", limit, openedAt, { pauses: pausesOf(key), endedAt: earliest(answeredAt, endedAt) });
    return clock ? [{ ...clock, branch: key }] : [];
  });
  const firstExamination = run("firstExamination", firstExaminationLimit, first?.acceptedAt, {
    pauses: pausesOf(undefined),
    endedAt: earliest(first?.sentUpAt, endedAt),
  });
  const delivery = run("delivery", facts.delivery ?? deliveryLimit, facts.decidedAt, {
    endedAt: earliest(facts.deliveredAt, facts.closedAt),
  });
  if (!answer) throw new RangeError("a case is looked at before its receipt");
  const named = { acceptance, answer, correction, promised, legal, joint, branches, firstExamination, delivery };
  const all = [answer, correction, promised, legal, joint, ...branches, firstExamination, delivery];
  return { ...named, all: all.filter((clock) => clock !== undefined) };

  function run(
    kind: ClockKind,
    limit: CaseLimit | undefined,
    startedAt: Date | undefined,
    moved: Pick<ClockRun, "pauses" | "extensions" | "endedAt">,
  ): CaseClock | undefined {
    if (!limit || !startedAt || !cameBy(now, startedAt)) return undefined;
    return { kind, limit, ...runClock({ startedAt, limit, ...moved }, calendar, now) };
  }

  function ofCase(kind: ClockKind, limit: CaseLimit | undefined): CaseClock | undefined {
    if (!limit) return undefined;
    if (!acceptance) return { kind, limit, ...idleClock(limit, calendar, now) };
    return run(kind, limit, acceptance.at, { pauses: facts.pauses, extensions: facts.extensions, endedAt });
  }

  function pausesOf(key: string | undefined) {
    return facts.pauses?.filter(({ branch }) => branch === undefined || branch === key);
  }
}

/** The newest notice by `now`: one before acceptance, or one of a department that asks afterwards (联办部门), which stops no other clock. */
function lastAsked(
  { corrections = [], acceptedAt }: CaseFacts,
  windows: readonly AnswerWindow[],
  now: Date,
): (CorrectionFact & { before: boolean }) | undefined {
  const later = corrections.findLast(
    ({ requestedAt }) => acceptedAt && requestedAt.getTime() >= acceptedAt.getTime() && cameBy(now, requestedAt),
  );
  if (later) return { ...later, before: false };
  const asked = windows.findLast((window) => window.correction)?.correction;
  return asked && { ...asked, before: true };
}
