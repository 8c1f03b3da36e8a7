import type { Facts, FactValue } from "../form/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { CaseOutcome, Effect, Flow, FlowMove, FlowState, TaskNode, Token } from "../process/index.ts";
import { jointLimit } from "./clocks/index.ts";
import { type Desks, dutyOf } from "./desks.ts";
import type { FlowChange } from "./state.ts";

/** What moves of the flow changed, as a step keeps it. @param effects of all the moves between the two states, in order. */
export function changeOf(
  flow: Flow,
  desks: Desks,
  before: FlowState,
  after: FlowState,
  effects: readonly Effect[],
): FlowChange {
  const isIn = (state: FlowState) => (no: number) => state.tokens.some((token) => token.no === no);
  const wasThere = isIn(before);
  const isThere = isIn(after);
  const entered = after.tokens.filter(({ no }) => !wasThere(no));
  return {
    left: before.tokens.map(({ no }) => no).filter((no) => !isThere(no)),
    entered,
    lastNo: after.lastNo,
    hold: after.hold,
    outcome: after.outcome,
    tasks: entered.flatMap((token) => waitingAt(flow, desks, token)),
    ...passedBy(effects),
    ...clockEffects(before, after, effects),
  };
}

/** Machines that did their part on the way; absent where there were none, as in all steps from before there were any. */
function passedBy(effects: readonly Effect[]): Pick<FlowChange, "passed"> {
  const passed = effects.flatMap((effect) => (effect.kind === "passed" ? [effect.node] : []));
  return passed.length === 0 ? {} : { passed };
}

/** The duty of a row that nobody does: the flow waits by itself. */
export const timerDuty = "timer";

/** The row for a token: a task, or a timer, which the watch alone moves on. */
function waitingAt(
  flow: Flow,
  desks: Desks,
  { no: token, node: key, within }: Token,
): FlowChange["tasks"][number] | [] {
  const node = flow.nodes.find((one) => one.key === key);
  if (node?.kind === "timer") {
    return { token, node: key, duty: timerDuty, department: desks.own, deemed: node.workdays };
  }
  if (node?.kind !== "task") return [];
  const department = (node.body === undefined ? undefined : desks.bodies.get(node.body)) ?? desks.own;
  // What silence before acceptance means is the law's, for the whole case: see `deemAccepted`.
  const deemed = node.act === "accept" ? null : (node.deemed?.after ?? null);
  // A department asked beside others has days of its own; where the flow names none, those of joint handling.
  const limit = within === null ? undefined : (node.limit ?? jointLimit.amount);
  return { token, node: key, duty: dutyOf(node), department, deemed, ...(limit !== undefined && { limit }) };
}

/** The waiting for a correction is no pause: it has its own place in the state. */
function clockEffects(before: FlowState, after: FlowState, effects: readonly Effect[]) {
  const stopped: { reason: string; token: number | null }[] = [];
  const resumed: { reason: string; token: number | null }[] = [];
  for (const effect of effects) {
    if (effect.kind !== "clockStopped" && effect.kind !== "clockResumed") continue;
    const { kind, reason, token } = effect;
    const hold = kind === "clockStopped" ? after.hold : before.hold;
    if (token === null && hold?.kind !== "pause") continue;
    const stands = token === null || after.tokens.some(({ no }) => no === token);
    if (kind === "clockStopped" && stands) stopped.push({ reason, token });
    // A task that came and went within one move stopped nothing.
    if (kind === "clockResumed" && (token === null || before.tokens.some(({ no }) => no === token))) {
      resumed.push({ reason, token });
    }
  }
  return { stopped, resumed };
}

/** The task at a node; undefined when it is something else. */
export function taskOf(flow: Flow, key: string): TaskNode | undefined {
  const node = flow.nodes.find((one) => one.key === key);
  return node?.kind === "task" ? node : undefined;
}

/** One move after another, their effects in order. */
export function together(moves: readonly FlowMove[], start: FlowState): FlowMove {
  return { state: moves.at(-1)?.state ?? start, effects: moves.flatMap(({ effects }) => effects) };
}

/** Whether a flow asks several departments at once. */
export function isJoint(flow: Flow): boolean {
  return flow.nodes.some((node) => node.kind === "task" && node.act === "opinion");
}

/** How a path ends that says yes all the way: what a task stands for that leads nowhere else. */
export function endingOf(flow: Flow, from: string): CaseOutcome | undefined {
  const seen = new Set<string>();
  for (let key: string | undefined = from; key !== undefined && !seen.has(key); ) {
    seen.add(key);
    const node = flow.nodes.find((one) => one.key === key);
    if (!node) return undefined;
    if (node.kind === "end") return node.outcome;
    key = nextOf(node);
  }
  return undefined;
}

function nextOf(node: Flow["nodes"][number]): string | undefined {
  if (node.kind === "task" || node.kind === "join") return node.agree;
  if (node.kind === "fork") return node.branches[0];
  if (node.kind === "choice") return node.otherwise;
  return node.kind === "end" ? undefined : node.next;
}

/**
 * The facts that the flow's choices ask for: what the answers say and, over it, what the officer says.
 *
 * @throws HallError `application/unknown-fact` (invalid) for a fact that the flow does not ask for, or of another kind.
 */
export function flowFacts(flow: Flow, fromAnswers: Facts, said: Facts = {}): Facts {
  const facts: Record<string, FactValue | undefined> = {};
  for (const { key } of flow.facts) facts[key] = Object.hasOwn(fromAnswers, key) ? fromAnswers[key] : undefined;
  for (const [key, value] of Object.entries(said)) {
    const asked = flow.facts.find((one) => one.key === key);
    const kind = { boolean: "yesNo", number: "number", string: "text" }[typeof value as "string"];
    if (!asked || (kind !== asked.kind && value !== undefined)) {
      throw new HallError("invalid", "application/unknown-fact", "流程没有问这个情况，或回答的种类不对", {
        fields: { [key]: "流程没有问这个情况" },
      });
    }
    facts[key] = value;
  }
  return facts;
}
