import { type Answer, type Answers, answerOf, isParts, isRowList, isValue, type Parts, partOf } from "./answers.ts";
import type { Context } from "./context.ts";
import type { Column, Field, Form } from "./definition.ts";
import { kindOf } from "./kinds/index.ts";
import { pagesOf } from "./pages.ts";
import { isRows, isSimple, partsOf } from "./parts.ts";

/** One line of 核对: what was asked, what was answered, where to change it. */
export interface SummaryRow {
  page: string;
  key: string;
  label: string;
  /** The answer in words; a table has one line per row. Empty when an optional question was left out. */
  lines: string[];
  /** Where a prefilled answer comes from, as long as it is unchanged. */
  source?: string;
}

/** All shown questions with their answers, for checking before submission and for reading afterwards. */
export function summaryOf(form: Form, answers: Answers, context: Context): SummaryRow[] {
  return pagesOf(form, answers, context.facts).flatMap((page) =>
    page.questions.map(({ field }) => {
      const answer = answerOf(answers, field.key);
      const source = answer === undefined ? undefined : sourceOf(field, answer, context);
      const lines = answer === undefined ? [] : linesOf(field, answer, context);
      return { page: page.key, key: field.key, label: field.label, lines, ...(source === undefined ? {} : { source }) };
    }),
  );
}

function sourceOf(field: Field, answer: Answer, { prefilled }: Context): string | undefined {
  const offered = prefilled && Object.hasOwn(prefilled, field.key) ? prefilled[field.key] : undefined;
  return offered && JSON.stringify(offered.answer) === JSON.stringify(answer) ? offered.source : undefined;
}

/** An answer in words. */
export function linesOf(field: Field, answer: Answer, context: Context): string[] {
  if (isSimple(field)) return isValue(answer) ? [kindOf(field).show(answer, field, context)] : [];
  if (isRows(field)) {
    const rows = isRowList(answer) ? answer : [];
    return rows.map((row) => partTexts(field.columns, row, context, true).join("；"));
  }
  if (!isParts(answer)) return [];
  const texts = partTexts(partsOf(field), answer, context, false);
  return [texts.join(field.kind === "dateRange" ? "至" : field.kind === "person" ? "，" : "")];
}

function partTexts(columns: readonly Column[], parts: Parts, context: Context, labelled: boolean): string[] {
  return columns.flatMap((column) => {
    const value = partOf(parts, column.key);
    if (value === undefined) return [];
    const words = kindOf(column).show(value, column, context);
    return [labelled ? `${column.label}：${words}` : words];
  });
}
