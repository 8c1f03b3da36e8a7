import type { Flow, FlowNode, JoinRule } from "../flow.ts";
import { taskNode, withEnds } from "../templates.ts";

/** How the departments' branches look; each family is explored for every rule and every number of branches. */
export type Shape = "plain" | "mixed" | "nested";

const rules: JoinRule[] = [{ kind: "countersign" }, { kind: "anySign" }, { kind: "proportion", percent: 60 }];

/**
 * The joint flows of the model check: 2 … `most` branches × rule × waiting for all or for enough × what a negative joint
 * opinion does (the lead decides, refuses by itself, or everything begins again) × shape of the branches.
 */
export function jointFamilies(most: number, shapes: readonly Shape[] = ["plain", "mixed", "nested"]): Flow[] {
  const flows: Flow[] = [];
  for (const shape of shapes) {
    for (let branches = 2; branches <= most; branches += 1) {
      for (const rule of rules) {
        for (const waitFor of ["all", "enough"] as const) {
          for (const disagree of ["decide", "refused", "examine"]) {
            flows.push(family(shape, branches, { rule, waitFor, disagree }));
          }
        }
      }
    }
  }
  return flows;
}

function family(
  shape: Shape,
  branches: number,
  join: { rule: JoinRule; waitFor: "all" | "enough"; disagree: string },
): Flow {
  const parts = Array.from({ length: branches }, (_, i) => part(shape, i));
  return {
    key: `${shape}-${branches}-${join.rule.kind.toLowerCase()}-${join.waitFor}-${join.disagree}`,
    name: "模型检查用的联办件",
    facts: [{ key: "concerned", name: "是否涉及", kind: "yesNo" }],
    nodes: withEnds([
      { kind: "start", key: "apply", name: "申请", next: "accept" },
      taskNode("accept", {
        key: "accept",
        name: "受理",
        post: "window-officer",
        agree: "examine",
        disagree: "not-accepted",
      }),
      taskNode("examine", { key: "examine", name: "牵头审查", post: "reviewer", agree: "split" }),
      { kind: "machine", key: "split", name: "拆分派发", next: "consult" },
      { kind: "fork", key: "consult", name: "并联", branches: parts.map((nodes) => nodes[0]?.key ?? "") },
      ...parts.flat(),
      { kind: "join", key: "collect", name: "汇总", agree: "decide", ...join },
      taskNode("decide", {
        key: "decide",
        name: "决定",
        post: "approver",
        returnTo: ["examine", "consult"],
        agree: "granted",
        disagree: "refused",
      }),
    ]),
  };
}

/** One branch; the number picks what stands in it, so that different things run side by side. */
function part(shape: Shape, i: number): FlowNode[] {
  const key = `part-${i}`;
  const opinion = (name: string, more: { agree: string; disagree?: string; returnTo?: string[]; procedure?: string }) =>
    taskNode("opinion", {
      key: name,
      name: "意见",
      post: "co-reviewer",
      mayCorrect: true,
      deemed: { after: 5, as: "agree" },
      ...more,
    });
  if (shape === "plain") return [opinion(key, { agree: "collect", disagree: "collect", returnTo: ["examine"] })];
  if (shape === "nested" && i === 0) {
    return [
      { kind: "fork", key, name: "科室会审", branches: ["inner-0", "inner-1"] },
      opinion("inner-0", { agree: "inner", disagree: "inner", returnTo: ["examine"] }),
      opinion("inner-1", { agree: "inner", disagree: "inner", returnTo: [key] }),
      {
        kind: "join",
        key: "inner",
        name: "科室意见",
        rule: { kind: "countersign" },
        waitFor: "enough",
        agree: "collect",
        disagree: "collect",
      },
    ];
  }
  if (shape === "nested") return [opinion(key, { agree: "collect", disagree: "collect", returnTo: ["consult"] })];
  const second = `${key}-b`;
  if (i % 4 === 0) {
    return [
      opinion(key, { agree: second, disagree: "collect", returnTo: ["examine"] }),
      opinion(second, { agree: "collect", disagree: "collect", returnTo: [key, "consult"] }),
    ];
  }
  if (i % 4 === 1) {
    return [
      opinion(key, { agree: second, disagree: "collect", procedure: "expert-review", returnTo: ["examine"] }),
      { kind: "machine", key: second, name: "登记意见", next: "collect" },
    ];
  }
  if (i % 4 === 2) {
    return [
      {
        kind: "choice",
        key,
        name: "是否涉及",
        ways: [{ name: "涉及", when: { "==": [{ var: "concerned" }, true] }, to: second }],
        otherwise: "collect",
      },
      opinion(second, { agree: "collect", disagree: "collect" }),
    ];
  }
  return [
    { kind: "timer", key, name: "公示期", workdays: 5, next: second },
    opinion(second, { agree: "collect", disagree: "collect", returnTo: ["consult"] }),
  ];
}
