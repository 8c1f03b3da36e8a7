import type { FlowState } from "../process/index.ts";
import type {
  BranchState,
  CaseState,
  CorrectionState,
  FlowChange,
  OpenTask,
  PauseState,
  Phase,
  Step,
  StepFacts,
} from "./state.ts";

/** What stands over the whole case. */
export function phaseOf(state: CaseState): Phase {
  if (state.flow.outcome) return "finished";
  if (state.flow.hold?.kind === "correction") return "correcting";
  if (state.flow.hold?.kind === "pause") return "paused";
  if (state.decision) return "decided";
  return state.acceptance ? "accepted" : "submitted";
}

/**
 * The state after one more step. Pure; the first step begins the case.
 *
 * @throws RangeError when the steps are not those of one case from its beginning (a defect, or a journal that was changed).
 */
export function applyStep(state: CaseState | undefined, step: Step): CaseState {
  const { at, facts, seq } = step;
  const before = state ?? begin(step);
  const flow = facts.flow ? flowAfter(before.flow, facts.flow) : before.flow;
  const tasks = tasksAfter(before.tasks, step);
  const ended = flow.outcome !== null && before.flow.outcome === null;
  return {
    ...before,
    person: facts.joined?.person ?? before.person,
    flow,
    tasks,
    departments: departmentsAfter(before.departments, facts),
    receivedAt: facts.corrected ? at : before.receivedAt,
    completeAt: facts.complete ? at : before.completeAt,
    acceptance: facts.accepted ? { at, ...facts.accepted } : before.acceptance,
    notAcceptedAt: facts.notAccepted ? at : before.notAcceptedAt,
    corrections: correctionsAfter(before.corrections, step),
    pauses: pausesAfter(before.pauses, facts.flow, at),
    ...branchesAfter(before.branches, step),
    ...(facts.checked && { checked: facts.checked }),
    extensions: facts.extended ? [...before.extensions, { at, days: facts.extended.days }] : before.extensions,
    decision: facts.decided ? { at, approved: facts.decided.approved } : before.decision,
    resultAt: facts.issued ? at : before.resultAt,
    delivery: deliveryAfter(before.delivery, facts, at),
    pickedUpAt: facts.pickedUp ? at : before.pickedUpAt,
    visits: before.visits + (facts.visited ? 1 : 0),
    ...(facts.visitsConfirmed !== undefined && { visitsConfirmed: facts.visitsConfirmed }),
    content: facts.digests?.content === undefined ? before.content : seq,
    finishedAt: ended ? at : before.finishedAt,
  };
}

/** The state that a journal comes to. @throws RangeError for an empty one; as `applyStep`. */
export function foldSteps(steps: readonly Step[]): CaseState {
  let state: CaseState | undefined;
  for (const step of steps) state = applyStep(state, step);
  if (!state) throw new RangeError("a journal has at least one step");
  return state;
}

function begin({ at, facts, seq }: Step): CaseState {
  if (!facts.begun || seq !== 1) throw new RangeError("a journal begins with the submission");
  return {
    ...facts.begun,
    flow: { outcome: null, hold: null, lastNo: 0, tokens: [] },
    tasks: [],
    departments: [],
    submittedAt: at,
    receivedAt: at,
    completeAt: null,
    acceptance: null,
    notAcceptedAt: null,
    corrections: [],
    pauses: [],
    extensions: [],
    decision: null,
    resultAt: null,
    delivery: null,
    pickedUpAt: null,
    visits: 0,
    content: 0,
    finishedAt: null,
  };
}

function flowAfter(flow: FlowState, change: FlowChange): FlowState {
  const { left, entered, lastNo, hold, outcome } = change;
  return { outcome, hold, lastNo, tokens: [...flow.tokens.filter(({ no }) => !left.includes(no)), ...entered] };
}

function tasksAfter(
  tasks: readonly OpenTask[],
  { at, facts: { flow, claimed, transferred } }: Step,
): readonly OpenTask[] {
  let open = tasks;
  if (flow) {
    const came = flow.tasks.map(({ limit: _, ...task }): OpenTask => ({ ...task, since: at, claimedBy: null }));
    open = [...open.filter(({ token }) => !flow.left.includes(token)), ...came];
  }
  if (transferred) {
    const { token, department } = transferred;
    open = open.map((one) => (one.token === token ? { ...one, department, claimedBy: null } : one));
  }
  return claimed ? open.map((one) => (one.token === claimed.token ? { ...one, claimedBy: claimed.by } : one)) : open;
}

function departmentsAfter(known: readonly string[], { flow, transferred }: StepFacts): readonly string[] {
  const came = [...(flow?.tasks ?? []), ...(transferred ? [transferred] : [])];
  const fresh = came.map(({ department }) => department).filter((one) => !known.includes(one));
  return fresh.length === 0 ? known : [...known, ...new Set(fresh)];
}

function correctionsAfter(corrections: readonly CorrectionState[], step: Step): readonly CorrectionState[] {
  const { at, seq, facts } = step;
  if (facts.asked) {
    const { what, override, days } = facts.asked;
    return [...corrections, { requestedAt: at, answeredAt: null, asked: what, changed: [], override, days, seq }];
  }
  const { corrected } = facts;
  if (!corrected) return corrections;
  const last = corrections.length - 1;
  return corrections.map((one, i) => (i === last ? { ...one, answeredAt: at, changed: corrected.changed } : one));
}

function branchesAfter(
  branches: readonly BranchState[] | undefined,
  { at, kind, facts: { flow, transferred } }: Step,
): Pick<CaseState, "branches"> {
  if (transferred && branches) {
    const { token, department } = transferred;
    return { branches: branches.map((one) => (one.token === token ? { ...one, department } : one)) };
  }
  if (!flow) return branches ? { branches } : {};
  const end = { answeredAt: at, ...(kind === "returnTask" && { calledOff: true as const }) };
  const known = (branches ?? []).map((one) =>
    one.answeredAt === null && flow.left.includes(one.token) ? { ...one, ...end } : one,
  );
  const came = flow.tasks.flatMap(({ token, node, department, limit }): BranchState | [] =>
    limit === undefined ? [] : { token, node, department, openedAt: at, limit, answeredAt: null },
  );
  return branches || came.length > 0 ? { branches: [...known, ...came] } : {};
}

function pausesAfter(pauses: readonly PauseState[], flow: FlowChange | undefined, at: string): readonly PauseState[] {
  if (!flow || flow.stopped.length + flow.resumed.length === 0) return pauses;
  const ended = pauses.map((pause) =>
    pause.to === null && flow.resumed.some(({ reason, token }) => reason === pause.reason && token === pause.token)
      ? { ...pause, to: at }
      : pause,
  );
  return [...ended, ...flow.stopped.map(({ reason, token }) => ({ reason, token, from: at, to: null }))];
}

function deliveryAfter(delivery: CaseState["delivery"], { delivery: said, pickedUp }: StepFacts, at: string) {
  if (said) return { way: said.way, offeredAt: delivery?.offeredAt ?? at, deliveredAt: said.done ? at : null };
  if (pickedUp && delivery && delivery.deliveredAt === null) return { ...delivery, deliveredAt: at };
  return delivery;
}
