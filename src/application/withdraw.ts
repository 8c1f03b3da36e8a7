import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { type CaseCommand, flowMove, type Moved, runAct, type Scene } from "./act.ts";
import { optionalText } from "./checks.ts";
import { requireApplicant } from "./rights.ts";
import type { Move } from "./write-move.ts";

export interface WithdrawCommand extends CaseCommand {
  readonly reason?: string | undefined;
}

/**
 * Takes a case back (撤回申请), at any time before the decision: what has been decided can no longer be asked back.
 *
 * @throws HallError `application/already-decided` (conflict), `process/ended` (conflict); `application/not-applicant` (forbidden);
 *   `application/not-found` to strangers.
 */
export async function withdraw(house: House, actor: Actor, command: WithdrawCommand): Promise<Moved> {
  return await runAct(house, actor, command, (scene) => decideWithdraw(scene, command.reason));
}

export function decideWithdraw(scene: Scene, reason?: string): Move {
  const { actor, hall, state } = scene;
  requireApplicant(actor, hall, state);
  if (state.decision && !state.flow.outcome) {
    throw new HallError("conflict", "application/already-decided", "已经作出决定，不能再撤回申请");
  }
  const { change } = flowMove(scene, state.flow, [{ kind: "withdraw" }]);
  return { kind: "withdraw", facts: { flow: change }, words: { reason: optionalText(reason, "reason", 500) } };
}
