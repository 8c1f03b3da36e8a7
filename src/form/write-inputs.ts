import type { Answer, Draft, Parts } from "./answers.ts";
import { answerOf, isParts, isRowList, isValue, partOf } from "./answers.ts";
import { type Column, type Field, type Form, fieldsOf } from "./definition.ts";
import { kindOf } from "./kinds/index.ts";
import { isRows, isSimple, partsOf } from "./parts.ts";

/** Input name → what stands in it. */
export type WrittenInputs = Record<string, string | string[]>;

/** A draft as the inputs of its pages: what was typed and not read stands as it was typed. */
export function writeInputs(form: Form, draft: Draft): WrittenInputs {
  const inputs: WrittenInputs = {};
  for (const field of fieldsOf(form)) {
    const answer = answerOf(draft.answers, field.key);
    if (answer !== undefined) Object.assign(inputs, writeField(field, answer));
  }
  for (const [name, texts] of Object.entries(draft.typed))
    inputs[name] = typeof texts === "string" ? texts : [...texts];
  return inputs;
}

/** One answer as inputs. */
export function writeField(field: Field, answer: Answer): WrittenInputs {
  if (isSimple(field)) return isValue(answer) ? { [field.key]: kindOf(field).write(answer, field) } : {};
  if (isRows(field)) {
    const rows = isRowList(answer) ? answer : [];
    return Object.assign({}, ...rows.map((row, at) => writeParts(field.columns, row, `${field.key}.${at}`)));
  }
  return isParts(answer) ? writeParts(partsOf(field), answer, field.key) : {};
}

function writeParts(columns: readonly Column[], parts: Parts, name: string): WrittenInputs {
  const inputs: WrittenInputs = {};
  for (const column of columns) {
    const value = partOf(parts, column.key);
    if (value !== undefined) inputs[`${name}.${column.key}`] = kindOf(column).write(value, column);
  }
  return inputs;
}
