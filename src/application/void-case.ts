import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { type CaseCommand, flowMove, type Moved, runAct, type Scene } from "./act.ts";
import { requireText } from "./checks.ts";
import { requireRuler } from "./rights.ts";
import type { Move } from "./write-move.ts";

export interface VoidCommand extends CaseCommand {
  readonly reason: string;
}

/**
 * Voids an open case (作废): the office's own mistake undone, by its approver, with a reason that the applicant reads.
 *
 * @throws HallError `process/ended` (conflict), `application/text-missing` (invalid), `application/not-your-duty` (forbidden);
 *   `application/not-found` to strangers.
 */
export async function voidCase(house: House, actor: Actor, command: VoidCommand): Promise<Moved> {
  return await runAct(house, actor, command, (scene) => decideVoid(scene, command.reason));
}

export function decideVoid(scene: Scene, reason: string): Move {
  const { actor, hall, state } = scene;
  requireRuler(actor, hall, state, ["approver"]);
  const why = requireText(reason, "reason", "请写明作废的理由");
  const { change } = flowMove(scene, state.flow, [{ kind: "terminate", as: "voided", reason: why }]);
  return { kind: "voidCase", facts: { flow: change }, words: { reason: why } };
}
