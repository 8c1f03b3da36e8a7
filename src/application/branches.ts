import type { JournalLine } from "./journal-lines.ts";
import type { BranchState, CaseState } from "./state.ts";

/**
 * The departments asked side by side (联办), the newest round of each node; none while a round that was sent back has not begun anew.
 * A task that was sent back within its own branch is left out: the one it went back to is asked again.
 */
export function branchesOf({ branches = [] }: Pick<CaseState, "branches">): readonly BranchState[] {
  const newest = [...new Map(branches.map((one) => [one.node, one])).values()];
  const isBrokenOff =
    newest.some(({ calledOff }) => calledOff) && newest.every(({ answeredAt }) => answeredAt !== null);
  return isBrokenOff ? [] : newest.filter(({ calledOff }) => !calledOff);
}

/** 联办意见: a department asked beside others, and what it said. */
export interface BranchOpinion extends BranchState {
  /**
   * `waiting`: nothing yet; `done`: did what was no opinion; `unasked`: it need not answer any more, because the round was decided or
   * the case ended without it.
   */
  readonly said: "waiting" | "agree" | "disagree" | "done" | "unasked";
  /** It let its days pass, and the flow counts that as the answer (超时视为). */
  readonly deemed: boolean;
  /** Where the journal has the answer. */
  readonly seq: number | undefined;
  /** 环节 in words, once it has answered. */
  readonly name: string | undefined;
}

/**
 * What each department asked side by side has said, in the order in which they were asked. The journal is the only place that
 * keeps it, so whoever may read the journal may know it. Pure.
 *
 * @param journal all lines of the case.
 * @source 行政许可法 art. 26; capabilities D1
 */
export function opinionsOf(
  state: Pick<CaseState, "branches">,
  journal: readonly JournalLine[],
): readonly BranchOpinion[] {
  return branchesOf(state).map((one): BranchOpinion => {
    const line = journal.find(({ answer }) => answer?.token === one.token);
    const silent = one.answeredAt === null ? "waiting" : "unasked";
    return {
      ...one,
      said: line ? (line.answer?.opinion ?? "done") : silent,
      deemed: line?.kind === "deemTask",
      seq: line?.seq,
      name: line?.node,
    };
  });
}
