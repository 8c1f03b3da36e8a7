import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { type CaseCommand, flowMove, type Moved, runAct, type Scene } from "./act.ts";
import { requireText } from "./checks.ts";
import { requireRuler } from "./rights.ts";
import type { Move } from "./write-move.ts";

export interface TerminateCommand extends CaseCommand {
  /** On what ground; the applicant reads it. */
  readonly reason: string;
}

/**
 * Ends an accepted case without a decision (终止办理): the applicant has died or ceased to be, what was applied for has gone. By the
 * approver, because it takes the decision's place; what speaks against the application itself is a refusal with its remedies.
 *
 * @throws HallError `application/not-accepted-yet`, `application/already-decided`, `process/ended` (conflict); `application/text-missing`
 *   (invalid); `application/not-your-duty` (forbidden); `application/not-found` to strangers.
 * @source code table decision, 终止审查
 */
export async function terminateCase(house: House, actor: Actor, command: TerminateCommand): Promise<Moved> {
  return await runAct(house, actor, command, (scene) => decideTermination(scene, command.reason));
}

export function decideTermination(scene: Scene, reason: string): Move {
  const { actor, hall, state } = scene;
  requireRuler(actor, hall, state, ["approver"]);
  const why = requireText(reason, "reason", "请写明终止的理由");
  const { change } = flowMove(scene, state.flow, [{ kind: "terminate", as: "terminated", reason: why }]);
  if (!state.acceptance) {
    throw new HallError("conflict", "application/not-accepted-yet", "还没有受理，不能终止；不予受理的请写明理由");
  }
  if (state.decision) throw new HallError("conflict", "application/already-decided", "已经作出决定，不能终止");
  return { kind: "terminate", facts: { flow: change }, words: { reason: why } };
}
