import { broughtUp, type CorrectionState, compileForm, type ItemForm } from "../../../application/index.ts";
import type { Material } from "../../../catalogue/index.ts";
import {
  type Answers,
  type Draft,
  fieldsOf,
  pagesOf,
  type Question,
  readAnswers,
  settle,
  writeInputs,
} from "../../../form/index.ts";
import type { PageCall } from "../../../kernel/http/index.ts";
import type { Id } from "../../../kernel/ids/index.ts";
import { takeCorrection } from "../acts/after-correction.ts";
import { casePlace, type DeskCase, loadCase } from "../case/load.ts";
import { type Officer, requireOfficer } from "../officer.ts";
import { answersOf } from "./papers.ts";

/** A notice that the applicant answers at the counter. */
export interface TakenCorrection {
  readonly officer: Officer;
  readonly desk: DeskCase;
  readonly notice: CorrectionState;
  readonly form: ItemForm;
  readonly before: Answers;
  /** Whether an answer may be changed: it was asked about, or only the corrected answers bring it up. */
  mayChange(key: string): boolean;
}

/** Files stored for this form, by the names of their inputs; travels with it unseen. */
export type Files = Readonly<Record<string, readonly Id[]>>;

export type TakenCall = Pick<PageCall, "house" | "actor"> & { readonly params: { hall: string; application: string } };

/** @returns undefined when the case waits for no answer, or not for one through this counter. */
export async function openTaken({ house, actor, params: given }: TakenCall): Promise<TakenCorrection | undefined> {
  const officer = requireOfficer(actor);
  const place = casePlace(given);
  const desk = await loadCase(house, officer, place, undefined);
  const notice = desk.view.state.corrections.at(-1);
  if (!notice || !takeCorrection.isOffered({ house, officer, desk })) return undefined;
  const form = compileForm(desk.view.version.document);
  const before = desk.answers;
  const shownBefore = settle(form.form, before).shown;
  const mayChange = (key: string) => notice.asked.includes(`field:${key}`) || !shownBefore.has(key);
  return { officer, desk, notice, form, before, mayChange };
}

/** The questions to put right: those asked about, and those that came up by their answers. */
export function questionsOf({ form, desk, mayChange }: TakenCorrection, draft: Draft): Question[] {
  return pagesOf(form.form, draft.answers, desk.context.facts)
    .flatMap(({ questions }) => questions)
    .filter(({ field }) => mayChange(field.key));
}

/** The materials to take: those asked for, and those that the corrected answers make necessary. */
export function materialsOf({ desk, notice, form, before }: TakenCorrection, answers: Answers): Material[] {
  const fresh = broughtUp(form, before, answers);
  return (desk.view.version.document.materials ?? []).filter(
    ({ key }) => notice.asked.includes(`material:${key}`) || fresh.some((one) => one.key === key),
  );
}

/** Only what may be changed is read from the form; the rest stays what it was. */
export function readTaken({ form, before, desk, mayChange }: TakenCorrection, typed: PageCall["form"], files: Files) {
  const fields = fieldsOf(form.form);
  const fieldOf = (name: string) => fields.find(({ key }) => name === key || name.startsWith(`${key}.`))?.key ?? "";
  const sent = Object.entries({ ...typed, ...answersOf(files) }).filter(
    ([name]) => fieldOf(name) !== "" && mayChange(fieldOf(name)),
  );
  const kept = Object.entries(writeInputs(form.form, { answers: before, typed: {} })).filter(
    ([name]) => !mayChange(fieldOf(name)),
  );
  const reading = readAnswers(form.form, Object.fromEntries([...kept, ...sent]), desk.context);
  return { ...reading, faults: reading.faults.filter(({ field }) => mayChange(field)) };
}
