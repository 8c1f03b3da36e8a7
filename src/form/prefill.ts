import type { Answer, Draft } from "./answers.ts";
import type { Context } from "./context.ts";
import { type Form, fieldsOf } from "./definition.ts";
import { flatten } from "./inputs.ts";
import { readField } from "./read-field.ts";

/** A fact of a register, by its path: `person.name`, `legalPerson.uscc`, `licence.business-licence.scope`. */
export interface RegisterFact {
  /** As `readAnswers` takes it: text, number, or an object for an address or a person. */
  value: unknown;
  /** Where it comes from, for the page: 营业执照，A 级可信. */
  source: string;
}
export type RegisterFacts = Readonly<Record<string, RegisterFact | undefined>>;

/** An answer offered beforehand. */
export interface Offered {
  answer: Answer;
  source: string;
  /** The person cannot change it; what a request says instead is ignored. */
  locked: boolean;
}
export type Prefilled = Readonly<Record<string, Offered | undefined>>;

/**
 * Offers answers from what the registers know (预填). A fact that is missing or does not fit its question offers nothing:
 * the person is asked instead, also where the answer would have been locked.
 */
export function prefill(form: Form, facts: RegisterFacts, context: Context): Prefilled {
  const offered: Record<string, Offered> = {};
  for (const field of fieldsOf(form)) {
    const from = field.prefill?.from;
    const fact = from !== undefined && Object.hasOwn(facts, from) ? facts[from] : undefined;
    if (!field.prefill || !fact) continue;
    const { answer, faults } = readField(field, flatten({ [field.key]: fact.value }), context);
    if (answer === undefined || faults.length > 0) continue;
    offered[field.key] = { answer, source: fact.source, locked: field.prefill.locked };
  }
  return offered;
}

/** A new draft with everything that was offered; what is not locked the person may change. */
export function beginDraft(prefilled: Prefilled): Draft {
  const entries = Object.entries(prefilled).flatMap(([key, offered]) =>
    offered ? [[key, offered.answer] as const] : [],
  );
  return { answers: Object.fromEntries(entries), typed: {} };
}

/** The locked answer of a field, which stands whatever is sent. */
export function lockedAnswer(prefilled: Prefilled | undefined, key: string): Answer | undefined {
  const offered = prefilled && Object.hasOwn(prefilled, key) ? prefilled[key] : undefined;
  return offered?.locked ? offered.answer : undefined;
}
