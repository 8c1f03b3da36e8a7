import type { Tx } from "../../kernel/db/index.ts";
import type { Id } from "../../kernel/ids/index.ts";

/**
 * Closes a draft that has become a case: its answers are the case's now and go, what remains leads to the receipt. Closing
 * twice changes nothing.
 */
export async function closeDraft(
  tx: Tx,
  draft: { person: Id; id: Id; number: string; submittedAt: Date },
): Promise<void> {
  await tx
    .updateTable("application.draft")
    .set({ state: "submitted", answers: null, saves: "{}", number: draft.number, submitted_at: draft.submittedAt })
    .where("person_id", "=", draft.person)
    .where("id", "=", draft.id)
    .where("state", "=", "open")
    .execute();
  await tx
    .deleteFrom("application.late_form")
    .where("person_id", "=", draft.person)
    .where("draft_id", "=", draft.id)
    .execute();
}
