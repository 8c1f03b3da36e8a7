import { type Context, type Draft, type Field, linesOf } from "../../form/index.ts";

/** What a question is answered with, in words: also what was typed and could not be read. */
export function answerWords(field: Field, { answers, typed }: Draft, context: Context): string {
  const answer = answers[field.key];
  const lines = answer === undefined ? [] : linesOf(field, answer, context);
  const unread = Object.entries(typed)
    .filter(([name]) => name === field.key || name.startsWith(`${field.key}.`))
    .map(([, text]) => `“${typeof text === "string" ? text : text.join("、")}”`);
  const words = [...lines, ...unread].filter((one) => one !== "");
  return words.length === 0 ? "没有填" : words.join("；");
}
