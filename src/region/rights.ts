import { type DivisionCode, upperDivisions } from "../kernel/codes/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { Actor } from "../kernel/http/index.ts";

/** The post that keeps the register of divisions and halls (区划管理员). */
export const keeperPost = "region-keeper";

/** Divisions and halls are changed by an officer who holds the post of keeper, or by a system of the hall. */
export function mayKeepRegister(actor: Actor): boolean {
  return actor.kind === "system" || (actor.kind === "staff" && actor.posts.includes(keeperPost));
}

/** A hall is opened by the keeper of its own place or of one above it. @throws HallError `region/not-keeper` (forbidden). */
export function requireKeeperOf(actor: Actor, code: DivisionCode): void {
  requireKeeper(actor);
  if (actor.kind !== "staff") return;
  const halls: readonly string[] = [code, ...upperDivisions(code)];
  if (actor.seats.some(({ duty, hall }) => duty === keeperPost && halls.includes(hall))) return;
  throw new HallError("forbidden", "region/not-keeper", "这里的大厅由本地或上级的区划管理员开设");
}

/** @throws HallError `region/not-keeper` (forbidden). */
export function requireKeeper(actor: Actor): void {
  if (!mayKeepRegister(actor))
    throw new HallError("forbidden", "region/not-keeper", "只有区划管理员可以变更区划和大厅");
}
