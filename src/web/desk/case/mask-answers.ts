import {
  type Answer,
  type Answers,
  type Column,
  type Field,
  type Form,
  fieldsOf,
  type Parts,
  partsOf,
} from "../../../form/index.ts";
import { type MaskKind, mask } from "../../../kernel/codes/index.ts";

/** Kinds of questions whose answers are personal data (个人信息) wherever they stand. */
const personal: Partial<Record<Column["kind"], MaskKind>> = {
  idNumber: "idNumber",
  phone: "phone",
  bankCard: "bankCard",
};

/** Answers as an officer sees them before he says what he needs them for: numbers of people, their names and addresses are hidden. */
export function maskAnswers(form: Form, answers: Answers): Answers {
  const fields = new Map(fieldsOf(form).map((field) => [field.key, field]));
  return Object.fromEntries(
    Object.entries(answers).map(([key, answer]) => {
      const field = fields.get(key);
      return [key, field ? maskAnswer(field, answer) : answer];
    }),
  );
}

/** Whether anything of the answers is hidden. */
export function hidesAnything(form: Form, answers: Answers): boolean {
  return JSON.stringify(maskAnswers(form, answers)) !== JSON.stringify(answers);
}

function maskAnswer(field: Field, answer: Answer): Answer {
  if (field.kind === "rows") {
    return Array.isArray(answer) ? (answer as readonly Parts[]).map((row) => maskParts(field.columns, row)) : answer;
  }
  if (field.kind === "address") return { ...(answer as Parts), detail: "****" };
  if (field.kind === "person") {
    const parts = maskParts(partsOf(field), answer as Parts);
    return typeof parts.name === "string" ? { ...parts, name: mask("name", parts.name) } : parts;
  }
  if (field.kind === "dateRange") return answer;
  return maskValue(field, answer) as Answer;
}

function maskParts(columns: readonly Column[], parts: Parts): Parts {
  return Object.fromEntries(
    Object.entries(parts).map(([key, value]) => {
      const column = columns.find((one) => one.key === key);
      return [key, column ? maskValue(column, value) : value];
    }),
  ) as Parts;
}

function maskValue({ kind }: Pick<Column, "kind">, value: unknown): unknown {
  const how = personal[kind];
  return how && typeof value === "string" ? mask(how, value) : value;
}
