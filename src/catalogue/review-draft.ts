import type { Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { bodyOf, type CatalogueHouse, type Ground, lockItem, recordChange, requireReason } from "./change-item.ts";
import { requireEditorOf } from "./departments.ts";
import { parseDocument } from "./parse-document.ts";
import { mayJudge, requireEditor, requireReviewer, requireReviewerIn } from "./rights.ts";
import type { ItemFinding } from "./rules/finding.ts";
import { stopsPublishing } from "./rules/gate.ts";
import { draftOf, findingsOf } from "./save-draft.ts";
import type { DraftState, ItemDraftRow, ItemRow } from "./tables.ts";

/** The draft with its item, locked. @throws HallError `catalogue/no-draft`, `catalogue/no-item` (not-found); `catalogue/draft-state` (conflict). */
export async function lockDraft(
  tx: Tx,
  item: Id,
  ...states: readonly DraftState[]
): Promise<{ item: ItemRow; draft: ItemDraftRow }> {
  const row = await lockItem(tx, item);
  const draft = await draftOf(tx, row);
  if (!draft) throw new HallError("not-found", "catalogue/no-draft", "这个事项没有草稿");
  if (!states.includes(draft.state)) {
    throw new HallError("conflict", "catalogue/draft-state", "草稿现在不在这一步", { state: draft.state });
  }
  return { item: row, draft };
}

/**
 * Hands a draft to the legality reviewers. What contradicts itself or the law is mended first; what is only missing is for them to weigh.
 *
 * @returns what they will find beside the fields.
 * @throws HallError `catalogue/not-editor`, `catalogue/not-yours` (forbidden); `catalogue/rules-broken` (invalid, `details.findings`); as `lockDraft`.
 */
export async function submitForReview(
  house: CatalogueHouse,
  tx: Tx,
  actor: Actor,
  command: Ground & { item: Id },
): Promise<readonly ItemFinding[]> {
  requireEditor(actor);
  const { item, draft } = await lockDraft(tx, command.item, "editing", "returned");
  await requireEditorOf(tx, actor, bodyOf(item));
  const findings = await findingsOf(tx, item, parseDocument(draft.document));
  if (stopsPublishing(findings)) {
    throw new HallError("invalid", "catalogue/rules-broken", "事项内容有矛盾的地方，请先改正", {
      findings: findings.filter(({ severity }) => severity === "error"),
    });
  }
  await moveDraft(tx, draft, { state: "submitted", submitted_by: actor.id ?? "", opinion: null });
  await recordChange(house, tx, actor, item, { ...command, kind: "submit" });
  return findings;
}

/**
 * Finds a draft lawful (合法性审查通过).
 *
 * @throws HallError `catalogue/not-reviewer`, `catalogue/not-yours`, `catalogue/own-draft` (forbidden); as `lockDraft`.
 */
export async function approveLegality(
  house: CatalogueHouse,
  tx: Tx,
  actor: Actor,
  command: Ground & { item: Id },
): Promise<void> {
  await judge(house, tx, actor, command, "approved");
}

/** Sends a draft back with what to mend; also one that was approved and then did not pass the gate. @throws HallError as `approveLegality`. */
export async function sendBack(
  house: CatalogueHouse,
  tx: Tx,
  actor: Actor,
  command: Ground & { item: Id },
): Promise<void> {
  await judge(house, tx, actor, command, "returned");
}

async function judge(
  house: CatalogueHouse,
  tx: Tx,
  actor: Actor,
  command: Ground & { item: Id },
  state: "approved" | "returned",
): Promise<void> {
  requireReviewer(actor);
  requireReason(command);
  const { item, draft } = await lockDraft(
    tx,
    command.item,
    "submitted",
    ...(state === "returned" ? (["approved"] as const) : []),
  );
  requireReviewerIn(actor, item.hall);
  if (!mayJudge(actor, item.hall, draft.submitted_by)) {
    throw new HallError("forbidden", "catalogue/own-draft", "自己提交的草稿要由别人审查");
  }
  await moveDraft(tx, draft, { state, reviewed_by: actor.id ?? "", opinion: command.reason });
  await recordChange(house, tx, actor, item, { ...command, kind: state === "approved" ? "approve" : "send-back" });
}

async function moveDraft(tx: Tx, { hall, item_id }: ItemDraftRow, set: Partial<ItemDraftRow>): Promise<void> {
  await tx
    .updateTable("catalogue.item_draft")
    .set(set)
    .where("hall", "=", hall)
    .where("item_id", "=", item_id)
    .execute();
}
