import type { JoinNode, JoinRule } from "./flow.ts";

/** What a branch says when it arrives; `null` = it was not concerned (不涉及) and does not count. */
export type Opinion = "agree" | "disagree" | null;

/**
 * The joint opinion of a fork's branches, or `undefined` while it is still open.
 *
 * Nobody concerned gives `null`, and the case goes on as agreed. With `enough` the opinion is given as soon as no answer
 * still missing could change it, and the other branches are called off.
 *
 * @param arrived one opinion for each branch that has arrived.
 * @param missing how many branches are still at work.
 */
export function decideJoint(
  join: Pick<JoinNode, "rule" | "waitFor">,
  arrived: readonly Opinion[],
  missing: number,
): Opinion | undefined {
  const agreed = arrived.filter((opinion) => opinion === "agree").length;
  const voters = arrived.filter((opinion) => opinion !== null).length;
  if (missing === 0) {
    if (voters === 0) return null;
    return agreed >= needed(join.rule, voters) ? "agree" : "disagree";
  }
  if (join.waitFor === "all") return undefined;
  // The worst that can come is that all the missing disagree, the best that all agree: `needed` grows by at most one a voter.
  if (agreed >= needed(join.rule, voters + missing)) return "agree";
  if (agreed + missing < needed(join.rule, voters + missing)) return "disagree";
  return undefined;
}

function needed(rule: JoinRule, voters: number): number {
  if (rule.kind === "countersign") return voters;
  if (rule.kind === "anySign") return Math.min(1, voters);
  return Math.ceil((rule.percent * voters) / 100);
}
