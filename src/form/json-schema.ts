import type { Condition } from "./condition.ts";
import { schemaOfCondition } from "./condition-schema.ts";
import { type Column, type Field, type Form, fieldsOf } from "./definition.ts";
import { type JsonSchema, kindOf } from "./kinds/index.ts";
import { isRows, isSimple, partsOf, rowLimits } from "./parts.ts";

/**
 * The answers of a form as JSON Schema 2020-12, for users of the API: money in whole fen, days as text, files as ids.
 * Conditions become if/then where JSON Schema can say them. It never refuses what `readAnswers` accepts; check digits,
 * places, days before or after today and checks between answers are said only there.
 */
export function schemaOf(form: Form): JsonSchema {
  const fields = fieldsOf(form);
  const rules = form.pages.flatMap((page) => page.fields.flatMap((field) => rulesOf(form, page.when, field)));
  const always = form.pages
    .filter((page) => !page.when)
    .flatMap((page) => page.fields.filter((field) => field.required && !field.when).map((field) => field.key));
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: form.name,
    type: "object",
    properties: Object.fromEntries(fields.map((field) => [field.key, schemaOfField(field)])),
    ...(always.length > 0 ? { required: always } : {}),
    additionalProperties: false,
    ...(rules.length > 0 ? { allOf: rules } : {}),
  };
}

/** When a question is shown, when it is required; what cannot be said is left to the server's own checks. */
function rulesOf(form: Form, pageWhen: Condition | undefined, field: Field): JsonSchema[] {
  const whens = [pageWhen, field.when].filter((when) => when !== undefined);
  const shown = whens.length === 0 ? {} : schemaOfCondition(form, { and: whens });
  if (shown === undefined) return [];
  const present = { required: [field.key] };
  const rules: JsonSchema[] = [];
  if (whens.length > 0) {
    const hidden = { properties: { [field.key]: false } };
    rules.push(rule(shown, field.required ? present : {}, hidden));
  }
  const needed = field.requiredWhen && schemaOfCondition(form, field.requiredWhen);
  if (needed) rules.push(rule({ allOf: [shown, needed] }, present, {}));
  return rules;
}

function rule(condition: JsonSchema, met: JsonSchema, unmet: JsonSchema): JsonSchema {
  // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema; an object is no thenable, nobody awaits a schema.
  return { if: condition, then: met, else: unmet };
}

function schemaOfField(field: Field): JsonSchema {
  const words = { title: field.label, ...(field.hint === undefined ? {} : { description: field.hint }) };
  if (isSimple(field)) return { ...words, ...kindOf(field).schema(field) };
  if (!isRows(field)) return { ...words, ...schemaOfParts(partsOf(field)) };
  const { least, most } = rowLimits(field);
  return { ...words, type: "array", items: schemaOfParts(field.columns), minItems: least, maxItems: most };
}

function schemaOfParts(columns: readonly Column[]): JsonSchema {
  const required = columns.filter((column) => column.required).map((column) => column.key);
  return {
    type: "object",
    properties: Object.fromEntries(
      columns.map((column) => [column.key, { title: column.label, ...kindOf(column).schema(column) }]),
    ),
    ...(required.length > 0 ? { required } : { minProperties: 1 }),
    additionalProperties: false,
  };
}
