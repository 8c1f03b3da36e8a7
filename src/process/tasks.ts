import type { Act, Flow } from "./flow.ts";
import { soundStructure } from "./sound.ts";
import type { FlowState } from "./state.ts";

/** What the post may do with a task; `return` needs one of `returnTo` and a reason. */
export type Offer = "agree" | "disagree" | "requestCorrection" | "return";

/** 待办: work waiting at a node for a post. */
export interface FlowTask {
  token: number;
  node: string;
  name: string;
  act: Act;
  post: string;
  /** The co-department, or `null`: the implementing body itself. */
  body: string | null;
  /** Working days for this node, or `null`. */
  limit: number | null;
  /** After so many working days of silence the outcome counts as given. */
  deemed: { after: number; as: "agree" | "disagree" } | null;
  /** The special procedure that this task is, or `null`. */
  procedure: string | null;
  /** Empty while the case is on hold. */
  offers: Offer[];
  returnTo: { node: string; name: string }[];
}

/** 等待: a token at a timer. */
export interface FlowTimer {
  token: number;
  node: string;
  name: string;
  workdays: number;
}

/** The open tasks of a running case in the order they came. */
export function listTasks(flow: Flow, state: FlowState): FlowTask[] {
  const { nodes } = soundStructure(flow);
  return state.tokens.flatMap((token) => {
    const node = nodes.get(token.node);
    if (node?.kind !== "task") return [];
    const returnTo = node.returnTo.map((to) => ({ node: to, name: nodes.get(to)?.name ?? to }));
    const offers: Offer[] = ["agree"];
    if (node.disagree !== undefined) offers.push("disagree");
    if (node.mayCorrect) offers.push("requestCorrection");
    if (returnTo.length > 0) offers.push("return");
    return {
      token: token.no,
      node: node.key,
      name: node.name,
      act: node.act,
      post: node.post,
      body: node.body ?? null,
      limit: node.limit ?? null,
      deemed: node.deemed ?? null,
      procedure: node.procedure ?? null,
      offers: state.hold ? [] : offers,
      returnTo,
    };
  });
}

/** The timers a running case waits for in the order they came. */
export function listTimers(flow: Flow, state: FlowState): FlowTimer[] {
  const { nodes } = soundStructure(flow);
  return state.tokens.flatMap((token) => {
    const node = nodes.get(token.node);
    return node?.kind === "timer"
      ? [{ token: token.no, node: node.key, name: node.name, workdays: node.workdays }]
      : [];
  });
}
