import { type Context, type Draft, fieldsOf, type PageReading, readPage, writeInputs } from "../../form/index.ts";
import type { Tx } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { Actor } from "../../kernel/http/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import { sealAnswers } from "./content.ts";
import { filesAnswered, filesOfDraft, relinkFiles } from "./draft-files.ts";
import type { ItemForm } from "./item-form.ts";
import { formOfVersion, lockDraft, type OpenedDraft } from "./opened-draft.ts";
import { noPage } from "./refusals.ts";
import { requireCitizen } from "./rights.ts";

/** What came of saving a page. */
export type SavedPage =
  | { readonly kind: "saved"; readonly reading: PageReading; readonly opened: OpenedDraft }
  /** Another device saved other answers to this page since it was opened here; nothing was written. */
  | { readonly kind: "conflict"; readonly reading: PageReading; readonly theirs: OpenedDraft; readonly savedAt: Date };

/**
 * Saves one page of a draft (暂存). Whatever was typed is kept, with or without faults; the caller shows the faults.
 *
 * @param command.raw the request of this page.
 * @param command.seen `pageMark` of the page as it was shown here; absent: write over whatever is there.
 * @param command.session id of the session: a page that this very device saved last is no conflict (back button, double click).
 * @throws HallError `application/no-draft`, `application/no-page` (not-found); `application/draft-submitted` (conflict).
 */
export async function saveDraftPage(
  house: House,
  tx: Tx,
  actor: Actor,
  command: {
    draft: Id;
    page: string;
    raw: Readonly<Record<string, unknown>>;
    context: Context;
    seen?: string | undefined;
    session: string;
    files?: FileChanges | undefined;
  },
): Promise<SavedPage> {
  const { person } = requireCitizen(actor);
  const { page, context, session } = command;
  const before = await lockDraft(house, tx, person, command.draft);
  const itemForm = await formOfVersion(house, before.item, before.version);
  if (!itemForm.form.pages.some(({ key }) => key === page)) noPage();
  const raw = { ...command.raw, ...filesGiven(itemForm, before.draft, command.files) };
  const reading = readPage(itemForm.form, page, before.draft, raw, context);
  const now = house.clock.now();
  const marks = {
    stored: pageMark(house, itemForm, page, before.draft),
    own: pageMark(house, itemForm, page, reading.draft),
  };
  const last = before.saves[page];
  const isElsewhere = last !== undefined && last.session !== session;
  if (isElsewhere && command.seen !== undefined && command.seen !== marks.stored && marks.own !== marks.stored) {
    return { kind: "conflict", reading, theirs: before, savedAt: new Date(last.at) };
  }
  await relinkFiles(house, tx, before, {
    before: filesOfDraft(before, itemForm.form),
    after: filesOfDraft({ ...before, draft: reading.draft }, itemForm.form),
  });
  const saves = { ...before.saves, [page]: { session, at: now.toISOString() } };
  const revision = before.revision + 1;
  await tx
    .updateTable("application.draft")
    .set({
      answers: sealAnswers(house, before.id, reading.draft),
      saves: JSON.stringify(saves),
      revision,
      updated_at: now,
      warned_at: null,
    })
    .where("person_id", "=", person)
    .where("id", "=", before.id)
    .execute();
  await tx
    .deleteFrom("application.late_form")
    .where("person_id", "=", person)
    .where("draft_id", "=", before.id)
    .where("page", "=", page)
    .execute();
  return { kind: "saved", reading, opened: { ...before, draft: reading.draft, saves, revision, updatedAt: now } };
}

/** Files that came with a page, and those taken out, by the key of the question. */
export interface FileChanges {
  /** Just stored for this very person; what a request merely names is no file of his. */
  readonly added: Readonly<Record<string, readonly Id[]>>;
  readonly removed: readonly Id[];
}

/** What every question for files is answered with: what was there, less and more; whatever the request says. */
function filesGiven({ form }: ItemForm, draft: Draft, changes: FileChanges | undefined): Record<string, readonly Id[]> {
  const asked = fieldsOf(form).filter(({ kind }) => kind === "file");
  return Object.fromEntries(
    asked.map(({ key }) => {
      const kept = filesAnswered(draft, key).filter((id) => !changes?.removed.includes(id));
      return [key, [...kept, ...(changes?.added[key] ?? [])]];
    }),
  );
}

/** What stands on a page, as a short mark that tells nothing of it: two devices that show the same have the same mark. */
export function pageMark(house: Pick<House, "seal">, { form }: ItemForm, page: string, draft: Draft): string {
  const keys = (form.pages.find(({ key }) => key === page)?.fields ?? []).map(({ key }) => key);
  const own = Object.entries(writeInputs(form, draft))
    .filter(([name]) => keys.some((key) => name === key || name.startsWith(`${key}.`)))
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return house.seal.digest("application.draft-page", JSON.stringify(own)).toString("base64url").slice(0, 16);
}
