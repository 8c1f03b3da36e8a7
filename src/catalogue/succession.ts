import type { Reader, Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { type CatalogueHouse, type Ground, recordChange } from "./change-item.ts";
import type { ItemDocument } from "./document.ts";
import { type Home, insertItem } from "./new-item.ts";
import type { ItemChangeKind, ItemRow, SuccessionKind } from "./tables.ts";
import { readVersion } from "./versions.ts";
import { announceState, writeVersion } from "./write-version.ts";

/** The document in use of an item. @throws HallError `catalogue/wrong-state` (conflict) when it has none. */
export async function documentInUse(tx: Tx, item: ItemRow): Promise<ItemDocument> {
  const version = item.version > 0 ? await readVersion(tx, item.id, item.version) : undefined;
  if (version) return version.document;
  throw new HallError("conflict", "catalogue/wrong-state", "这个事项还没有发布过", { state: item.state });
}

/** Takes in an item that follows from others and puts it into use at once: what it says was lawful already. */
export async function insertSuccessor(
  house: CatalogueHouse,
  tx: Tx,
  actor: Actor,
  successor: Ground & { home: Home; content: ItemDocument; kind: ItemChangeKind },
): Promise<ItemRow> {
  const { home, content, kind, ...ground } = successor;
  const row = await insertItem(house, tx, actor, { home, content, ...ground });
  return await writeVersion(house, tx, actor, row, { ...ground, kind, content });
}

/** Writes down who stands for an item from now on. */
export async function linkSuccessors(tx: Tx, item: Id, kind: SuccessionKind, successors: readonly Id[]): Promise<void> {
  if (successors.length === 0) return;
  const rows = successors.map((successor_id) => ({ item_id: item, successor_id, kind }));
  await tx.insertInto("catalogue.item_successor").values(rows).execute();
}

/** Ends an item: no new applications, its code is free again; its versions stay, and running cases finish under theirs. */
export async function endItem(
  house: CatalogueHouse,
  tx: Tx,
  actor: Actor,
  item: ItemRow,
  end: Ground & { kind: ItemChangeKind; successors?: readonly Id[] },
): Promise<void> {
  const { successors = [], ...change } = end;
  await tx.deleteFrom("catalogue.item_draft").where("hall", "=", item.hall).where("item_id", "=", item.id).execute();
  const now = await recordChange(house, tx, actor, item, {
    ...change,
    set: { state: "cancelled", is_appliable: false },
  });
  await announceState(house, tx, now, successors);
}

/** The items that stand for one now, followed to those in use; empty when it simply ended. */
export async function successorsOf(db: Reader, item: Id): Promise<Id[]> {
  const live: Id[] = [];
  const seen = new Set<Id>([item]);
  let open: Id[] = [item];
  while (open.length > 0) {
    const rows = await db
      .selectFrom("catalogue.item_successor as s")
      .innerJoin("catalogue.item as i", "i.id", "s.successor_id")
      .select(["i.id", "i.state"])
      .where("s.item_id", "in", open)
      .orderBy("i.code")
      .execute();
    open = [];
    for (const { id, state } of rows) {
      if (seen.has(id)) continue;
      seen.add(id);
      if (state === "cancelled") open.push(id);
      else live.push(id);
    }
  }
  return live;
}
