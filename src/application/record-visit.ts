import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { type CaseCommand, type Moved, runAct, type Scene } from "./act.ts";
import { optionalText } from "./checks.ts";
import { requireRuler } from "./rights.ts";
import type { Move } from "./write-move.ts";

export interface VisitCommand extends CaseCommand {
  readonly note?: string | undefined;
}

/**
 * Counts a visit of the applicant (到现场次数), also one after the end. What the item promises is compared elsewhere; here is what happened.
 *
 * @throws HallError `application/not-your-duty` (forbidden), `application/not-found` to strangers.
 * @source capabilities C21
 */
export async function recordVisit(house: House, actor: Actor, command: VisitCommand): Promise<Moved> {
  return await runAct(house, actor, command, (scene) => decideVisit(scene, command.note));
}

export function decideVisit(scene: Scene, note?: string): Move {
  requireRuler(scene.actor, scene.hall, scene.state, ["window-officer", "inspector"]);
  return { kind: "recordVisit", facts: { visited: true }, words: { note: optionalText(note, "note", 500) } };
}
