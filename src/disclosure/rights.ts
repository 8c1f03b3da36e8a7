import { HallError } from "../kernel/errors/index.ts";
import type { Actor } from "../kernel/http/index.ts";

/** The post that keeps laws and policies (政务公开管理员). */
export const keeperPost = "disclosure-keeper";

/** Laws are entered by an officer who holds the post of keeper, or by a system of the hall. */
export function mayKeepLaws(actor: Actor): boolean {
  return actor.kind === "system" || (actor.kind === "staff" && actor.posts.includes(keeperPost));
}

/** @throws HallError `disclosure/not-keeper` (forbidden). */
export function requireKeeper(actor: Actor): void {
  if (!mayKeepLaws(actor)) {
    throw new HallError("forbidden", "disclosure/not-keeper", "只有政务公开管理员可以录入法律和政策");
  }
}
