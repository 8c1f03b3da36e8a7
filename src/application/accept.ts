import type { ItemVersion } from "../catalogue/index.ts";
import { dayOf } from "../kernel/calendar/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { type CaseCommand, flowMove, type Moved, runAct, type Scene } from "./act.ts";
import { checkedFacts } from "./checklist.ts";
import { impliedDecision, optionalText, requireTask, silentSince } from "./checks.ts";
import type { AcceptanceState, FrozenLimit } from "./state.ts";
import type { Move } from "./write-move.ts";

export interface AcceptCommand extends CaseCommand {
  /** Shown to the applicant; at most 500 characters. */
  readonly note?: string | undefined;
  /** 审查要点 ticked, by key of `checklistOf`; absent: the list was not shown. */
  readonly checked?: readonly string[] | undefined;
}

/**
 * Accepts a case (受理): its limits are frozen from the item version and begin to count. One round trip when `seen` is given.
 * After five silent workdays it was accepted already: then the limits count from the day of receipt, whoever presses when.
 *
 * @throws HallError `application/task-gone`, `application/changed-meanwhile`, `application/claimed-by-other`, `process/on-hold`
 *   (conflict); `application/not-your-task` (forbidden).
 * @source 行政许可法 art. 32, 42; the limits are those of the version applied for.
 */
export async function acceptApplication(house: House, actor: Actor, command: AcceptCommand): Promise<Moved> {
  return await runAct(house, actor, command, (scene) => decideAccept(scene, command));
}

export function decideAccept(scene: Scene, { note, checked }: Omit<AcceptCommand, keyof CaseCommand> = {}): Move {
  const { task } = requireTask(scene, undefined, ["accept"]);
  const { change } = flowMove(scene, scene.state.flow, [{ kind: "agree", token: task.token }]);
  const silent = silentSince(scene);
  const decided = impliedDecision(scene, change);
  return {
    kind: "accept",
    facts: {
      flow: change,
      token: task.token,
      accepted: {
        on: silent ?? dayOf(scene.now),
        deemed: silent !== undefined,
        ...limitsOf(scene.version),
      },
      ...(decided && { decided }),
      ...checkedFacts(scene, checked),
    },
    words: { note: optionalText(note, "note", 500) },
  };
}

/** The limits of an item version, as a case freezes them. */
export function limitsOf({ document }: Pick<ItemVersion, "document">): Pick<AcceptanceState, "legal" | "promised"> {
  const limit = (amount: number | undefined, unit: FrozenLimit["unit"] | undefined): FrozenLimit | null =>
    amount === undefined ? null : { amount, unit: unit ?? "wd" };
  return {
    legal: limit(document.legalDays, document.legalUnit),
    promised: limit(document.promiseDays, document.promiseUnit),
  };
}
