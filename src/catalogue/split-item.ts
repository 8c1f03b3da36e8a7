import type { Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { type CatalogueHouse, type Ground, lockItem, requireState } from "./change-item.ts";
import type { ItemDocument } from "./document.ts";
import { parseDocument } from "./parse-document.ts";
import { requireReviewer, requireReviewerIn } from "./rights.ts";
import { documentInUse, endItem, insertSuccessor, linkSuccessors } from "./succession.ts";

/**
 * Makes several items out of one (拆分): each part is the item with what `parts` says differently, at least a code and a name.
 * The old item ends and leads to its parts.
 *
 * @throws HallError `catalogue/not-reviewer`, `catalogue/not-yours` (forbidden); `catalogue/bad-parts`, `catalogue/bad-document` (invalid); `catalogue/wrong-state`, `catalogue/code-taken` (conflict); `catalogue/no-item`.
 */
export async function splitItem(
  house: CatalogueHouse,
  tx: Tx,
  actor: Actor,
  command: Ground & { item: Id; parts: readonly unknown[] },
): Promise<{ items: Id[] }> {
  requireReviewer(actor);
  const { item: _item, parts, ...ground } = command;
  if (parts.length < 2) throw new HallError("invalid", "catalogue/bad-parts", "拆分至少要有两部分");
  const item = await lockItem(tx, command.item);
  requireReviewerIn(actor, item.hall);
  requireState(item, "published");
  const document = await documentInUse(tx, item);
  const home = { hall: item.hall, division: item.division, upper: item.upper_id ?? undefined };
  const items: Id[] = [];
  for (const part of parts) {
    if (typeof part !== "object" || part === null) {
      throw new HallError("invalid", "catalogue/bad-parts", "每一部分都要写明编码和名称");
    }
    const content = parseDocument(withPart(document, part));
    items.push((await insertSuccessor(house, tx, actor, { ...ground, home, content, kind: "split" })).id);
  }
  await linkSuccessors(tx, item.id, "split", items);
  await endItem(house, tx, actor, item, { ...ground, kind: "split", successors: items });
  return { items };
}

/** What a part says differently; a code of its own stands for all the codes of the whole. */
function withPart(document: ItemDocument, part: object): object {
  if (!codeFields.some((field) => field in part)) return { ...document, ...part };
  const { taskCode: _task, localTaskCode: _local, taskHandleItem: _handle, ...rest } = document;
  return { ...rest, ...part };
}

const codeFields = ["taskCode", "localTaskCode", "taskHandleItem"] as const;

/**
 * Makes one item out of several (合并): it is the first of them with what `into` says differently. All the old ones end and lead to it.
 *
 * @throws HallError as `splitItem`.
 */
export async function mergeItems(
  house: CatalogueHouse,
  tx: Tx,
  actor: Actor,
  command: Ground & { items: readonly Id[]; into: Readonly<Record<string, unknown>> },
): Promise<{ item: Id }> {
  requireReviewer(actor);
  const { items, into, ...ground } = command;
  const [leading] = items;
  if (leading === undefined || new Set(items).size < 2 || new Set(items).size < items.length) {
    throw new HallError("invalid", "catalogue/bad-parts", "合并至少要有两个不同的事项");
  }
  // In order of id, so that two mergers never wait for each other.
  const old = [];
  for (const id of [...items].sort()) old.push(await lockItem(tx, id));
  for (const item of old) requireReviewerIn(actor, item.hall);
  for (const item of old) requireState(item, "published", "suspended");
  const first = old.find(({ id }) => id === leading) ?? old[0];
  if (!first) throw new HallError("not-found", "catalogue/no-item", "没有这个事项");
  const content = parseDocument(withPart(await documentInUse(tx, first), into));
  const home = { hall: first.hall, division: first.division, upper: first.upper_id ?? undefined };
  const { id } = await insertSuccessor(house, tx, actor, { ...ground, home, content, kind: "merge" });
  for (const item of old) {
    await linkSuccessors(tx, item.id, "merge", [id]);
    await endItem(house, tx, actor, item, { ...ground, kind: "merge", successors: [id] });
  }
  return { item: id };
}
