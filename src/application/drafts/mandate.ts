import { mayActFor } from "../../identity/index.ts";
import type { Reader } from "../../kernel/db/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { Id } from "../../kernel/ids/index.ts";

/**
 * Who applies for a legal person must be its representative or hold a mandate that covers this item at this hall today; asked
 * at every page, because a mandate ends.
 *
 * @throws HallError `application/no-mandate` (forbidden).
 * @source 行政许可法 29; 民法典 165
 */
export async function requireMandate(
  house: Pick<House, "clock">,
  db: Reader,
  of: { person: Id; actingFor: Id | null; item: Id; hall: string },
): Promise<void> {
  if (of.actingFor === null) return;
  const may = await mayActFor(house, db, of.person, of.actingFor);
  if (may && covers(may.scope, of)) return;
  throw new HallError("forbidden", "application/no-mandate", "您现在没有权限代这家单位办理这个事项");
}

/** Whether a mandate covers an item at a hall; an absent list is no limit. */
export function covers(
  scope: { readonly items?: readonly string[]; readonly halls?: readonly string[] } | null,
  of: { readonly item: string; readonly hall: string },
): boolean {
  return (scope?.items?.includes(of.item) ?? true) && (scope?.halls?.includes(of.hall) ?? true);
}
