import { HallError } from "../kernel/errors/index.ts";
import type { Actor } from "../kernel/http/index.ts";

/** Departments, windows, offices and posts are changed by an officer who holds the post of keeper (机构管理员), or by a system of the hall. */
export function mayKeepOrganization(actor: Actor): boolean {
  return actor.kind === "system" || (actor.kind === "staff" && actor.posts.includes("organization-keeper"));
}

/** @throws HallError `organization/not-keeper` (forbidden). */
export function requireKeeper(actor: Actor): void {
  if (!mayKeepOrganization(actor))
    throw new HallError("forbidden", "organization/not-keeper", "只有机构管理员可以变更机构和岗位");
}
