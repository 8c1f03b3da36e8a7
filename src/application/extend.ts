import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { type CaseCommand, type Moved, runAct, type Scene } from "./act.ts";
import { requireText } from "./checks.ts";
import { clockFactsOf } from "./clock-facts.ts";
import { extensionRoom } from "./clocks/index.ts";
import { requireRuler } from "./rights.ts";
import type { Move } from "./write-move.ts";

export interface ExtendCommand extends CaseCommand {
  /** Days more, in the unit of the limit: at most 10, in joint handling 15 (A23: fewer are allowed). */
  readonly days: number;
  /** The applicant is told why. */
  readonly reason: string;
}

const whyNot = {
  "not-accepted": "还没有受理，时限没有开始",
  decided: "已经作出决定，不能再延长",
  extended: "只能延长一次，这个办件已经延长过",
  late: "时限已过，不能再延长",
  "no-limit": "这个办件没有时限可以延长",
} as const;

/**
 * Extends the limits of a case (延长审批): once, by its approver, before the due day has passed (A15); both clocks (A16).
 *
 * @throws HallError `application/not-extendable` (conflict) with `details.why`; `application/bad-days`, `application/text-missing`
 *   (invalid); `application/not-your-duty` (forbidden).
 * @source 行政许可法 art. 42
 */
export async function extend(house: House, actor: Actor, command: ExtendCommand): Promise<Moved> {
  return await runAct(house, actor, command, (scene) => decideExtend(scene, command));
}

export function decideExtend(scene: Scene, { days, reason }: Omit<ExtendCommand, keyof CaseCommand>): Move {
  const { actor, hall, state, calendar, now } = scene;
  requireRuler(actor, hall, state, ["approver"]);
  const room = extensionRoom(clockFactsOf(state), calendar, now);
  // What silence has decided counts here once it is written down, at the latest with the next round of the watch.
  if (!room.possible || !state.acceptance || state.extensions.length > 0) {
    const why = !state.acceptance ? "not-accepted" : room.possible ? "extended" : room.why;
    throw new HallError("conflict", "application/not-extendable", whyNot[why], { why });
  }
  if (!Number.isInteger(days) || days < 1 || days > room.mostDays) {
    const message = `延长1到${room.mostDays}天`;
    throw new HallError("invalid", "application/bad-days", message, { fields: { days: message } });
  }
  return {
    kind: "extend",
    facts: { extended: { days } },
    words: { reason: requireText(reason, "reason", "请写明延长的理由") },
  };
}
