import type { Facts, FactValue } from "./condition.ts";
import type { Field, Form } from "./definition.ts";
import { kindOf, type Value } from "./kinds/index.ts";
import { isRows, isSimple } from "./parts.ts";

/** The values of a group or of one row, by part. */
export type Parts = { readonly [part: string]: Value };

/** What one question was answered; an unanswered one is absent from the answers. */
export type Answer = Value | Parts | readonly Parts[];

/** Answers by field key; plain JSON. Money is whole fen, days are text, files are ids. */
export type Answers = { readonly [field: string]: Answer };

/**
 * 草稿: the answers so far, hidden ones included, and what was typed but could not be read, under the name of its input.
 * Nothing typed is lost between two visits.
 */
export interface Draft {
  answers: Answers;
  typed: Typed;
}
export type Typed = { readonly [name: string]: string | readonly string[] };

/** The answer of a field; undefined when there is none. */
export function answerOf(answers: Answers, key: string): Answer | undefined {
  return Object.hasOwn(answers, key) ? answers[key] : undefined;
}

/** The value of a part; undefined when there is none. */
export function partOf(parts: Parts, key: string): Value | undefined {
  return Object.hasOwn(parts, key) ? parts[key] : undefined;
}

export function isRowList(answer: Answer | undefined): answer is readonly Parts[] {
  return Array.isArray(answer) && answer.every((one) => typeof one === "object");
}

export function isParts(answer: Answer | undefined): answer is Parts {
  return typeof answer === "object" && !Array.isArray(answer);
}

export function isValue(answer: Answer | undefined): answer is Value {
  if (Array.isArray(answer)) return answer.every((one) => typeof one === "string");
  return typeof answer === "string" || typeof answer === "number" || typeof answer === "boolean";
}

/** What conditions can ask of a field; undefined when nothing. */
export function factKindOf(field: Field): "yesNo" | "number" | "text" | "list" | undefined {
  if (isSimple(field)) return kindOf(field).fact;
  if (field.kind === "rows") return "number";
  return field.kind === "address" ? "text" : undefined;
}

/** The fact of an answer: the value; of a table or of files their number; of an address its division. */
export function factOf(field: Field, answer: Answer): FactValue | undefined {
  if (isRows(field)) return isRowList(answer) ? answer.length : undefined;
  if (field.kind === "address") return isParts(answer) ? partOf(answer, "division") : undefined;
  if (!isSimple(field) || !isValue(answer)) return undefined;
  return field.kind === "file" ? (Array.isArray(answer) ? answer.length : undefined) : answer;
}

/** The given facts, only those that the form declares. */
export function givenFacts(form: Form, facts: Facts | undefined): Record<string, FactValue | undefined> {
  const known: Record<string, FactValue | undefined> = Object.create(null);
  for (const { key } of form.given ?? []) known[key] = facts && Object.hasOwn(facts, key) ? facts[key] : undefined;
  return known;
}
