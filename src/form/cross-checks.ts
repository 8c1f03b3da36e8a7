import { type Answer, type Answers, answerOf, isValue } from "./answers.ts";
import { type Facts, holds } from "./condition.ts";
import { type CrossCheck, type Field, type Form, fieldsOf } from "./definition.ts";
import { kindOf } from "./kinds/index.ts";
import { isSimple } from "./parts.ts";

/** A cross check that failed, at the field where the person puts it right. */
export interface CrossFault {
  field: Field;
  message: string;
  /** The answer as it would be typed. */
  typed: string | undefined;
}

/** The checks between answers that fail; those that compare something unanswered are not made. */
export function crossFaults(form: Form, answers: Answers, facts: Facts): CrossFault[] {
  const fields = new Map(fieldsOf(form).map((field) => [field.key, field]));
  return (form.checks ?? []).flatMap((check) => {
    const field = fields.get(check.kind === "order" ? check.to : check.field);
    const answer = field && answerOf(answers, field.key);
    if (!field || answer === undefined || passes(check, answers, facts)) return [];
    const message = check.kind === "must" ? check.message : (check.message ?? wordsOf(check, fields));
    return [{ field, message, typed: typedOf(field, answer) }];
  });
}

function passes(check: CrossCheck, answers: Answers, facts: Facts): boolean {
  switch (check.kind) {
    case "order": {
      const [from, to] = [answerOf(answers, check.from), answerOf(answers, check.to)];
      return !isOrdered(from) || !isOrdered(to) || from <= to;
    }
    case "same": {
      const as = answerOf(answers, check.as);
      return as === undefined || as === answerOf(answers, check.field);
    }
    case "different": {
      const from = answerOf(answers, check.from);
      return from === undefined || from !== answerOf(answers, check.field);
    }
    case "must":
      return holds(check.holds, facts);
  }
}

/** Days and months are text that sorts; both sides are of one kind, which the check of the definition sees to. */
function isOrdered(answer: Answer | undefined): answer is string | number {
  return typeof answer === "string" || typeof answer === "number";
}

function wordsOf(check: Exclude<CrossCheck, { kind: "must" }>, fields: ReadonlyMap<string, Field>): string {
  const label = (key: string) => fields.get(key)?.label ?? key;
  if (check.kind === "same") return `要和“${label(check.as)}”一样`;
  if (check.kind === "different") return `不能和“${label(check.from)}”一样`;
  const from = fields.get(check.from);
  return from?.kind === "date" || from?.kind === "month"
    ? `不能早于“${label(check.from)}”`
    : `不能小于“${label(check.from)}”`;
}

function typedOf(field: Field, answer: Answer): string | undefined {
  if (!isSimple(field) || !isValue(answer)) return undefined;
  const written = kindOf(field).write(answer, field);
  return typeof written === "string" ? written : undefined;
}
