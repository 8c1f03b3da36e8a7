import type { Condition, Operand, Scalar } from "./condition.ts";
import { type Field, type Form, fieldsOf } from "./definition.ts";
import type { JsonSchema } from "./kinds/index.ts";

const NEVER: JsonSchema = { not: {} };
const FLIPPED = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" } as const;
const LIMITS = { "<": "exclusiveMaximum", "<=": "maximum", ">": "exclusiveMinimum", ">=": "minimum" } as const;

/**
 * A condition over the answers as JSON Schema: valid exactly when the condition holds.
 *
 * @returns undefined when JSON Schema cannot say it: facts that are not in the answers, two answers compared with each
 *   other, numbers of rows or files.
 */
export function schemaOfCondition(form: Form, condition: Condition): JsonSchema | undefined {
  const fields = new Map(fieldsOf(form).map((field) => [field.key, field]));
  return translate(condition);

  function translate(one: Condition): JsonSchema | undefined {
    if ("and" in one) return all("allOf", one.and);
    if ("or" in one) return all("anyOf", one.or);
    if ("!" in one) return negated(translate(one["!"][0]));
    if ("in" in one) {
      const [what, where] = one.in;
      if (!Array.isArray(where)) return at(where, { type: "array", contains: { const: what } });
      return typeof what === "object" ? at(what, { enum: where }) : where.includes(what) ? {} : NEVER;
    }
    if ("==" in one) return equal(one["=="]);
    if ("!=" in one) return negated(equal(one["!="]));
    for (const sign of ["<", "<=", ">", ">="] as const) {
      const pair = (one as Partial<Record<typeof sign, [Operand, Operand]>>)[sign];
      if (pair) return ordered(sign, pair);
    }
    return undefined;
  }

  function all(keyword: "allOf" | "anyOf", parts: readonly Condition[]): JsonSchema | undefined {
    const schemas = parts.map(translate);
    return schemas.every((one) => one !== undefined) ? { [keyword]: schemas } : undefined;
  }

  function equal([left, right]: [Operand, Operand]): JsonSchema | undefined {
    if (typeof left === "object") return typeof right === "object" ? undefined : at(left, { const: right });
    return typeof right === "object" ? at(right, { const: left }) : left === right ? {} : NEVER;
  }

  function ordered(sign: keyof typeof LIMITS, [left, right]: [Operand, Operand]): JsonSchema | undefined {
    if (typeof left === "object") return typeof right === "number" ? at(left, limit(sign, right)) : undefined;
    return typeof right === "object" && typeof left === "number" ? at(right, limit(FLIPPED[sign], left)) : undefined;
  }

  function at({ var: key }: { var: string }, schema: JsonSchema): JsonSchema | undefined {
    const field = fields.get(key);
    const path = field && pathOf(field);
    return path?.reduceRight<JsonSchema>(
      (inner, name) => ({ properties: { [name]: inner }, required: [name] }),
      schema,
    );
  }
}

function negated(schema: JsonSchema | undefined): JsonSchema | undefined {
  return schema && { not: schema };
}

function limit(sign: keyof typeof LIMITS, bound: Scalar): JsonSchema {
  return { type: "number", [LIMITS[sign]]: bound };
}

/** Where the fact of a field stands in the answers; undefined when it is a number of things. */
function pathOf(field: Field): string[] | undefined {
  if (field.kind === "rows" || field.kind === "file") return undefined;
  return field.kind === "address" ? [field.key, "division"] : [field.key];
}
