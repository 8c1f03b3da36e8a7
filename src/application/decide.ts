import type { Facts } from "../form/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { type CaseCommand, flowMove, type Moved, runAct, type Scene } from "./act.ts";
import { checkedFacts } from "./checklist.ts";
import { optionalText, requireTask, requireText } from "./checks.ts";
import { remediesOf } from "./remedies.ts";
import type { Move } from "./write-move.ts";

export interface DecideCommand extends CaseCommand {
  readonly token: number;
  readonly approve: boolean;
  readonly opinion?: string | undefined;
  /** Needed for a refusal; the applicant reads it. */
  readonly reason?: string | undefined;
  /** Where the applicant may object; the item's own remedies when absent. */
  readonly remedies?: string | undefined;
  readonly facts?: Facts | undefined;
  /** 审查要点 ticked, by key of `checklistOf`; absent: the list was not shown. */
  readonly checked?: readonly string[] | undefined;
}

/**
 * Decides a case (决定): approved, or refused with reason and remedies. Never twice.
 *
 * @throws HallError `application/already-decided`, `application/not-accepted-yet`, `application/task-gone`, `process/on-hold`
 *   (conflict); `application/text-missing` (invalid); `application/not-your-task` (forbidden).
 * @source 行政许可法 art. 37, 38
 */
export async function decide(house: House, actor: Actor, command: DecideCommand): Promise<Moved> {
  return await runAct(house, actor, command, (scene) => decideDecision(scene, command));
}

export function decideDecision(scene: Scene, command: Omit<DecideCommand, keyof CaseCommand>): Move {
  const { token, approve, opinion, reason, remedies, facts } = command;
  requireTask(scene, token, ["decide"]);
  const { state, version } = scene;
  if (!state.acceptance) throw new HallError("conflict", "application/not-accepted-yet", "还没有受理，不能作出决定");
  if (state.decision) throw new HallError("conflict", "application/already-decided", "已经作出决定");
  const why = approve ? optionalText(reason, "reason") : requireText(reason, "reason", "请写明不予许可的理由");
  const { change } = flowMove(scene, state.flow, [{ kind: approve ? "agree" : "disagree", token }], facts);
  return {
    kind: "decide",
    facts: { flow: change, token, decided: { approved: approve }, ...checkedFacts(scene, command.checked) },
    words: {
      opinion: optionalText(opinion, "opinion"),
      reason: why,
      remedies: approve ? undefined : remediesOf(version, remedies),
    },
  };
}
