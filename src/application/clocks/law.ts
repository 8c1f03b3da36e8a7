import type { CaseLimit } from "./facts.ts";

/** The answer on completeness after receipt. @source 行政许可法 art. 32(4) */
export const answerLimit: CaseLimit = { amount: 5, unit: "wd" };
/** What the applicant has to answer a notice that names no days. Our own rule: the law gives him none. @source field-dictionary 4 */
export const correctionLimit: CaseLimit = { amount: 5, unit: "wd" };
/** Workdays after that limit in which the office may close the case; then the watch does, so that nothing waits for ever. */
export const correctionGrace = 10;
/** Issue and deliver after the decision. @source 行政许可法 art. 44 */
export const deliveryLimit: CaseLimit = { amount: 10, unit: "wd" };
/** Unified, joint or concentrated handling, one clock for the whole case. @source 行政许可法 art. 42(2) */
export const jointLimit: CaseLimit = { amount: 45, unit: "wd" };
/** A lower body examines first, from its own acceptance. @source 行政许可法 art. 43 */
export const firstExaminationLimit: CaseLimit = { amount: 20, unit: "wd" };

/** Most days of the one extension: approved by the head of the body. @source 行政许可法 art. 42(1) */
export const extensionDays = 10;
/** Most days of the one extension of joint handling: approved by the government of that level. @source art. 42(2) */
export const jointExtensionDays = 15;

/** A hearing is asked for within 5 days, held within 20, announced 7 days ahead; all workdays. @source art. 47, 48, 82 */
export const hearingLimits = { ask: 5, hold: 20, announce: 7 } as const;
