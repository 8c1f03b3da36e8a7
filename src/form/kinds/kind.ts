import type { KnownFact } from "../condition.ts";
import type { Context } from "../context.ts";

/** One answered value: text, whole fen, number, day as text, yes/no; a list for several choices and for files. */
export type Value = string | number | boolean | readonly string[];

/** What comes in for one input: text as typed, or a value from JSON; a list when a name came more than once. */
export type Given = Value;

/** What was made of it. The fault says in Chinese what to do, without the label and without what was typed. */
export type Read = { value: Value } | { fault: string };

/** A JSON Schema (2020-12) as plain data. */
export type JsonSchema = { [keyword: string]: unknown };

/**
 * How one kind of question is read, written and shown. Texts are read as people type them, in the unit of the question;
 * JSON numbers and booleans are the value itself. Law: `read(write(value))` and `read(value)` give `value` again.
 */
export interface Kind<Asked> {
  /** What conditions can ask of it. */
  readonly fact: KnownFact["kind"];
  /** @returns undefined for a blank; never throws. */
  read(given: Given, asked: Asked, context: Context): Read | undefined;
  /** As it would be typed, for the input's value. */
  write(value: Value, asked: Asked): string | string[];
  /** For reading, with unit and labels. */
  show(value: Value, asked: Asked, context: Context): string;
  schema(asked: Asked): JsonSchema;
}

/** Said when something came in that no page of ours sends. */
export const UNREADABLE = "没有读懂，请重新填写";

/** The one text that came in, also of a number or yes/no from JSON; undefined when it is none or several. */
export function textOf(given: Given): string | undefined {
  if (typeof given !== "object") return String(given);
  return given.length === 1 ? given[0] : undefined;
}

/** Text for a value kept as text. */
export function asText(value: Value): string {
  return typeof value === "object" ? value.join("、") : String(value);
}
