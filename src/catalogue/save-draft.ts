import type { Reader, Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { canonicalJson } from "./canonical.ts";
import { bodyOf, type CatalogueHouse, type Ground, lockItem, requireState } from "./change-item.ts";
import { requireEditorOf } from "./departments.ts";
import type { ItemDocument } from "./document.ts";
import { type Home, insertItem } from "./new-item.ts";
import { mostCharacters, parseDocument } from "./parse-document.ts";
import { requireEditor } from "./rights.ts";
import type { ItemFinding } from "./rules/finding.ts";
import { checkItem } from "./rules/item-rules.ts";
import { checkAgainstUpper } from "./rules/upper-rules.ts";
import type { ItemDraftRow, ItemRow } from "./tables.ts";
import { upperVersion } from "./write-version.ts";

/** A draft as it was saved, with what the rules say beside its fields. */
export interface SavedDraft {
  readonly item: Id;
  /** To be given with the next saving, so that two editors do not overwrite each other. */
  readonly revision: number;
  readonly findings: readonly ItemFinding[];
}

/**
 * Saves what an editor wrote; the rules speak, but nothing is refused for its content. A new item is taken in with its first draft.
 *
 * @param command.content anything; parsed here.
 * @param command.item, command.revision of a draft that is there; without `item` a new item with its `home`.
 * @throws HallError `catalogue/not-editor`, `catalogue/not-yours` (forbidden); `catalogue/bad-document`, `catalogue/too-long`, `catalogue/no-code` (invalid);
 *   `catalogue/in-review`, `catalogue/draft-changed`, `catalogue/wrong-state`, `catalogue/code-taken` (conflict).
 */
export async function saveDraft(
  house: CatalogueHouse,
  tx: Tx,
  actor: Actor,
  command: { content: unknown } & (({ home: Home } & Ground) | { item: Id; revision: number }),
): Promise<SavedDraft> {
  requireEditor(actor);
  const document = parseDocument(command.content);
  if (canonicalJson(document).length > mostCharacters) {
    throw new HallError("invalid", "catalogue/too-long", "事项内容太长，请把附件放到文件里");
  }
  const item = await keptItem(house, tx, actor, command, document);
  requireState(item, "draft", "published", "suspended");
  const before = await draftOf(tx, item);
  requireOpen(before, "item" in command ? command.revision : 0);
  const revision = (before?.revision ?? 0) + 1;
  const row = {
    document: JSON.stringify(document),
    state: "editing" as const,
    revision,
    saved_at: house.clock.now(),
    saved_by: actor.id ?? "",
    submitted_by: null,
    reviewed_by: before?.reviewed_by ?? null,
    opinion: before?.opinion ?? null,
  };
  await tx
    .insertInto("catalogue.item_draft")
    .values({ hall: item.hall, item_id: item.id, ...row })
    .onConflict((clash) => clash.columns(["hall", "item_id"]).doUpdateSet(row))
    .execute();
  return { item: item.id, revision, findings: await findingsOf(tx, item, document) };
}

/** The item that is written on, or the new one; the editor must keep it as it stands and as he writes it. */
async function keptItem(
  house: CatalogueHouse,
  tx: Tx,
  actor: Actor,
  command: ({ home: Home } & Ground) | { item: Id; revision: number },
  document: ItemDocument,
): Promise<ItemRow> {
  if (!("item" in command)) {
    const { hall, division } = command.home;
    await requireEditorOf(tx, actor, { ...document, hall, division });
    return await insertItem(house, tx, actor, { ...command, content: document });
  }
  const item = await lockItem(tx, command.item);
  await requireEditorOf(tx, actor, bodyOf(item));
  await requireEditorOf(tx, actor, { ...document, hall: item.hall, division: item.division });
  return item;
}

/** What the rules say of a draft, against the version above too. */
export async function findingsOf(
  tx: Reader,
  item: Pick<ItemRow, "upper_id">,
  document: ItemDocument,
): Promise<ItemFinding[]> {
  const upper = await upperVersion(tx, item);
  return [...checkItem(document), ...(upper ? checkAgainstUpper(upper.document, document) : [])];
}

/** The draft of an item. */
export async function draftOf(tx: Tx, { hall, id }: ItemRow): Promise<ItemDraftRow | undefined> {
  return await tx
    .selectFrom("catalogue.item_draft")
    .selectAll()
    .where("hall", "=", hall)
    .where("item_id", "=", id)
    .forUpdate()
    .executeTakeFirst();
}

function requireOpen(draft: ItemDraftRow | undefined, revision: number): void {
  if ((draft?.revision ?? 0) !== revision) {
    throw new HallError("conflict", "catalogue/draft-changed", "别人刚保存了这份草稿，请先看一看再改", {
      revision: draft?.revision ?? 0,
    });
  }
  if (draft?.state === "submitted" || draft?.state === "approved") {
    throw new HallError("conflict", "catalogue/in-review", "这份草稿正在审查，退回后才能修改");
  }
}
