import type { Answer, Answers, Draft, Typed } from "./answers.ts";
import { holds } from "./condition.ts";
import type { Context } from "./context.ts";
import { crossFaults } from "./cross-checks.ts";
import { type Field, type Form, fieldsOf } from "./definition.ts";
import { type Fault, quoted } from "./faults.ts";
import { flatten, type Inputs } from "./inputs.ts";
import { isRows, isSimple, partsOf } from "./parts.ts";
import { lockedAnswer } from "./prefill.ts";
import { type FieldReading, missingWords, readField } from "./read-field.ts";
import { type Settled, settle } from "./settle.ts";

/** What was made of a request or a draft. */
export interface Reading {
  /** The answers of shown questions, as a submission holds them; complete and right when there are no faults. */
  answers: Answers;
  /** Everything that was given, hidden and unreadable too: keep this as the draft. */
  draft: Draft;
  /** What to put right, one per input at most, in the order of asking. */
  faults: Fault[];
  /** Keys of the shown questions. */
  shown: ReadonlySet<string>;
}

/**
 * Reads a whole form from a request (`rows.0.name=…` of a page, nested JSON, or the inputs of a draft) and checks it.
 * Total: whatever comes in, it answers and never throws. Names the form does not know are passed over.
 *
 * Law: reading written answers gives them again, without faults if they had none.
 */
export function readAnswers(form: Form, raw: unknown, context: Context): Reading {
  return readInputs(form, flatten(raw), context);
}

/** The same for inputs already flat. */
export function readInputs(form: Form, inputs: Inputs, context: Context): Reading {
  const read = new Map(fieldsOf(form).map((field) => [field.key, readOrLocked(field, inputs, context)]));
  const given = answersOf(read);
  const settled = settle(form, given, context.facts);
  const crossed = crossFaults(form, settled.answers, settled.facts);
  const faults = form.pages.flatMap((page) =>
    page.fields.flatMap((field): Fault[] => {
      if (!settled.shown.has(field.key)) return [];
      const about = { field: field.key, page: page.key };
      const own = ownFaults(field, read.get(field.key), settled).map((fault) => ({ ...fault, ...about }));
      const cross = crossed.find((one) => one.field === field);
      if (own.length > 0 || !cross) return own;
      const typed = cross.typed === undefined ? {} : { typed: quoted(cross.typed) };
      return [{ ...about, name: firstInput(field), label: field.label, message: cross.message, ...typed }];
    }),
  );
  return { answers: settled.answers, draft: { answers: given, typed: typedOf(read) }, faults, shown: settled.shown };
}

function readOrLocked(field: Field, inputs: Inputs, context: Context): FieldReading {
  const answer = lockedAnswer(context.prefilled, field.key);
  return answer === undefined ? readField(field, inputs, context) : { answer, typed: {}, faults: [] };
}

function answersOf(read: ReadonlyMap<string, FieldReading>): Answers {
  const entries: [string, Answer][] = [];
  for (const [key, { answer }] of read) if (answer !== undefined) entries.push([key, answer]);
  return Object.fromEntries(entries);
}

function typedOf(read: ReadonlyMap<string, FieldReading>): Typed {
  const entries = [...read].flatMap(([key, { typed }]) =>
    Object.entries(typed).map(([below, texts]) => [key + below, texts] as const),
  );
  return Object.fromEntries(entries);
}

function ownFaults(field: Field, reading: FieldReading | undefined, settled: Settled): Omit<Fault, "field" | "page">[] {
  const faults = reading?.faults ?? [];
  if (faults.length === 0 && reading?.answer === undefined && isRequired(field, settled)) {
    return [{ name: firstInput(field), label: field.label, message: missingWords(field.kind) }];
  }
  return faults.map(({ below, part, message, typed }) => ({
    name: field.key + below,
    label: field.label + (part === "" || part.startsWith("（") ? part : `：${part}`),
    message,
    ...(typed === undefined ? {} : { typed: quoted(typed) }),
  }));
}

/** Whether a shown question has to be answered. */
export function isRequired(field: Field, { facts }: Settled): boolean {
  return field.required || (field.requiredWhen !== undefined && holds(field.requiredWhen, facts));
}

/** The input to which a fault of the whole field leads. */
function firstInput(field: Field): string {
  if (isSimple(field) || isRows(field)) return field.key;
  return `${field.key}.${partsOf(field)[0]?.key ?? ""}`;
}
