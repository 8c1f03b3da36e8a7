import { HallError } from "../kernel/errors/index.ts";
import type { Actor } from "../kernel/http/index.ts";

/** The post that keeps the register of divisions and halls (区划管理员). */
export const keeperPost = "region-keeper";

/** Divisions and halls are changed by an officer who holds the post of keeper, or by a system of the hall. */
export function mayKeepRegister(actor: Actor): boolean {
  return actor.kind === "system" || (actor.kind === "staff" && actor.posts.includes(keeperPost));
}

/** @throws HallError `region/not-keeper` (forbidden). */
export function requireKeeper(actor: Actor): void {
  if (!mayKeepRegister(actor))
    throw new HallError("forbidden", "region/not-keeper", "只有区划管理员可以变更区划和大厅");
}
