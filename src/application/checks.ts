import { HallError } from "../kernel/errors/index.ts";
import type { Act, TaskNode } from "../process/index.ts";
import type { Scene } from "./act.ts";
import { clockFactsOf } from "./clock-facts.ts";
import { deemedAcceptedOn } from "./clocks/index.ts";
import { endingOf, taskOf } from "./flow-change.ts";
import { mayHandle, requireHandler, requireReader } from "./rights.ts";
import type { FlowChange, OpenTask } from "./state.ts";

/** An open task with its place in the flow. */
export interface TaskAt {
  readonly task: OpenTask;
  readonly node: TaskNode;
}

/**
 * The open task upon which somebody wants to act.
 *
 * @param token absent: the first one of these acts that is his.
 * @throws HallError `application/task-gone` (conflict), `application/not-offered` (conflict); as `requireHandler`.
 */
export function requireTask(scene: Scene, token: number | undefined, acts: readonly Act[]): TaskAt {
  const { actor, hall, state, flow } = scene;
  requireReader(actor, hall, state);
  const open = state.tasks.flatMap((task): TaskAt | [] => {
    const node = taskOf(flow, task.node);
    return node ? { task, node } : [];
  });
  const fitting = open.filter(
    ({ task, node }) => acts.includes(node.act) && (token === undefined || task.token === token),
  );
  const found = fitting.find(({ task }) => mayHandle(actor, hall, task)) ?? fitting[0];
  if (!found) {
    if (open.some(({ task }) => task.token === token)) throw notOffered();
    throw new HallError("conflict", "application/task-gone", "这个环节已经办完或被撤下，请刷新后再看");
  }
  requireHandler(actor, hall, state, found.task);
  return found;
}

export function notOffered(): HallError {
  return new HallError("conflict", "application/not-offered", "这个环节现在不能这样办");
}

/**
 * Whether the office has been silent for the five days of art. 32: then the case is accepted, and nothing that belongs before
 * acceptance can be done any more (reading A04).
 *
 * @returns the day from which it counts as accepted.
 */
export function silentSince({ state, calendar, now }: Pick<Scene, "state" | "calendar" | "now">): string | undefined {
  if (state.acceptance || state.notAcceptedAt || state.flow.outcome || state.flow.hold) return undefined;
  // Five workdays are five days at the least; most cases are answered within them and need no calendar.
  if (now.getTime() < Date.parse(state.submittedAt) + 5 * 86_400_000) return undefined;
  const due = deemedAcceptedOn(clockFactsOf(state), calendar);
  return due && now.getTime() >= due.at.getTime() ? due.startsOn : undefined;
}

/** @throws HallError `application/deemed-accepted` (conflict). */
export function refuseAfterSilence(scene: Pick<Scene, "state" | "calendar" | "now">): void {
  if (silentSince(scene) === undefined) return;
  throw new HallError("conflict", "application/deemed-accepted", "五个工作日内没有答复，这个办件已经视为受理");
}

/** What a case comes to when its flow has no task to decide: the first task after it, or the end, says which way it went. */
export function impliedDecision({ state, flow }: Scene, change: FlowChange): { approved: boolean } | undefined {
  if (state.decision) return undefined;
  const { outcome } = change;
  if (outcome === "granted" || outcome === "refused") return { approved: outcome === "granted" };
  for (const { node: key } of change.tasks) {
    const node = taskOf(flow, key);
    if (node?.act === "issue" || node?.act === "deliver") return { approved: endingOf(flow, key) !== "refused" };
  }
  return undefined;
}

/**
 * A text that has to be said.
 *
 * @throws HallError `application/text-missing` (invalid), `application/text-too-long` (invalid) naming the field.
 */
export function requireText(text: string | undefined, field: string, message: string, most = 2_000): string {
  const said = text?.trim() ?? "";
  if (said === "")
    throw new HallError("invalid", "application/text-missing", message, { fields: { [field]: message } });
  return within(said, field, most);
}

/** A text that may be said. */
export function optionalText(text: string | undefined, field: string, most = 2_000): string | undefined {
  const said = text?.trim() ?? "";
  return said === "" ? undefined : within(said, field, most);
}

function within(text: string, field: string, most: number): string {
  if (text.length <= most) return text;
  const message = `最多 ${most} 个字`;
  throw new HallError("invalid", "application/text-too-long", message, { fields: { [field]: message } });
}
