import { isOverdue } from "../kernel/calendar/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { type CaseCommand, flowMove, type Moved, runAct, type Scene } from "./act.ts";
import { correctionEnd } from "./correction-limit.ts";
import { requireRuler } from "./rights.ts";
import type { Move } from "./write-move.ts";

/**
 * Closes a case whose correction never came (补正不来办结), when its limit has passed: the window at once, the watch two weeks
 * later, so that no case waits for ever.
 *
 * @throws HallError `application/not-expired` (conflict), `application/not-your-duty` (forbidden); `application/not-found` to strangers.
 * @source code table result_code 5
 */
export async function expireCorrection(house: House, actor: Actor, command: CaseCommand): Promise<Moved> {
  return await runAct(house, actor, command, decideExpiry);
}

export function decideExpiry(scene: Scene): Move {
  const { actor, hall, state, calendar, now } = scene;
  requireRuler(actor, hall, state, ["window-officer"]);
  const notice = state.flow.hold?.kind === "correction" ? state.corrections.at(-1) : undefined;
  const end = notice && correctionEnd(notice, calendar);
  const last = actor.kind === "system" ? end?.closesOn : end?.by.on;
  if (!last || !isOverdue(last, now)) {
    throw new HallError("conflict", "application/not-expired", "补正期限还没有过");
  }
  const { change } = flowMove(scene, state.flow, [{ kind: "expireCorrection" }]);
  return { kind: "expireCorrection", facts: { flow: change } };
}
