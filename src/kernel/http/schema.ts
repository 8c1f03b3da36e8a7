import type { TSchema } from "typebox";
import type { FormFields } from "./form-body.ts";

/** A JSON schema as far as this room looks into it. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly format?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema | readonly JsonSchema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly [keyword: string]: unknown;
}

/** A TypeBox schema is a plain JSON schema; this only says so to the compiler. */
export function jsonSchema(schema: TSchema): JsonSchema {
  return schema as JsonSchema;
}

/**
 * The schema with every object closed that does not say otherwise: what the schema does not name does not come in, so that no act can be
 * handed a field it never meant to take (mass assignment; OWASP ASVS 5.1.2).
 */
export function closed(schema: JsonSchema): JsonSchema {
  const copy: Record<string, unknown> = { ...schema };
  if (schema.properties) {
    copy.properties = Object.fromEntries(Object.entries(schema.properties).map(([name, each]) => [name, closed(each)]));
    copy.additionalProperties = schema.additionalProperties ?? false;
  }
  if (Array.isArray(schema.items)) copy.items = schema.items.map(closed);
  else if (schema.items) copy.items = closed(schema.items as JsonSchema);
  if (schema.anyOf) copy.anyOf = schema.anyOf.map(closed);
  if (schema.oneOf) copy.oneOf = schema.oneOf.map(closed);
  // `allOf` parts describe one object together: closing each would refuse the others' fields.
  return copy;
}

/**
 * Forms and queries know only texts; this turns them into what the schema expects, and leaves what does not fit for the check to name.
 * An empty text is a field left blank. Fields the schema does not name fall away (the token, tracking parameters of other sites).
 *
 * @param schema an object schema.
 */
export function fitFields(schema: JsonSchema, fields: FormFields): Record<string, unknown> {
  const fitted: Record<string, unknown> = Object.create(null);
  for (const [name, wanted] of Object.entries(schema.properties ?? {})) {
    const given = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (given === undefined || given === "") continue;
    fitted[name] = wanted.type === "array" ? fitList(wanted, given) : fitOne(wanted, given);
  }
  return fitted;
}

function fitList(wanted: JsonSchema, given: string | string[]): unknown[] {
  const item = Array.isArray(wanted.items) ? {} : ((wanted.items as JsonSchema | undefined) ?? {});
  const list = typeof given === "string" ? [given] : given;
  return list.filter((each) => each !== "").map((each) => fitOne(item, each));
}

function fitOne(wanted: JsonSchema, given: string | string[]): unknown {
  if (typeof given !== "string") return given;
  if (wanted.type === "boolean") return given === "true" ? true : given === "false" ? false : given;
  if (wanted.type === "integer" || wanted.type === "number")
    return /^-?\d{1,15}(\.\d{1,10})?$/.test(given) ? Number(given) : given;
  return given;
}
