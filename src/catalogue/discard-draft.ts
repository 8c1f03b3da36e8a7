import type { Tx } from "../kernel/db/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { bodyOf, type CatalogueHouse, type Ground, recordChange } from "./change-item.ts";
import { requireEditorOf } from "./departments.ts";
import { lockDraft } from "./review-draft.ts";
import { requireEditor } from "./rights.ts";
import { endItem } from "./succession.ts";

/**
 * Puts a draft away (放弃): the version in use stays as it is. An item that was never published ends with it and frees its code.
 * What lies with a reviewer is not taken from under him.
 *
 * @returns whether the item itself ended.
 * @throws HallError `catalogue/not-editor`, `catalogue/not-yours` (forbidden); `catalogue/no-draft`, `catalogue/no-item` (not-found); `catalogue/draft-state` (conflict); `catalogue/no-reason` (invalid).
 */
export async function discardDraft(
  house: CatalogueHouse,
  tx: Tx,
  actor: Actor,
  command: Ground & { item: Id },
): Promise<{ ended: boolean }> {
  requireEditor(actor);
  const { item, draft } = await lockDraft(tx, command.item, "editing", "returned", "approved");
  await requireEditorOf(tx, actor, bodyOf(item));
  if (item.state === "draft") {
    await endItem(house, tx, actor, item, { ...command, kind: "discard" });
    return { ended: true };
  }
  await tx
    .deleteFrom("catalogue.item_draft")
    .where("hall", "=", draft.hall)
    .where("item_id", "=", draft.item_id)
    .execute();
  await recordChange(house, tx, actor, item, { ...command, kind: "discard" });
  return { ended: false };
}
