import { type Answers, type Draft, type Form, fieldsOf } from "../../form/index.ts";
import type { HallCode } from "../../kernel/codes/index.ts";
import type { Tx } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { type Id, isId } from "../../kernel/ids/index.ts";
import { linkFile, unlinkFile } from "../../material/index.ts";
import type { DraftMaterial } from "./tables.ts";

/** Every file in a draft: those of its materials and those that answer a question. */
export function filesOfDraft(
  { materials, draft }: { readonly materials: readonly DraftMaterial[]; readonly draft: Draft },
  form: Form,
): readonly Id[] {
  const answered = fieldsOf(form).flatMap(({ key, kind }) => (kind === "file" ? filesAnswered(draft, key) : []));
  return [...new Set([...materials.flatMap(({ files }) => files), ...answered])];
}

/** The files that answer one question. */
export function filesAnswered({ answers }: Draft, field: string): readonly Id[] {
  const answer = answers[field];
  return Array.isArray(answer) ? answer.filter((one): one is Id => typeof one === "string" && isId(one)) : [];
}

/** Every file that the answers of a case name; which questions take files need not be known. */
export function filesIn(answers: Answers): Id[] {
  return Object.keys(answers).flatMap((key) => filesAnswered({ answers, typed: {} }, key));
}

/** Tells `material` which files the draft, later the case, holds: those that came in and those that went. */
export async function relinkFiles(
  house: Pick<House, "clock">,
  tx: Tx,
  draft: { readonly hall: HallCode; readonly id: Id },
  files: { readonly before: readonly Id[]; readonly after: readonly Id[] },
): Promise<void> {
  // The use stays when the draft becomes the case: both have one id.
  const use = `case:${draft.id}`;
  for (const id of files.after) {
    if (!files.before.includes(id)) await linkFile(house, tx, { hall: draft.hall, id, use });
  }
  for (const id of files.before) {
    if (!files.after.includes(id)) await unlinkFile(house, tx, { hall: draft.hall, id, use });
  }
}
