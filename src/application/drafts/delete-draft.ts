import type { Tx } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { Actor } from "../../kernel/http/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import { filesOfDraft, relinkFiles } from "./draft-files.ts";
import { formOfVersion, lockDraft } from "./opened-draft.ts";
import { requireCitizen } from "./rights.ts";

/**
 * Deletes a draft with everything in it (删除草稿). It cannot be brought back; a submitted application is none.
 *
 * @throws HallError `application/no-draft` (not-found), `application/draft-submitted` (conflict).
 */
export async function deleteDraft(
  house: House,
  tx: Tx,
  actor: Actor,
  command: { draft: Id },
): Promise<{ itemName: string }> {
  const { person } = requireCitizen(actor);
  const draft = await lockDraft(house, tx, person, command.draft);
  const { form } = await formOfVersion(house, draft.item, draft.version);
  await relinkFiles(house, tx, draft, { before: filesOfDraft(draft, form), after: [] });
  await dropDraft(tx, person, draft.id);
  return { itemName: draft.itemName };
}

/** Deletes the rows of a draft. */
export async function dropDraft(tx: Tx, person: Id, id: Id): Promise<void> {
  await tx.deleteFrom("application.draft").where("person_id", "=", person).where("id", "=", id).execute();
  await tx.deleteFrom("application.late_form").where("person_id", "=", person).where("draft_id", "=", id).execute();
}
