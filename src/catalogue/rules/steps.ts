import type { ItemDocument } from "../document.ts";

/** A step of handling as guides name it. */
export type HandlingStep = "受理" | "审核" | "审批" | "办结" | "送达";

/** The steps that the law's order of a permit knows. @source field-dictionary 5, rule 10 */
export const permitSteps: readonly HandlingStep[] = ["受理", "审核", "审批", "办结", "送达"];

/** The steps that the flow really has; undefined without a flow. */
export function stepsOf({ flow }: ItemDocument): Set<HandlingStep> | undefined {
  if (!flow) return undefined;
  const steps = new Set<HandlingStep>();
  for (const node of flow.nodes) {
    if (node.kind === "end") steps.add("办结");
    if (node.kind !== "task") continue;
    if (node.act === "accept") steps.add("受理");
    if (node.act === "examine" || node.act === "opinion") steps.add("审核");
    if (node.act === "decide") steps.add("审批");
    if (node.act === "deliver") steps.add("送达");
  }
  return steps;
}
