import type { Facts } from "../form/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { type CaseCommand, flowMove, type Moved, runAct, type Scene } from "./act.ts";
import { checkedFacts } from "./checklist.ts";
import { impliedDecision, optionalText, requireTask, requireText } from "./checks.ts";
import type { Move } from "./write-move.ts";

export interface OpinionCommand extends CaseCommand {
  readonly token: number;
  readonly opinion: "agree" | "disagree";
  /** Needed for a disagreement. */
  readonly text?: string | undefined;
  /** What the flow asks the officer (是否需要现场核查). */
  readonly facts?: Facts | undefined;
  /** 审查要点 ticked, by key of `checklistOf`; absent: the list was not shown. */
  readonly checked?: readonly string[] | undefined;
}

/**
 * Gives the opinion of an examiner, or of a department in joint handling (审查意见, 协办意见). The last answer of a joint round moves
 * the case on; answers given at the same moment are counted one after the other, and each knows of those before.
 *
 * @throws HallError `application/task-gone`, `application/not-offered`, `process/on-hold`, `process/not-offered` (conflict);
 *   `application/text-missing`, `application/unknown-fact` (invalid); `application/not-your-task` (forbidden).
 * @source 行政许可法 art. 26, 34; capabilities D1
 */
export async function giveOpinion(house: House, actor: Actor, command: OpinionCommand): Promise<Moved> {
  return await runAct(house, actor, command, (scene) => decideOpinion(scene, command));
}

export function decideOpinion(scene: Scene, command: Omit<OpinionCommand, keyof CaseCommand>): Move {
  const { token, opinion, text, facts } = command;
  requireTask(scene, token, ["examine", "opinion"]);
  const said = opinion === "disagree" ? requireText(text, "text", "不同意须写明理由") : optionalText(text, "text");
  const { change } = flowMove(scene, scene.state.flow, [{ kind: opinion, token }], facts);
  // An examination before acceptance may end the case there.
  const notAccepted = change.outcome === "notAccepted";
  const decided = scene.state.acceptance ? impliedDecision(scene, change) : undefined;
  return {
    kind: "giveOpinion",
    facts: {
      flow: change,
      token,
      opinion,
      ...(notAccepted && { notAccepted: true }),
      ...(decided && { decided }),
      ...checkedFacts(scene, command.checked),
    },
    words: { opinion: said },
  };
}
