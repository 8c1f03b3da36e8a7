import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { type CaseCommand, flowMove, type Moved, runAct, type Scene } from "./act.ts";
import { requireTask, requireText } from "./checks.ts";
import type { Move } from "./write-move.ts";

export interface ReturnCommand extends CaseCommand {
  readonly token: number;
  /** Key of an earlier node that the flow allows. */
  readonly to: string;
  readonly reason: string;
}

/**
 * Sends a case back to an earlier desk (退回). Out of a joint round, its other departments are called off and asked anew.
 *
 * @throws HallError `process/not-offered`, `process/on-hold`, `application/task-gone` (conflict); `application/text-missing` (invalid);
 *   `application/not-your-task` (forbidden).
 */
export async function returnTask(house: House, actor: Actor, command: ReturnCommand): Promise<Moved> {
  return await runAct(house, actor, command, (scene) => decideReturn(scene, command));
}

export function decideReturn(scene: Scene, { token, to, reason }: Omit<ReturnCommand, keyof CaseCommand>): Move {
  requireTask(scene, token, ["examine", "opinion", "decide", "issue", "deliver"]);
  const why = requireText(reason, "reason", "请写明退回的理由");
  const { change } = flowMove(scene, scene.state.flow, [{ kind: "return", token, to, reason: why }]);
  return { kind: "returnTask", facts: { flow: change, token, to }, words: { reason: why } };
}
