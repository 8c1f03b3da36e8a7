import { type Condition, type Facts, holds, sampleFacts } from "../../form/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import type { ChoiceNode, Flow } from "../flow.ts";
import type { advanceFlow, startFlow } from "../run.ts";
import type { FlowEvent, FlowMove, FlowState, Token } from "../state.ts";
import { faultsOfMove, isComplete } from "./laws.ts";
import { enabledRules, fire, type Marking, type Model, modelOf, settle } from "./model.ts";

/** The engine under test; the tests also hand in spoilt ones, to see that the check can fail. */
export interface Engine {
  startFlow: typeof startFlow;
  advanceFlow: typeof advanceFlow;
}

/** What an exploration has seen. Everything from `stuck` on must be 0. */
export interface Findings {
  flows: number;
  states: number;
  transitions: number;
  refused: number;
  joints: number;
  /** Running states from which no work leads to an end. */
  stuck: number;
  /** States or moves that lose or double a token, or leave a clock stopped. */
  lost: number;
  /** Moves that end twice, or ended states in which something still happens. */
  doubleEnds: number;
  /** Joint opinions not given exactly once for their fork. */
  doubleDecisions: number;
  /** Steps at which engine and model differ. */
  differing: number;
  /** The first fault in words, for the person who has to find it. */
  first: string;
}

/** Nothing seen yet. */
export function noFindings(): Findings {
  const zero = { stuck: 0, lost: 0, doubleEnds: 0, doubleDecisions: 0, differing: 0 };
  return { flows: 0, states: 0, transitions: 0, refused: 0, joints: 0, ...zero, first: "" };
}

/** One line of figures, the first fault behind it. */
export function summaryOf(seen: Findings): string {
  const figures = `flows ${seen.flows}, states ${seen.states}, transitions ${seen.transitions}, stuck ${seen.stuck}, lost ${seen.lost}, double ends ${seen.doubleEnds}, differing ${seen.differing}`;
  const more = `refused ${seen.refused}, joint opinions ${seen.joints}, double decisions ${seen.doubleDecisions}`;
  return `${figures}; ${more}${seen.first && `; first: ${seen.first}`}`;
}

/** The engine's state in the model's words; the numbers of the tokens fall away. */
export function markingOf(flow: Flow, state: FlowState): Marking {
  if (state.outcome) return [`over ${state.outcome}`];
  const kinds = new Map(flow.nodes.map((node) => [node.key, node.kind]));
  const held = state.hold?.kind === "correction" ? state.hold.token : 0;
  const hold = state.hold ? `held ${state.tokens.find((token) => token.no === held)?.node ?? "pause"}` : "free";
  return ["live", hold, ...state.tokens.map((token) => placeOf(kinds.get(token.node) ?? "", token))].sort();
}

function placeOf(kind: string, token: Token): string {
  if (kind === "fork") return `open ${token.node}`;
  const said = token.opinion === null ? "-" : token.opinion === "agree" ? "a" : "d";
  return kind === "join" ? `in ${token.node} ${token.branch} ${said}` : `at ${token.node} ${said}`;
}

/** Every event anybody could try in this state, allowed or not, with the model's name for it. */
export function conceivableEvents(flow: Flow, state: FlowState): { name: string; event: FlowEvent }[] {
  const events: { name: string; event: FlowEvent }[] = [];
  for (const { no: token, node } of state.tokens) {
    for (const kind of ["agree", "disagree", "requestCorrection", "overdue", "timer"] as const) {
      events.push({ name: `${kind} ${node}`, event: { kind, token } });
    }
    for (const { key: to } of flow.nodes) {
      events.push({ name: `return ${node} ${to}`, event: { kind: "return", token, to, reason: "材料与现场不符" } });
    }
  }
  events.push({ name: "agree nobody", event: { kind: "agree", token: 0 } });
  for (const kind of ["correct", "expireCorrection", "resume", "withdraw"] as const)
    events.push({ name: kind, event: { kind } });
  events.push({ name: "pause", event: { kind: "pause", reason: "hearing" } });
  for (const as of ["terminated", "turnedBack", "voided", "forwarded"] as const) {
    events.push({ name: `terminate ${as}`, event: { kind: "terminate", as, reason: "申请对象已灭失" } });
  }
  return events;
}

/** The model of a flow under these facts. */
export function modelUnder(flow: Flow, facts: Facts): Model {
  return modelOf(
    flow,
    (choice: ChoiceNode) => choice.ways.find((way) => holds(way.when, facts))?.to ?? choice.otherwise,
  );
}

