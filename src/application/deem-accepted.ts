import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { advanceFlow, type FlowEvent, type FlowMove, type FlowState } from "../process/index.ts";
import { limitsOf } from "./accept.ts";
import { type CaseCommand, type Moved, runAct, type Scene } from "./act.ts";
import { impliedDecision, silentSince } from "./checks.ts";
import { changeOf, flowFacts, taskOf, together } from "./flow-change.ts";
import { notFound } from "./rights.ts";
import type { Move } from "./write-move.ts";

/** Who writes down what silence has decided. */
export const watchman: Actor = { kind: "system", id: "application.watch", assurance: 3, posts: [] };

/** More steps than any flow has before acceptance. */
const mostSteps = 50;

/**
 * Writes down that a case counts as accepted, because the office was silent for five workdays (视为受理); from the day the
 * materials arrived.
 *
 * @throws HallError `application/not-silent` (conflict) while the five days run, or when the office has answered.
 * @source 行政许可法 art. 32(4)
 */
export async function deemAccepted(house: House, actor: Actor, command: CaseCommand): Promise<Moved> {
  return await runAct(house, actor, command, decideDeemAccepted);
}

export function decideDeemAccepted(scene: Scene): Move {
  if (scene.actor.kind !== "system") throw notFound();
  const on = silentSince(scene);
  if (on === undefined) throw new HallError("conflict", "application/not-silent", "还没有到视为受理的时候");
  const change = passAcceptance(scene);
  const decided = impliedDecision(scene, change);
  return {
    kind: "deemAccepted",
    facts: { flow: change, accepted: { on, deemed: true, ...limitsOf(scene.version) }, ...(decided && { decided }) },
  };
}

/** Everything that stood before acceptance counts as said yes to: silence of the office, not of one desk, is what the law punishes. */
function passAcceptance({ state, flow, desks, facts }: Scene) {
  const moves: FlowMove[] = [];
  const asked = flowFacts(flow, facts);
  let present: FlowState = state.flow;
  let accepted = false;
  while (!accepted && !present.outcome && moves.length < mostSteps) {
    const event = firstEvent(present);
    if (!event) break;
    accepted = event.accepts;
    const move = advanceFlow(flow, present, event.event, asked);
    moves.push(move);
    present = move.state;
  }
  const { effects } = together(moves, state.flow);
  return changeOf(flow, desks, state.flow, present, effects);

  function firstEvent(before: FlowState): { event: FlowEvent; accepts: boolean } | undefined {
    const waiting = before.tokens.flatMap(({ no: token, node: key }): { event: FlowEvent; accepts: boolean }[] => {
      const task = taskOf(flow, key);
      if (task?.act === "accept") return [{ event: { kind: "overdue", token }, accepts: true }];
      if (task) return [{ event: { kind: "agree", token }, accepts: false }];
      const timer = flow.nodes.some((node) => node.key === key && node.kind === "timer");
      return timer ? [{ event: { kind: "timer", token }, accepts: false }] : [];
    });
    return waiting.find(({ accepts }) => accepts) ?? waiting[0];
  }
}
