import type { Tx } from "../kernel/db/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { type CatalogueHouse, type Ground, lockItem, requireState } from "./change-item.ts";
import { requireReviewer, requireReviewerIn } from "./rights.ts";
import { endItem } from "./succession.ts";

/**
 * Ends an item (取消). Running cases finish under their version; new ones are refused.
 *
 * @returns the items below that still stand on it, for whoever must follow.
 * @throws HallError `catalogue/not-reviewer`, `catalogue/not-yours` (forbidden); `catalogue/wrong-state` (conflict); `catalogue/no-item` (not-found); `catalogue/no-reason` (invalid).
 * @source capabilities B8 (行政审批权取消)
 */
export async function cancelItem(
  house: CatalogueHouse,
  tx: Tx,
  actor: Actor,
  command: Ground & { item: Id },
): Promise<{ below: Id[] }> {
  requireReviewer(actor);
  const item = await lockItem(tx, command.item);
  requireReviewerIn(actor, item.hall);
  requireState(item, "draft", "published", "suspended");
  await endItem(house, tx, actor, item, { ...command, kind: "cancel" });
  const below = await tx
    .selectFrom("catalogue.item")
    .select("id")
    .where("upper_id", "=", item.id)
    .where("state", "<>", "cancelled")
    .orderBy("code")
    .execute();
  return { below: below.map(({ id }) => id) };
}
