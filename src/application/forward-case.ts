import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { type CaseCommand, flowMove, type Moved, runAct, type Scene } from "./act.ts";
import { requireText } from "./checks.ts";
import { requireRuler } from "./rights.ts";
import type { Move } from "./write-move.ts";

export interface ForwardCommand extends CaseCommand {
  /** The body that decides, by its name; the applicant reads it. */
  readonly to: string;
  /** 初步审查意见: goes with the materials, for officers alone. */
  readonly opinion: string;
}

/**
 * Hands an accepted case on to the body that decides, with the preliminary opinion and all materials, and ends it here (转报). By the
 * approver, because it takes the place of a decision. The due day is that of acceptance; the applicant hands in nothing again. It only
 * records: the materials themselves go the way the two bodies have agreed on.
 *
 * @throws HallError `application/not-accepted-yet`, `application/already-decided`, `process/on-hold`, `process/ended` (conflict);
 *   `application/text-missing`, `application/text-too-long` (invalid); `application/not-your-duty` (forbidden);
 *   `application/not-found` to strangers.
 * @source 行政许可法 art. 35, 43; code table result_code 4
 */
export async function forwardCase(house: House, actor: Actor, command: ForwardCommand): Promise<Moved> {
  return await runAct(house, actor, command, (scene) => decideForwarding(scene, command));
}

export function decideForwarding(scene: Scene, command: Omit<ForwardCommand, keyof CaseCommand>): Move {
  const { actor, hall, state } = scene;
  requireRuler(actor, hall, state, ["approver"]);
  const { to, opinion } = requireBoth(command);
  const { change } = flowMove(scene, state.flow, [{ kind: "terminate", as: "forwarded", reason: opinion }]);
  if (!state.acceptance) {
    throw new HallError("conflict", "application/not-accepted-yet", "还没有受理，不能转报；不归本机关的请作不予受理");
  }
  if (state.decision) throw new HallError("conflict", "application/already-decided", "已经作出决定，不能转报");
  if (state.flow.hold) {
    throw new HallError("conflict", "process/on-hold", "办件正在暂停计时或等补正，恢复以后才能转报");
  }
  return { kind: "forward", facts: { flow: change }, words: { to, opinion } };
}

/** Both are said to be missing at once. */
function requireBoth({ to, opinion }: Pick<ForwardCommand, "to" | "opinion">): Pick<ForwardCommand, "to" | "opinion"> {
  const [noBody, noOpinion] = ["请写明转报给哪个机关", "请写明初步审查意见"] as const;
  if (to.trim() === "" && opinion.trim() === "") {
    const fields = { to: noBody, opinion: noOpinion };
    throw new HallError("invalid", "application/text-missing", `${noBody}，${noOpinion}`, { fields });
  }
  return { to: requireText(to, "to", noBody, 100), opinion: requireText(opinion, "opinion", noOpinion) };
}
