import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { type CaseCommand, flowMove, type Moved, type Scene } from "./act.ts";
import { refuseAfterSilence, requireTask, requireText } from "./checks.ts";
import { remediesOf } from "./remedies.ts";
import { runBeforeAcceptance } from "./silence.ts";
import type { Move } from "./write-move.ts";

export interface NotAcceptCommand extends CaseCommand {
  /** Why it is not accepted; the applicant reads it. */
  readonly reason: string;
  /** Where the applicant may object; the item's own remedies when absent. */
  readonly remedies?: string | undefined;
}

/**
 * Does not accept a case (不予受理), with reason and remedies. Void once the five days are over: then the case was accepted
 * already (reading A04), which is written down instead.
 *
 * @throws HallError `application/deemed-accepted`, `application/task-gone`, `application/not-offered` (conflict), `application/text-missing` (invalid).
 * @source 行政许可法 art. 32(1), 38
 */
export async function notAccept(house: House, actor: Actor, command: NotAcceptCommand): Promise<Moved> {
  return await runBeforeAcceptance(house, actor, command, (scene) => decideNotAccept(scene, command));
}

export function decideNotAccept(
  scene: Scene,
  { reason, remedies }: Pick<NotAcceptCommand, "reason" | "remedies">,
): Move {
  const { task } = requireTask(scene, undefined, ["accept"]);
  const why = requireText(reason, "reason", "请写明不予受理的理由");
  refuseAfterSilence(scene);
  const { change } = flowMove(scene, scene.state.flow, [{ kind: "disagree", token: task.token }]);
  return {
    kind: "notAccept",
    facts: { flow: change, token: task.token, notAccepted: true },
    words: { reason: why, remedies: remediesOf(scene.version, remedies) },
  };
}
