/** Unit of a limit by code table `time_unit`: workdays (工作日), calendar days (自然日), hours (小时), months (月). */
export type CaseLimitUnit = "wd" | "cd" | "h" | "m";

/** A limit as the item version writes it: a whole number, zero or more, and its unit. */
export interface CaseLimit {
  amount: number;
  unit: CaseLimitUnit;
}

/** One correction notice (一次性告知) and its answer. `limit` is how long the applicant has. */
export interface CorrectionFact {
  requestedAt: Date;
  limit?: CaseLimit | undefined;
  correctedAt?: Date | undefined;
}

/**
 * One pause by a special procedure (特别程序). `from` is its first moment, `to` the moment of resumption; `branch` when it
 * belongs to one branch of a joint case. Acts write down what happens at that moment; where a pause was written down later
 * than it began or ended, `recordedAt` and `endRecordedAt` say when.
 */
export interface PauseFact {
  from: Date;
  to?: Date | undefined;
  /** What people read: 听证, 专家评审. */
  reason: string;
  branch?: string | undefined;
  recordedAt?: Date | undefined;
  endRecordedAt?: Date | undefined;
}

/** One extension (延长审批): its days are counted in the unit of each clock that it lengthens. */
export interface ExtensionFact {
  decidedAt: Date;
  days: number;
}

/** A branch of a joint case, with the days of the department asked. */
export interface BranchFact {
  key: string;
  openedAt: Date;
  limit: CaseLimit;
  answeredAt?: Date | undefined;
}

/**
 * What the clocks of a case are read from: instants of the journal, limits frozen at acceptance. Nothing computed is here.
 *
 * `submittedAt` is the receipt (收件). `acceptedAt` is when acceptance was written down; a deemed acceptance may leave it out
 * or give the job's instant: the clocks find the day of receipt themselves. `closedAt` ends a case without a decision
 * (withdrawn, void, terminated, forwarded).
 */
export interface CaseFacts {
  submittedAt: Date;
  acceptedAt?: Date | undefined;
  notAcceptedAt?: Date | undefined;
  legal?: CaseLimit | undefined;
  promised?: CaseLimit | undefined;
  corrections?: readonly CorrectionFact[] | undefined;
  pauses?: readonly PauseFact[] | undefined;
  extensions?: readonly ExtensionFact[] | undefined;
  branches?: readonly BranchFact[] | undefined;
  firstExamination?: { acceptedAt: Date; sentUpAt?: Date | undefined } | undefined;
  joint?: boolean | undefined;
  decidedAt?: Date | undefined;
  /** Days to issue and deliver where the item is stricter than the law's ten workdays. */
  delivery?: CaseLimit | undefined;
  deliveredAt?: Date | undefined;
  closedAt?: Date | undefined;
}

/** The instant if it has come by `now`. */
export function cameBy(now: Date, at: Date | undefined): Date | undefined {
  return at && at.getTime() <= now.getTime() ? at : undefined;
}

/** The first of some instants, leaving out those that never came. */
export function earliest(...instants: (Date | undefined)[]): Date | undefined {
  return instants.reduce((first, at) => (at && (!first || at.getTime() < first.getTime()) ? at : first), undefined);
}
