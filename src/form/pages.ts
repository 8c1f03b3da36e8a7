import { type Answers, answerOf, type Draft } from "./answers.ts";
import type { Facts } from "./condition.ts";
import type { Context } from "./context.ts";
import type { Field, Form } from "./definition.ts";
import type { Fault } from "./faults.ts";
import { belongsTo, flatten, type Input } from "./inputs.ts";
import { isRequired, type Reading, readInputs } from "./read-answers.ts";
import { settle } from "./settle.ts";
import { writeInputs } from "./write-inputs.ts";

/** One screen of questions, for these answers. */
export interface ShownPage {
  key: string;
  title: string;
  intro?: string;
  questions: Question[];
}
export interface Question {
  field: Field;
  /** Whether it has to be answered now. */
  required: boolean;
}

/** The pages and questions that these answers leave shown; a page without questions falls out. */
export function pagesOf(form: Form, answers: Answers, given?: Facts): ShownPage[] {
  const settled = settle(form, answers, given);
  return form.pages.flatMap(({ key, title, intro, fields }) => {
    const questions = fields
      .filter((field) => settled.shown.has(field.key))
      .map((field) => ({ field, required: isRequired(field, settled) }));
    return questions.length === 0 ? [] : [{ key, title, ...(intro === undefined ? {} : { intro }), questions }];
  });
}

/** What one page's request did to the draft. */
export interface PageReading extends Reading {
  /**
   * Questions of this page that only its own answers brought up and that the request could not have answered. When there
   * are any, show the page again without complaint: without script nobody has seen them.
   */
  appeared: string[];
}

/**
 * Reads one page into the draft; the other pages stay as they are.
 *
 * @param raw the request of this page: what it leaves out of the page's own fields is taken as emptied.
 * @returns `draft` to keep in any case; `faults` of this page only.
 */
export function readPage(form: Form, page: string, draft: Draft, raw: unknown, context: Context): PageReading {
  const own = (form.pages.find((one) => one.key === page)?.fields ?? []).map((field) => field.key);
  const isOwn = (name: string) => own.some((key) => belongsTo(name, key));
  const before = settle(form, draft.answers, context.facts).shown;
  const sent = [...flatten(raw)].filter(([name]) => isOwn(name));
  const kept = Object.entries(writeInputs(form, draft)).filter(([name]) => {
    if (!isOwn(name)) return true;
    // A question not yet shown when the page was made keeps what the draft holds of it.
    const key = own.find((one) => belongsTo(name, one)) ?? name;
    return !before.has(key) && !sent.some(([one]) => belongsTo(one, key));
  });
  const reading = readInputs(form, new Map<string, Input>([...kept, ...sent]), context);
  const appeared = own.filter(
    (key) => reading.shown.has(key) && !before.has(key) && !sent.some(([name]) => belongsTo(name, key)),
  );
  const faults = reading.faults.filter((fault) => fault.page === page && !appeared.includes(fault.field));
  return { ...reading, faults, appeared };
}

/** Where a page stands in the task list: 未填, 填了一部分, 填好. */
export type PageState = "empty" | "partial" | "done";

export interface PageProgress {
  page: string;
  title: string;
  state: PageState;
  label: string;
  /** Nothing is missing or wrong: also an empty page whose questions are all optional. */
  complete: boolean;
  faults: Fault[];
}

const LABELS = { empty: "未填", partial: "填了一部分", done: "填好" } as const;

/** The task list of a draft, by the same reading that a submission gets. */
export function progressOf(form: Form, draft: Draft, context: Context): PageProgress[] {
  const { faults, draft: read } = readDraft(form, draft, context);
  return pagesOf(form, read.answers, context.facts).map(({ key, title, questions }) => {
    const here = faults.filter((fault) => fault.page === key);
    const begun = questions.some(
      ({ field }) =>
        answerOf(read.answers, field.key) !== undefined ||
        Object.keys(read.typed).some((name) => belongsTo(name, field.key)),
    );
    const state = !begun ? "empty" : here.length > 0 ? "partial" : "done";
    return { page: key, title, state, label: LABELS[state], complete: here.length === 0, faults: here };
  });
}

/** Reads a draft as if it were sent now. */
export function readDraft(form: Form, draft: Draft, context: Context): Reading {
  return readInputs(form, flatten(writeInputs(form, draft)), context);
}

/** The page of the first thing to put right; undefined when the draft can be submitted. */
export function firstFaultyPage(form: Form, draft: Draft, context: Context): string | undefined {
  return readDraft(form, draft, context).faults[0]?.page;
}
