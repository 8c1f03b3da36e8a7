import type { Act, EndNode, Flow, FlowNode, JoinRule, TaskNode } from "./flow.ts";
import { acceptWorkdays } from "./law.ts";

/** What a template's task needs to say; the rest follows from its act. */
export interface TaskPlan extends Partial<Omit<TaskNode, "kind" | "act">> {
  key: string;
  name: string;
  post: string;
  agree: string;
}

/** A task of this act. Only acceptance may ask for a correction and is deemed given by silence (行政许可法 32). */
export function taskNode(act: Act, plan: TaskPlan): TaskNode {
  const accepting: Partial<TaskNode> =
    act === "accept" ? { deemed: { after: acceptWorkdays, as: "agree" }, mayCorrect: true } : {};
  return { kind: "task", act, mayCorrect: false, returnTo: [], ...accepting, ...plan };
}

/** The ends that every template knows, without those that nothing leads to. */
export function withEnds(nodes: FlowNode[]): FlowNode[] {
  const ends: EndNode[] = [
    { kind: "end", key: "granted", name: "办结", outcome: "granted" },
    { kind: "end", key: "refused", name: "不予许可办结", outcome: "refused" },
    { kind: "end", key: "not-accepted", name: "不予受理", outcome: "notAccepted" },
  ];
  const text = JSON.stringify(nodes);
  return [...nodes, ...ends.filter((end) => text.includes(`"${end.key}"`))];
}

/** 送达不予许可决定书: a refusal, too, has its ten days (行政许可法 38, 44). */
function deliverRefusal(post: string): TaskNode {
  return taskNode("deliver", { key: "deliver-refusal", name: "送达不予许可决定书", post, agree: "refused" });
}

/** 即办件: 申请 → 受理 → 当场决定 → 送达, all while the applicant waits. */
export function onTheSpotFlow(names: { key?: string; name?: string } = {}): Flow {
  const post = "window-officer";
  return {
    key: names.key ?? "on-the-spot",
    name: names.name ?? "即办件",
    facts: [],
    nodes: withEnds([
      { kind: "start", key: "apply", name: "申请", next: "accept" },
      taskNode("accept", { key: "accept", name: "受理", post, limit: 0, agree: "decide", disagree: "not-accepted" }),
      taskNode("decide", {
        key: "decide",
        name: "当场决定",
        post,
        limit: 0,
        agree: "deliver",
        disagree: "deliver-refusal",
      }),
      taskNode("deliver", { key: "deliver", name: "送达", post, limit: 0, agree: "granted" }),
      deliverRefusal(post),
    ]),
  };
}

/** Working days of the nodes; none of them may be longer than the law's. */
export interface PromisedDays {
  accept?: number;
  examine?: number;
  decide?: number;
  issue?: number;
  deliver?: number;
}

/** 承诺件: 申请 → 受理 → 审查 → 决定 → 制证 → 送达. */
export function promisedFlow(names: { key?: string; name?: string } = {}, days: PromisedDays = {}): Flow {
  return {
    key: names.key ?? "promised",
    name: names.name ?? "承诺件",
    facts: [],
    nodes: withEnds([
      { kind: "start", key: "apply", name: "申请", next: "accept" },
      acceptTask(days, "examine"),
      taskNode("examine", {
        key: "examine",
        name: "审查",
        post: "reviewer",
        limit: days.examine ?? 3,
        agree: "decide",
        disagree: "decide",
      }),
      ...decisionTasks(days, ["examine"]),
    ]),
  };
}

/** One department of a joint case: it may return the case to the lead's examination, over the fork. */
export interface JointBranch {
  key: string;
  name: string;
  body: string;
  post?: string;
  limit?: number;
}

/**
 * 联办: the lead examines, the departments give their opinions at the same time, the lead decides with all of them at hand.
 *
 * @param joint.rule how the opinions make one; 会签 when left out.
 * @param joint.waitFor `all` (the default) collects every opinion, `enough` stops as soon as the joint opinion is certain.
 * @param joint.refuseAt `decision` (the default): the lead weighs a negative joint opinion; `join`: it refuses by itself.
 */
export function jointFlow(
  joint: { branches: JointBranch[]; rule?: JoinRule; waitFor?: "all" | "enough"; refuseAt?: "decision" | "join" },
  names: { key?: string; name?: string } = {},
  days: PromisedDays = {},
): Flow {
  return {
    key: names.key ?? "joint",
    name: names.name ?? "联办件",
    facts: [],
    nodes: withEnds([
      { kind: "start", key: "apply", name: "申请", next: "accept" },
      acceptTask(days, "examine"),
      taskNode("examine", {
        key: "examine",
        name: "牵头审查",
        post: "reviewer",
        limit: days.examine ?? 2,
        agree: "consult",
      }),
      { kind: "fork", key: "consult", name: "并联征求意见", branches: joint.branches.map((branch) => branch.key) },
      ...joint.branches.map((branch) =>
        taskNode("opinion", {
          ...branch,
          post: branch.post ?? "co-reviewer",
          returnTo: ["examine"],
          mayCorrect: true,
          agree: "collect",
          disagree: "collect",
        }),
      ),
      {
        kind: "join",
        key: "collect",
        name: "意见汇总",
        rule: joint.rule ?? { kind: "countersign" },
        waitFor: joint.waitFor ?? "all",
        agree: "decide",
        disagree: joint.refuseAt === "join" ? "deliver-refusal" : "decide",
      },
      ...decisionTasks(days, ["examine", "consult"]),
    ]),
  };
}

function acceptTask(days: PromisedDays, next: string): TaskNode {
  return taskNode("accept", {
    key: "accept",
    name: "受理",
    post: "window-officer",
    limit: days.accept ?? acceptWorkdays,
    agree: next,
    disagree: "not-accepted",
  });
}

function decisionTasks(days: PromisedDays, returnTo: string[]): TaskNode[] {
  return [
    taskNode("decide", {
      key: "decide",
      name: "决定",
      post: "approver",
      limit: days.decide ?? 2,
      returnTo,
      agree: "issue",
      disagree: "deliver-refusal",
    }),
    taskNode("issue", { key: "issue", name: "制证", post: "licence-maker", limit: days.issue ?? 2, agree: "deliver" }),
    taskNode("deliver", {
      key: "deliver",
      name: "送达",
      post: "window-officer",
      limit: days.deliver ?? 3,
      agree: "granted",
    }),
    deliverRefusal("window-officer"),
  ];
}
