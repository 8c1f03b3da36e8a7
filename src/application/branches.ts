import type { BranchState, CaseState } from "./state.ts";

/** The departments asked side by side (联办), the newest round of each node; none while a round that was sent back has not begun anew. */
export function branchesOf({ branches = [] }: Pick<CaseState, "branches">): readonly BranchState[] {
  const newest = [...new Map(branches.map((one) => [one.node, one])).values()];
  return newest.some(({ calledOff }) => calledOff) ? [] : newest;
}
