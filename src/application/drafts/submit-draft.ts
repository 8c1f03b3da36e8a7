import { type Context, readDraft } from "../../form/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { Actor } from "../../kernel/http/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import { type Checked, checkBeforeSubmit, refuseIncomplete } from "../check-before-submit.ts";
import { submitApplication } from "../submit.ts";
import { closeDraft } from "./close-draft.ts";
import { requireMandate } from "./mandate.ts";
import { formOfVersion, type OpenedDraft, openDraft, readDraftRow } from "./opened-draft.ts";
import { requireCitizen } from "./rights.ts";

/** What a submitted draft became. */
export interface SubmittedDraft {
  readonly draft: Id;
  readonly number: string;
}

/** Everything that still stands in the way of submitting, faults of answers first; pure. */
export async function checkDraft(house: Pick<House, "db">, opened: OpenedDraft, context: Context): Promise<Checked> {
  const { document, form } = await formOfVersion(house, opened.item, opened.version);
  const { answers, faults } = readDraft(form, opened.draft, context);
  const checked = checkBeforeSubmit({ document }, { answers, materials: opened.materials }, { today: context.today });
  return { ...checked, faults, ok: faults.length === 0 && checked.materials.every(({ missing }) => !missing) };
}

/**
 * Hands in a draft (提交). Pressed again, in another window or after a lost answer, it leads to the one case it became.
 *
 * @param command.applicantName the applicant as officers' lists show him.
 * @throws HallError `application/no-draft` (not-found), `application/not-complete` (invalid, with `fields`), and what
 *   `submitApplication` throws.
 */
export async function submitDraft(
  house: House,
  actor: Actor,
  command: { draft: Id; context: Context; applicantName: string },
): Promise<SubmittedDraft> {
  const citizen = requireCitizen(actor);
  const { person } = citizen;
  const opened = openDraft(house, await readDraftRow(house.db, person, command.draft));
  if (opened.number !== null) return { draft: opened.id, number: opened.number };
  await requireMandate(house, house.db, opened);
  const checked = await checkDraft(house, opened, command.context);
  refuseIncomplete(checked);
  const receipt = await submitApplication(
    house,
    { ...citizen, actingFor: opened.actingFor },
    {
      draft: {
        id: opened.id,
        hall: opened.hall,
        item: opened.item,
        version: opened.version,
        person: opened.actingFor ?? person,
        agent: opened.actingFor === null ? null : person,
        applicantName: command.applicantName,
        answers: checked.answers,
        materials: opened.materials,
        channel: "web",
        madeFrom: opened.madeFrom,
      },
    },
  );
  // The news of the case closes the draft too; here only so that the next page already finds it closed.
  const { number, submittedAt } = receipt;
  await inTransaction(house.db, (tx) => closeDraft(tx, { person, id: opened.id, number, submittedAt }));
  return { draft: opened.id, number };
}
