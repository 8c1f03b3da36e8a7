import type { Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { bodyOf, type CatalogueHouse, type Ground, requireState } from "./change-item.ts";
import { requireEditorOf } from "./departments.ts";
import { availableLicences } from "./licences.ts";
import { parseDocument } from "./parse-document.ts";
import { lockDraft } from "./review-draft.ts";
import { requireEditor } from "./rights.ts";
import { checkForPublishing, stopsPublishing } from "./rules/gate.ts";
import { checkAgainstUpper } from "./rules/upper-rules.ts";
import { upperVersion, writeVersion } from "./write-version.ts";

/**
 * Publishes the approved draft as the item's next version. The gate is asked here once more, because the law's clock, the
 * version above and the list of e-licences may have changed since the review.
 *
 * @throws HallError `catalogue/not-editor`, `catalogue/not-yours` (forbidden); `catalogue/gate-closed` (invalid, `details.findings`);
 *   `catalogue/draft-state`, `catalogue/wrong-state`, `catalogue/code-taken` (conflict); `catalogue/no-draft`, `catalogue/no-item` (not-found).
 * @source design.md idea 1; 国办函〔2016〕108号 5.2 (pick, review, publish)
 */
export async function publishItem(
  house: CatalogueHouse,
  tx: Tx,
  actor: Actor,
  command: Ground & { item: Id },
): Promise<{ item: Id; version: number }> {
  requireEditor(actor);
  const { item, draft } = await lockDraft(tx, command.item, "approved");
  await requireEditorOf(tx, actor, bodyOf(item));
  requireState(item, "draft", "published", "suspended");
  const content = parseDocument(draft.document);
  const upper = await upperVersion(tx, item);
  const findings = [
    ...checkForPublishing(content, { available: await availableLicences(house, tx) }),
    ...(upper ? checkAgainstUpper(upper.document, content) : []),
  ];
  if (stopsPublishing(findings)) {
    throw new HallError("invalid", "catalogue/gate-closed", "事项还不能发布，请先改正", {
      findings: findings.filter(({ severity }) => severity === "error"),
    });
  }
  await tx.deleteFrom("catalogue.item_draft").where("hall", "=", item.hall).where("item_id", "=", item.id).execute();
  const { id, version } = await writeVersion(house, tx, actor, item, {
    ...command,
    kind: "publish",
    content,
    set: { origin: "authored" },
  });
  return { item: id, version };
}
