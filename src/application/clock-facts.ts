import type { CaseFacts } from "./clocks/index.ts";
import { correctionDays } from "./correction-limit.ts";
import type { CaseState } from "./state.ts";

/**
 * What the clocks of a case are read from.
 *
 * @param nameOf a special procedure in words (code table special_reason); the code itself when absent.
 */
export function clockFactsOf(state: CaseState, nameOf: (reason: string) => string = (reason) => reason): CaseFacts {
  const { acceptance, decision, delivery, notAcceptedAt, finishedAt } = state;
  const at = (text: string | null | undefined) => (text ? new Date(text) : undefined);
  const endedOtherwise = finishedAt && !decision && !notAcceptedAt ? finishedAt : undefined;
  return {
    submittedAt: new Date(state.submittedAt),
    acceptedAt: at(acceptance?.at),
    notAcceptedAt: at(notAcceptedAt),
    legal: acceptance?.legal ?? undefined,
    promised: acceptance?.promised ?? undefined,
    corrections: state.corrections.map(({ requestedAt, answeredAt, days }) => ({
      requestedAt: new Date(requestedAt),
      correctedAt: at(answeredAt),
      limit: { amount: correctionDays({ days }), unit: "wd" as const },
    })),
    pauses: state.pauses.map(({ from, to, reason, token }) => ({
      from: new Date(from),
      to: at(to),
      reason: nameOf(reason),
      // One branch's own special procedure stops it and the case, not the other branches (A17).
      branch: state.branches?.some((one) => one.token === token) ? `${token}` : undefined,
    })),
    branches: state.branches?.map(({ token, openedAt, limit, answeredAt }) => ({
      key: `${token}`,
      openedAt: new Date(openedAt),
      limit: { amount: limit, unit: "wd" as const },
      answeredAt: at(answeredAt),
    })),
    extensions: state.extensions.map(({ at: decidedAt, days }) => ({ decidedAt: new Date(decidedAt), days })),
    joint: state.joint,
    decidedAt: at(decision?.at),
    deliveredAt: at(delivery?.deliveredAt),
    closedAt: at(endedOtherwise),
  };
}
