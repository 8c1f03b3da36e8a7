import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { type CaseCommand, flowMove, type Moved, type Scene } from "./act.ts";
import { refuseAfterSilence, requireTask, requireText } from "./checks.ts";
import { runBeforeAcceptance } from "./silence.ts";
import type { Move } from "./write-move.ts";

/** For what a case is turned back: 重复提交, 报错了事项. Materials that are missing are no ground: that is what a correction is for. */
export const turnBackGrounds = ["duplicate", "wrong-item"] as const;
export type TurnBackGround = (typeof turnBackGrounds)[number];

export interface TurnBackCommand extends CaseCommand {
  readonly ground: TurnBackGround;
  /** Which other case, which item instead; the applicant reads it. */
  readonly reason: string;
}

/**
 * Gives a case that should never have come in back to its applicant (退回申请人), before acceptance and within the five days. It says
 * nothing on the application: whoever does not want to accept it has to say so with remedies (`notAccept`).
 *
 * @throws HallError `application/bad-ground`, `application/text-missing` (invalid); `application/deemed-accepted`, `application/task-gone`,
 *   `process/on-hold` (conflict); `application/not-your-task` (forbidden).
 * @source code table result_code 1
 */
export async function turnBack(house: House, actor: Actor, command: TurnBackCommand): Promise<Moved> {
  return await runBeforeAcceptance(house, actor, command, (scene) => decideTurnBack(scene, command));
}

export function decideTurnBack(scene: Scene, { ground, reason }: Omit<TurnBackCommand, keyof CaseCommand>): Move {
  const { state } = scene;
  const { task } = requireTask(scene, undefined, ["accept"]);
  refuseAfterSilence(scene);
  if (state.flow.hold) throw new HallError("conflict", "process/on-hold", "正在等申请人补正，补正以后才能办理");
  if (!turnBackGrounds.includes(ground)) {
    throw new HallError("invalid", "application/bad-ground", "只有重复提交、报错事项可以退回", {
      fields: { ground: "请选择一项" },
    });
  }
  const why = requireText(reason, "reason", "请写明重复的是哪一件，或该办哪个事项");
  const { change } = flowMove(scene, state.flow, [{ kind: "terminate", as: "turnedBack", reason: why }]);
  return { kind: "turnBack", facts: { flow: change, token: task.token, turnedBack: ground }, words: { reason: why } };
}