/** Facts under which a flow's choices go every way they can. */
export function factsOf(flow: Flow): Facts[] {
  const conditions = flow.nodes.flatMap((node): Condition[] =>
    node.kind === "choice" ? node.ways.map((way) => way.when) : [],
  );
  return sampleFacts(conditions, flow.facts, 64) ?? [{}];
}

/**
 * Walks every reachable state of a flow with engine and model side by side.
 *
 * @param most a bound on the states: an engine that makes ever more of them has lost count, and the walk stops there.
 */
export function exploreFlow(flow: Flow, facts: Facts, engine: Engine, seen: Findings, most = 20_000): void {
  const model = modelUnder(flow, facts);
  const started = freeze(engine.startFlow(flow, facts)).state;
  const first = markingOf(flow, started);
  compare(seen, flow, "start", first, settle(model, model.initial));
  const states = new Map<string, { state: FlowState; marking: Marking }>([
    [first.join(), { state: started, marking: first }],
  ]);
  const before = new Map<string, string[]>();
  const reached: string[] = [];
  seen.flows += 1;

  for (const [key, { state, marking }] of states) {
    seen.states += 1;
    if (states.size > most) {
      fault(seen, "lost", `${flow.key}: more than ${most} states`);
      return;
    }
    if (!isComplete(flow, state)) fault(seen, "lost", `${flow.key}: ${key}`);
    if (state.outcome) {
      if (flow.nodes.some((node) => node.kind === "end" && node.outcome === state.outcome)) reached.push(key);
    }
    const allowed = new Map(enabledRules(model, marking, false).map((rule) => [rule.event, rule]));
    for (const { name, event } of conceivableEvents(flow, state)) {
      const rule = allowed.get(name);
      allowed.delete(name);
      const move = tryMove(engine, flow, state, event, facts);
      if (!move) {
        seen.refused += 1;
        if (rule) fault(seen, "differing", `${flow.key}: ${key}: the engine refuses ${name}`);
        continue;
      }
      seen.transitions += 1;
      if (state.outcome) fault(seen, "doubleEnds", `${flow.key}: ${name} after the end`);
      judgeMove(seen, flow, state, move, name);
      const next = markingOf(flow, move.state);
      compare(seen, flow, `${key}: ${name}`, next, rule && settle(model, fire(marking, rule)));
      const nextKey = next.join();
      if (!states.has(nextKey)) states.set(nextKey, { state: move.state, marking: next });
      if (isWork(event)) before.set(nextKey, [...(before.get(nextKey) ?? []), key]);
    }
    for (const name of allowed.keys()) fault(seen, "differing", `${flow.key}: ${key}: the model knows ${name}`);
  }

  const ending = new Set(reached);
  for (const key of ending) for (const one of before.get(key) ?? []) ending.add(one);
  for (const [key, { state }] of states) {
    if (!state.outcome && !ending.has(key)) fault(seen, "stuck", `${flow.key}: ${key}`);
  }
}

/** Ends that anybody can force at any time prove nothing; only work counts as a way out. */
function isWork(event: FlowEvent): boolean {
  return !["withdraw", "terminate", "expireCorrection"].includes(event.kind);
}

function judgeMove(seen: Findings, flow: Flow, before: FlowState, move: FlowMove, name: string): void {
  seen.joints += move.effects.filter((effect) => effect.kind === "jointDecided").length;
  for (const kind of faultsOfMove(flow, before, move)) fault(seen, kind, `${flow.key}: ${name}`);
}

function compare(seen: Findings, flow: Flow, where: string, engine: Marking, model: Marking | undefined): void {
  if (engine.join() !== model?.join()) {
    fault(seen, "differing", `${flow.key}: ${where}: engine [${engine.join()}], model [${model?.join() ?? "nothing"}]`);
  }
}

function fault(
  seen: Findings,
  kind: "stuck" | "lost" | "doubleEnds" | "doubleDecisions" | "differing",
  text: string,
): void {
  seen[kind] += 1;
  seen.first ||= `${kind}: ${text}`;
}

/** The move, or `undefined` when the engine refuses; a frozen state makes every change of it a defect. */
export function tryMove(
  engine: Engine,
  flow: Flow,
  state: FlowState,
  event: FlowEvent,
  facts: Facts,
): FlowMove | undefined {
  try {
    return freeze(engine.advanceFlow(flow, state, event, facts));
  } catch (refusal) {
    if (refusal instanceof HallError && refusal.kind === "conflict") return undefined;
    throw refusal;
  }
}

function freeze(move: FlowMove): FlowMove {
  Object.freeze(move.state);
  Object.freeze(move.state.tokens);
  for (const token of move.state.tokens) Object.freeze(token);
  if (move.state.hold) Object.freeze(move.state.hold);
  return move;
}
