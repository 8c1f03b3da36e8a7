import type { Facts } from "../form/index.ts";
import type { Flow } from "./flow.ts";
import type { Opinion } from "./joint.ts";
import { soundStructure } from "./sound.ts";
import type { CaseOutcome, Effect, FlowMove, FlowState, Hold, Leaving, Token } from "./state.ts";
import type { Structure } from "./structure.ts";

/** The work of one move: a copy of the state that is written on, and what happened to it. */
export interface Walk {
  readonly structure: Structure;
  readonly facts: Facts;
  readonly effects: Effect[];
  outcome: CaseOutcome | null;
  hold: Hold | null;
  lastNo: number;
  tokens: Token[];
}

/** Among which branches a token stands. */
export type Place = Pick<Token, "within" | "branch">;

/** The reason by which the clock stops while the applicant corrects (code table special_reason). */
const correctionWait = "correction-wait";

/** @throws HallError `process/flow-unsound` */
export function beginWalk(flow: Flow, facts: Facts, state: FlowState): Walk {
  return { ...state, tokens: [...state.tokens], structure: soundStructure(flow), facts, effects: [] };
}

/** What the walk came to. */
export function endWalk({ outcome, hold, lastNo, tokens, effects }: Walk): FlowMove {
  return { state: { outcome, hold, lastNo, tokens }, effects };
}

/** Begins a token; a special procedure stops the clock as long as its token lives. */
export function put(walk: Walk, node: string, { within, branch }: Place, opinion: Opinion): Token {
  walk.lastNo += 1;
  const token: Token = { no: walk.lastNo, node, within, branch, opinion };
  walk.tokens.push(token);
  walk.effects.push({ kind: "entered", token });
  const reason = procedureOf(walk, token);
  if (reason) walk.effects.push({ kind: "clockStopped", reason, token: token.no });
  return token;
}

/** Ends a token. */
export function leave(walk: Walk, token: Token, as: Leaving): void {
  walk.tokens = walk.tokens.filter((one) => one !== token);
  walk.effects.push({ kind: "left", token, as });
  const reason = procedureOf(walk, token);
  if (reason) walk.effects.push({ kind: "clockResumed", reason, token: token.no });
}

/** Ends all that is still at work below this fork; numbers rise downwards, so one pass in their order finds all. */
export function callOff(walk: Walk, fork: number): void {
  const below = new Set([fork]);
  for (const token of [...walk.tokens]) {
    if (token.within === null || !below.has(token.within)) continue;
    below.add(token.no);
    leave(walk, token, "cancelled");
  }
}

/** Nothing can be done until `freeHold` or the end; the clock stops. */
export function setHold(walk: Walk, hold: Hold): void {
  walk.hold = hold;
  walk.effects.push({ kind: "clockStopped", reason: reasonOf(hold), token: null });
}

/** Ends the hold; the clock runs again. */
export function freeHold(walk: Walk): void {
  if (!walk.hold) return;
  walk.effects.push({ kind: "clockResumed", reason: reasonOf(walk.hold), token: null });
  walk.hold = null;
}

/** Finishes the case: nothing lives on. */
export function finish(walk: Walk, outcome: CaseOutcome): void {
  freeHold(walk);
  for (const token of [...walk.tokens]) leave(walk, token, "cancelled");
  walk.outcome = outcome;
  walk.effects.push({ kind: "ended", outcome });
}

function reasonOf(hold: Hold): string {
  return hold.kind === "pause" ? hold.reason : correctionWait;
}

function procedureOf(walk: Walk, token: Token): string | undefined {
  const node = walk.structure.nodes.get(token.node);
  return node?.kind === "task" ? node.procedure : undefined;
}
