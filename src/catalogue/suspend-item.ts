import type { Tx } from "../kernel/db/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { bodyOf, type CatalogueHouse, type Ground, lockItem, recordChange, requireState } from "./change-item.ts";
import { requireEditorOf } from "./departments.ts";
import { requireEditor } from "./rights.ts";
import { announceState } from "./write-version.ts";

/** Takes an item out of use for a time: new applications are refused, running cases go on. @throws HallError `catalogue/not-editor`, `catalogue/not-yours`, `catalogue/wrong-state`, `catalogue/no-item`, `catalogue/no-reason`. */
export async function suspendItem(
  house: CatalogueHouse,
  tx: Tx,
  actor: Actor,
  command: Ground & { item: Id },
): Promise<void> {
  requireEditor(actor);
  const item = await lockItem(tx, command.item);
  await requireEditorOf(tx, actor, bodyOf(item));
  requireState(item, "published");
  const now = await recordChange(house, tx, actor, item, { ...command, kind: "suspend", set: { state: "suspended" } });
  await announceState(house, tx, now);
}

/** Takes a suspended item into use again, in the version it had. @throws HallError as `suspendItem`. */
export async function resumeItem(
  house: CatalogueHouse,
  tx: Tx,
  actor: Actor,
  command: Ground & { item: Id },
): Promise<void> {
  requireEditor(actor);
  const item = await lockItem(tx, command.item);
  await requireEditorOf(tx, actor, bodyOf(item));
  requireState(item, "suspended");
  const now = await recordChange(house, tx, actor, item, { ...command, kind: "resume", set: { state: "published" } });
  await announceState(house, tx, now);
}
