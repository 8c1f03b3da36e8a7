import type { Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { type CatalogueHouse, lockItem } from "./change-item.ts";
import { differencesOf } from "./differences.ts";
import { itemFields } from "./document.ts";
import { type SavedDraft, saveDraft } from "./save-draft.ts";
import { readVersion } from "./versions.ts";
import { upperVersion } from "./write-version.ts";

/**
 * Writes a draft that follows the item above: what became different there since the version this one stands on, without the fields
 * in which this place has words of its own. The draft goes through review and gate like any other.
 *
 * @returns the draft; of an item without an upper one that went on a draft of what is in use.
 * @throws HallError as `saveDraft`: `catalogue/draft-changed` (conflict) when there is a draft already; `catalogue/wrong-state` when it stands alone.
 * @source capabilities B3 (三级动态管理)
 */
export async function followUpper(
  house: CatalogueHouse,
  tx: Tx,
  actor: Actor,
  command: { item: Id },
): Promise<SavedDraft> {
  const item = await lockItem(tx, command.item);
  const inUse = item.version > 0 ? await readVersion(tx, item.id, item.version) : undefined;
  const now = await upperVersion(tx, item);
  const before = inUse?.upper && (await readVersion(tx, inUse.upper.item, inUse.upper.version));
  if (!inUse?.upper || !now || !before) {
    throw new HallError("conflict", "catalogue/wrong-state", "这个事项没有跟着上级的一版", { state: item.state });
  }
  const changed = differencesOf(before.document, now.document);
  const own = inUse.upper.differences;
  const content: Record<string, unknown> = { ...inUse.document };
  for (const field of itemFields) {
    if (field in own.set || own.unset.includes(field)) continue;
    if (field in changed.set) content[field] = now.document[field];
    if (changed.unset.includes(field)) delete content[field];
  }
  return await saveDraft(house, tx, actor, { content, item: item.id, revision: 0 });
}
