import { type Answers, answerOf, factOf, givenFacts } from "./answers.ts";
import { type Condition, type Facts, type FactValue, holds, varsOf } from "./condition.ts";
import type { Field, Form, Page } from "./definition.ts";

/** What remains of the answers when hidden questions are taken out. */
export interface Settled {
  /** Answers of shown questions only: what a submission holds. */
  answers: Answers;
  /** Keys of the shown questions. */
  shown: ReadonlySet<string>;
  /** The facts by which conditions are judged. */
  facts: Facts;
}

/**
 * Takes out the answers of hidden questions. A hidden answer is no fact, so it cannot show another question: each question
 * is decided after those its condition names, and one pass is the fixpoint (`settle(settle(x)) = settle(x)`).
 */
export function settle(form: Form, answers: Answers, given?: Facts): Settled {
  const facts: Record<string, FactValue | undefined> = givenFacts(form, given);
  const shown = new Set<string>();
  for (const { field, page } of inOrderOfNeed(form)) {
    if (page.when && !holds(page.when, facts)) continue;
    if (field.when && !holds(field.when, facts)) continue;
    shown.add(field.key);
    const answer = answerOf(answers, field.key);
    if (answer !== undefined) facts[field.key] = factOf(field, answer);
  }
  const entries = form.pages
    .flatMap((page) => page.fields)
    .flatMap(({ key }) => {
      const answer = shown.has(key) ? answerOf(answers, key) : undefined;
      return answer === undefined ? [] : [[key, answer] as const];
    });
  return { answers: Object.fromEntries(entries), shown, facts };
}

/**
 * Shortens a list (materials, checkpoints, guide texts) to what concerns these answers: entries without `when` and those
 * whose `when` holds.
 */
export function shorten<Entry extends { when?: Condition | undefined }>(
  form: Form,
  answers: Answers,
  entries: readonly Entry[],
  given?: Facts,
): Entry[] {
  const { facts } = settle(form, answers, given);
  return entries.filter((entry) => !entry.when || holds(entry.when, facts));
}

interface Placed {
  field: Field;
  page: Page;
}

/** Questions after those that their conditions name; a form with a ring is refused before, here its rest keeps its order. */
function inOrderOfNeed(form: Form): Placed[] {
  const placed = new Map(
    form.pages.flatMap((page) => page.fields.map((field) => [field.key, { field, page }] as const)),
  );
  const ordered = new Set<Placed>();
  const open = new Set<string>();
  for (const key of placed.keys()) visit(key);
  return [...ordered];

  function visit(key: string): void {
    const one = placed.get(key);
    if (!one || open.has(key)) return;
    open.add(key);
    for (const needed of neededBy(one)) visit(needed);
    ordered.add(one);
  }
}

/** The keys that decide whether a question is shown. */
export function neededBy({ field, page }: Placed): string[] {
  return [page.when, field.when].flatMap((when) => (when ? varsOf(when) : []));
}
