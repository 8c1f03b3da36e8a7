import type { ItemDocument } from "../../catalogue/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import type { Actor, Assurance } from "../../kernel/http/index.ts";
import type { Id } from "../../kernel/ids/index.ts";

/** A signed-in applicant. */
export type Citizen = Extract<Actor, { kind: "citizen" }>;

/** Only people who signed in have drafts, and each only sees his own. @throws HallError `application/not-citizen` (forbidden). */
export function requireCitizen(actor: Actor): Citizen & { person: Id } {
  if (actor.kind === "citizen") return actor as Citizen & { person: Id };
  throw new HallError("forbidden", "application/not-citizen", "只有办事人自己有草稿，请用个人账号登录");
}

/**
 * How surely the hall must know an applicant for this item: what the version says (`extend.assurance`), else a checked real
 * name (2).
 *
 * @source 国务院关于在线政务服务的若干规定 (国务院令第716号) 8: 实名注册、按需提供更高等级的认证
 */
export function neededAssurance(document: Pick<ItemDocument, "extend">): Exclude<Assurance, 0> {
  const said = document.extend?.assurance;
  return said === 1 || said === 3 ? said : 2;
}

/** @throws HallError `application/assurance-too-low` (forbidden) with `details.needed`. */
export function requireAssurance(actor: Citizen, document: Pick<ItemDocument, "extend">): void {
  const needed = neededAssurance(document);
  if (actor.assurance >= needed) return;
  throw new HallError("forbidden", "application/assurance-too-low", "这个事项要求更高等级的实名认证", { needed });
}

/** Whether an item serves natural persons, legal persons, or both (code table audience_v2); one that says nothing serves both. */
export function servedBy(audiences: readonly string[]): { natural: boolean; legal: boolean } {
  if (audiences.length === 0) return { natural: true, legal: true };
  return { natural: audiences.includes("1") || audiences.includes("9"), legal: audiences.some((code) => code !== "1") };
}
