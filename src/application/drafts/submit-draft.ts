import { type Context, readDraft } from "../../form/index.ts";
import { findPerson, shownOf } from "../../identity/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { Actor, Session } from "../../kernel/http/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import { type Checked, checkMaterials } from "../check-before-submit.ts";
import { queryPasswordOf } from "../query-password.ts";
import { submitChecked } from "../submit.ts";
import { closeDraft } from "./close-draft.ts";
import { formOfVersion, type OpenedDraft, openDraft, readDraftRow } from "./opened-draft.ts";
import { requireCitizen } from "./rights.ts";
import type { ShownDraft } from "./shown-draft.ts";

/** What a submitted draft became. */
export interface SubmittedDraft {
  readonly draft: Id;
  readonly number: string;
  /** With the number it shows the progress without an account. */
  readonly queryPassword: string;
}

/** Everything that still stands in the way of submitting, faults of answers first; pure. */
export async function checkDraft(house: Pick<House, "db">, opened: ShownDraft, context: Context): Promise<Checked> {
  const { document, form } = await formOfVersion(house, opened.item, opened.version);
  return checkMaterials({ document }, opened.materials, readDraft(form, opened.draft, context));
}

/**
 * Hands in one's own draft (提交). Pressed again, in another window or after a lost answer, it leads to the one case it became.
 *
 * The draft itself is closed by the news of the case and, for whoever looks at once, by `settleDraft`.
 *
 * @param command.opened of `requireDraft`, just now, or what its owner was shown (`requireShown`).
 * @param command.applicantName the applicant as officers' lists show him.
 * @throws HallError `application/not-complete` (invalid, with `fields`), and what `submitApplication` throws.
 */
export async function submitDraft(
  house: House,
  actor: Actor,
  { opened, context, applicantName }: { opened: ShownDraft; context: Context; applicantName: string },
): Promise<SubmittedDraft> {
  const citizen = requireCitizen(actor);
  const { person } = citizen;
  if (opened.number !== null) {
    const { id, hall, number } = opened;
    return { draft: id, number, queryPassword: queryPasswordOf(house, hall, id) };
  }
  const checked = await checkDraft(house, opened, context);
  const draft = {
    id: opened.id,
    hall: opened.hall,
    item: opened.item,
    version: opened.version,
    person: opened.actingFor ?? person,
    agent: opened.actingFor === null ? null : person,
    applicantName,
    answers: checked.answers,
    materials: opened.materials,
    channel: "web",
    madeFrom: opened.madeFrom,
  } as const;
  const { number, queryPassword } = await submitChecked(
    house,
    { ...citizen, actingFor: opened.actingFor, scope: null },
    draft,
    checked,
  );
  return { draft: opened.id, number, queryPassword };
}

/**
 * The draft as its case left it: between the submission and its news it still lies there open, and whoever has just handed it in
 * must find it closed.
 *
 * @param opened of `requireDraft`. @returns it again when there is no case yet.
 */
export async function settleDraft(house: Pick<House, "db" | "seal">, opened: OpenedDraft): Promise<OpenedDraft> {
  if (opened.state === "submitted") return opened;
  const row = await house.db
    .selectFrom("application.application")
    .select(["number", "submitted_at"])
    .where("hall", "=", opened.hall)
    .where("id", "=", opened.id)
    .executeTakeFirst();
  if (!row) return opened;
  const { person, id } = opened;
  await inTransaction(house.db, (tx) =>
    closeDraft(tx, { person, id, number: row.number, submittedAt: row.submitted_at }),
  );
  return openDraft(house, await readDraftRow(house.db, person, id));
}

/** The applicant of a draft as officers' lists show him; the session of whoever applies for himself knows. */
export async function applicantNameOf(
  { db }: Pick<House, "db">,
  { actor, session }: { actor: Actor; session: Session | undefined },
  { person, actingFor }: Pick<OpenedDraft, "person" | "actingFor">,
): Promise<string> {
  // Below a real name (2) what the session shows may be a phone number.
  const shown = actingFor === null && actor.assurance >= 2 ? shownOf(session)?.name : undefined;
  return shown || (await findPerson(db, actingFor ?? person))?.name || "申请人";
}
