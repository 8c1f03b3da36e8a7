import { addWorkdays, type Calendar, dayOf, endOf, workdaysBetween } from "../kernel/calendar/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import type { TaskNode } from "../process/index.ts";
import { flowMove, type Moved, runAct, type Scene } from "./act.ts";
import { impliedDecision } from "./checks.ts";
import type { TaskCommand } from "./claim.ts";
import { taskOf, timerDuty } from "./flow-change.ts";
import { notFound } from "./rights.ts";
import type { CaseState, FlowChange, OpenTask } from "./state.ts";
import type { Move } from "./write-move.ts";

/**
 * Writes down the outcome that a desk's silence counts as (超时视为；等待到时), where the flow of the item says so.
 *
 * @throws HallError `application/not-silent` (conflict) while its days run, `application/task-gone` (conflict).
 */
export async function deemTask(house: House, actor: Actor, command: TaskCommand): Promise<Moved> {
  return await runAct(house, actor, command, (scene) => decideDeemTask(scene, command.token));
}

export function decideDeemTask(scene: Scene, token: number): Move {
  if (scene.actor.kind !== "system") throw notFound();
  const { state, flow, calendar, now } = scene;
  const task = state.tasks.find((one) => one.token === token);
  if (!task) throw new HallError("conflict", "application/task-gone", "这个环节已经办完或被撤下，请刷新后再看");
  const due = silentAt(state, task, calendar);
  if (!due || now.getTime() < due.getTime()) {
    throw new HallError("conflict", "application/not-silent", "还没有到视为已办的时候");
  }
  const node = taskOf(flow, task.node);
  const { change } = flowMove(scene, state.flow, [{ kind: task.duty === timerDuty ? "timer" : "overdue", token }]);
  const said = node?.deemed?.as;
  const decided = !state.acceptance || state.decision ? undefined : decisionOf(scene, node, change);
  return {
    kind: "deemTask",
    facts: { flow: change, token, ...(said && { opinion: said }), ...(decided && { decided }) },
  };
}

function decisionOf(scene: Scene, node: TaskNode | undefined, change: FlowChange) {
  if (node?.act === "decide" && node.deemed) return { approved: node.deemed.as === "agree" };
  return impliedDecision(scene, change);
}

/** When a task's silence counts as an answer: 24:00 of its last day, days on hold given back. Undefined: never, or not while it is on hold. */
export function silentAt(state: CaseState, task: OpenTask, calendar: Calendar): Date | undefined {
  if (task.deemed === null || state.flow.hold) return undefined;
  const holds = [
    ...state.pauses.filter(({ token }) => token === null).map(({ from, to }) => ({ from, to })),
    ...state.corrections.map(({ requestedAt, answeredAt }) => ({ from: requestedAt, to: answeredAt })),
  ];
  const lost = holds
    .filter(({ from, to }) => to !== null && from >= task.since)
    .reduce((days, { from, to }) => {
      const end = to ?? from;
      return days + workdaysBetween(dayOf(new Date(from)), dayOf(new Date(end)), calendar).days;
    }, 0);
  return endOf(addWorkdays(dayOf(new Date(task.since)), task.deemed + lost, calendar).on);
}
