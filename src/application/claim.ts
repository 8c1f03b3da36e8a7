import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { type CaseCommand, type Moved, runAct, type Scene } from "./act.ts";
import { requireTask } from "./checks.ts";
import type { Move } from "./write-move.ts";

const anyAct = ["accept", "examine", "opinion", "decide", "issue", "deliver"] as const;

export interface TaskCommand extends CaseCommand {
  /** Number of the task's token. */
  readonly token: number;
}

/**
 * Takes a task over (认领): from now on it is this officer's, and the applicant sees since when. One round trip when `seen` is given.
 *
 * @throws HallError `application/claimed-by-other`, `application/already-claimed`, `application/task-gone` (conflict);
 *   `application/not-your-task` (forbidden).
 */
export async function claimTask(house: House, actor: Actor, command: TaskCommand): Promise<Moved> {
  return await runAct(house, actor, command, (scene) => decideClaim(scene, command.token));
}

export function decideClaim(scene: Scene, token: number): Move {
  const { task } = requireTask(scene, token, anyAct);
  if (task.claimedBy !== null) {
    throw new HallError("conflict", "application/already-claimed", "这个环节您已经认领了");
  }
  return { kind: "claim", facts: { claimed: { token, by: scene.actor.id }, token } };
}

/** Gives a task back to the queue (放回). @throws HallError `application/not-claimed` (conflict); as `claimTask`. */
export async function releaseTask(house: House, actor: Actor, command: TaskCommand): Promise<Moved> {
  return await runAct(house, actor, command, (scene) => decideRelease(scene, command.token));
}

export function decideRelease(scene: Scene, token: number): Move {
  const { task } = requireTask(scene, token, anyAct);
  if (task.claimedBy === null) throw new HallError("conflict", "application/not-claimed", "这个环节没有人认领");
  return { kind: "release", facts: { claimed: { token, by: null }, token } };
}
