import type { Flow } from "../flow.ts";
import type { Effect, FlowMove, FlowState, Token } from "../state.ts";

/** No token lost, none too many: one walks outside, and every open fork has each of its branches exactly once. */
export function isComplete(flow: Flow, state: FlowState): boolean {
  if (state.outcome) return state.tokens.length === 0 && state.hold === null;
  const branches = new Map(flow.nodes.map((node) => [node.key, node.kind === "fork" ? node.branches.length : 0]));
  const owners = [null, ...state.tokens.filter((token) => branches.get(token.node)).map((token) => token.no)];
  const expected = owners.flatMap((owner) => {
    if (owner === null) return ["null/null"];
    const fork = state.tokens.find((token) => token.no === owner);
    return Array.from({ length: branches.get(fork?.node ?? "") ?? 0 }, (_, branch) => `${owner}/${branch}`);
  });
  const found = state.tokens.map((token) => `${token.within}/${token.branch}`);
  return expected.sort().join() === found.sort().join();
}

/** The laws of conservation that one move broke. */
export function faultsOfMove(
  flow: Flow,
  before: FlowState,
  { state, effects }: FlowMove,
): ("lost" | "doubleEnds" | "doubleDecisions")[] {
  const faults: ("lost" | "doubleEnds" | "doubleDecisions")[] = [];
  if (!sameTokens(foldTokens(before.tokens, effects), state.tokens)) faults.push("lost");
  const stopped = count(effects, "clockStopped") - count(effects, "clockResumed");
  if (stopped !== clocksOf(flow, state) - clocksOf(flow, before)) faults.push("lost");
  if (count(effects, "ended") !== (state.outcome && !before.outcome ? 1 : 0)) faults.push("doubleEnds");

  const decided = effects.flatMap((effect) => (effect.kind === "jointDecided" ? [effect.fork] : []));
  const forks = new Set(flow.nodes.filter((node) => node.kind === "fork").map((node) => node.key));
  const closed = effects.flatMap((effect) =>
    effect.kind === "left" && effect.as === "joined" && forks.has(effect.token.node) ? [effect.token.no] : [],
  );
  if (decided.join() !== closed.join() || new Set(decided).size !== decided.length) faults.push("doubleDecisions");
  return faults;
}

/** The rows a caller would keep that only follows the effects. */
export function foldTokens(tokens: readonly Token[], effects: readonly Effect[]): Token[] {
  let rows = [...tokens];
  for (const effect of effects) {
    if (effect.kind === "entered") rows.push(effect.token);
    if (effect.kind === "left") rows = rows.filter((row) => row.no !== effect.token.no);
  }
  return rows;
}

function sameTokens(a: readonly Token[], b: readonly Token[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** How many reasons hold the clock in this state: the hold, and each special procedure that is open. */
function clocksOf(flow: Flow, state: FlowState): number {
  const procedures = new Set(
    flow.nodes.filter((node) => node.kind === "task" && node.procedure).map((node) => node.key),
  );
  return (state.hold ? 1 : 0) + state.tokens.filter((token) => procedures.has(token.node)).length;
}

function count(effects: readonly Effect[], kind: Effect["kind"]): number {
  return effects.filter((effect) => effect.kind === kind).length;
}
