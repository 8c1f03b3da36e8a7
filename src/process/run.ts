import { type Facts, holds } from "../form/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { Flow, JoinNode, TaskNode } from "./flow.ts";
import { decideJoint, type Opinion } from "./joint.ts";
import type { FlowEvent, FlowMove, FlowState, Hold, Token } from "./state.ts";
import { beginWalk, callOff, endWalk, finish, freeHold, leave, type Place, put, setHold, type Walk } from "./walk.ts";

/**
 * Starts a flow for a submitted application: one token walks from the start to the first work.
 *
 * @param facts what the choices may ask for; facts never given make a choice take its `otherwise`.
 * @throws HallError `process/flow-unsound` (invalid) when `checkFlow` finds an error: such a flow is never run.
 */
export function startFlow(flow: Flow, facts: Facts = {}): FlowMove {
  const walk = beginWalk(flow, facts, { outcome: null, hold: null, lastNo: 0, tokens: [] });
  const start = walk.structure.nodes.get(walk.structure.start);
  if (start?.kind === "start") enter(walk, start.next, { within: null, branch: null }, null);
  return endWalk(walk);
}

/**
 * Moves a running flow by one event. Pure and deterministic; the state handed in is never changed.
 *
 * @param facts the facts as they are now, for the choices this move passes.
 * @throws HallError (conflict) `process/ended`, `process/on-hold`, `process/not-on-hold`, `process/task-gone`,
 *   `process/not-offered`; (invalid) `process/reason-missing`, `process/flow-unsound`.
 */
export function advanceFlow(flow: Flow, state: FlowState, event: FlowEvent, facts: Facts = {}): FlowMove {
  const walk = beginWalk(flow, facts, state);
  if (state.outcome) throw new HallError("conflict", "process/ended", "这个办件已经办结", { outcome: state.outcome });
  if ("reason" in event && event.reason.trim() === "") {
    throw new HallError("invalid", "process/reason-missing", "请写明理由", { fields: { reason: "请写明理由" } });
  }
  if (event.kind === "withdraw") finish(walk, "withdrawn");
  else if (event.kind === "terminate") finish(walk, event.as);
  else if (state.hold) release(walk, state.hold, event);
  else act(walk, event);
  return endWalk(walk);
}

/** A case on hold hears only what ends the hold. */
function release(walk: Walk, hold: Hold, event: FlowEvent): void {
  const fits = hold.kind === "pause" ? ["resume"] : ["correct", "expireCorrection"];
  if (!fits.includes(event.kind)) {
    const why = hold.kind === "pause" ? "办件正在暂停计时，恢复以后才能办理" : "正在等申请人补正，补正以后才能办理";
    throw new HallError("conflict", "process/on-hold", why, { hold: hold.kind });
  }
  if (event.kind === "expireCorrection") finish(walk, "correctionExpired");
  else freeHold(walk);
}

function act(walk: Walk, event: FlowEvent): void {
  if (event.kind === "pause") setHold(walk, { kind: "pause", reason: event.reason });
  else if ("token" in event) actOn(walk, tokenOf(walk, event.token), event);
  else throw new HallError("conflict", "process/not-on-hold", "办件没有暂停，也没有在等补正");
}

function actOn(walk: Walk, token: Token, event: Extract<FlowEvent, { token: number }>): void {
  const node = walk.structure.nodes.get(token.node);
  if (event.kind === "timer" && node?.kind === "timer") {
    leave(walk, token, "passed");
    enter(walk, node.next, token, token.opinion);
    return;
  }
  if (node?.kind !== "task") throw notOffered(event);
  if (event.kind === "agree" || event.kind === "disagree") answer(walk, token, node, event.kind, event);
  else if (event.kind === "overdue" && node.deemed) answer(walk, token, node, node.deemed.as, event);
  else if (event.kind === "requestCorrection" && node.mayCorrect)
    setHold(walk, { kind: "correction", token: token.no });
  else if (event.kind === "return" && node.returnTo.includes(event.to)) goBack(walk, token, event.to);
  else throw notOffered(event);
}

function answer(walk: Walk, token: Token, node: TaskNode, opinion: "agree" | "disagree", event: FlowEvent): void {
  const to = node[opinion];
  if (to === undefined) throw notOffered(event);
  leave(walk, token, opinion);
  enter(walk, to, token, opinion);
}

/** Back to an earlier node. Out of a fork, its other branches are called off, in the order of their numbers. */
function goBack(walk: Walk, token: Token, to: string): void {
  const depthOf = (node: string) => walk.structure.scopes.get(node)?.length ?? 0;
  let place = token;
  while (depthOf(place.node) > depthOf(to)) place = openFork(walk, place);
  leave(walk, token, "returned");
  if (place !== token) {
    callOff(walk, place.no);
    leave(walk, place, "returned");
  }
  enter(walk, to, place, null);
}

/** Comes to a node: waits there, or goes through it at once. A sound flow has no ring without a wait, so this ends. */
function enter(walk: Walk, key: string, place: Place, opinion: Opinion): void {
  const node = walk.structure.nodes.get(key);
  if (node?.kind === "choice") {
    const way = node.ways.find((one) => holds(one.when, walk.facts));
    enter(walk, way?.to ?? node.otherwise, place, opinion);
  } else if (node?.kind === "machine") {
    walk.effects.push({ kind: "passed", node: key });
    enter(walk, node.next, place, opinion);
  } else if (node?.kind === "fork") {
    const fork = put(walk, key, place, opinion);
    for (const [branch, to] of node.branches.entries()) enter(walk, to, { within: fork.no, branch }, null);
  } else if (node?.kind === "join") {
    meet(walk, node, openFork(walk, put(walk, key, place, opinion)));
  } else if (node?.kind === "end") {
    finish(walk, node.outcome);
  } else {
    put(walk, key, place, opinion);
  }
}

/** A branch has arrived: gives the joint opinion when it can be given, and only once, because the fork's token goes with it. */
function meet(walk: Walk, join: JoinNode, fork: Token): void {
  const arrived = walk.tokens.filter((token) => token.within === fork.no && token.node === join.key);
  const node = walk.structure.nodes.get(fork.node);
  const missing = (node?.kind === "fork" ? node.branches.length : 0) - arrived.length;
  const opinions = arrived.map((token) => token.opinion);
  const opinion = decideJoint(join, opinions, missing);
  if (opinion === undefined) return;
  walk.effects.push({ kind: "jointDecided", join: join.key, fork: fork.no, opinion });
  for (const token of arrived) leave(walk, token, "joined");
  callOff(walk, fork.no);
  leave(walk, fork, "joined");
  enter(walk, opinion === "disagree" ? join.disagree : join.agree, fork, opinion);
}

function tokenOf(walk: Walk, no: number | null): Token {
  const token = walk.tokens.find((one) => one.no === no);
  if (token) return token;
  throw new HallError("conflict", "process/task-gone", "这个环节已经办完或被撤下，请刷新后再看", { token: no });
}

function openFork(walk: Walk, token: Token): Token {
  return tokenOf(walk, token.within);
}

function notOffered(event: FlowEvent): HallError {
  return new HallError("conflict", "process/not-offered", "这个环节现在不能这样办", { event: event.kind });
}
