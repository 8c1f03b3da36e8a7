/** What came in, flat: one entry per input name, only what can be typed or chosen. */
export type Inputs = ReadonlyMap<string, Input>;
export type Input = string | number | boolean | readonly string[];

const MOST_NAMES = 5000;
const MOST_DEPTH = 4;

/**
 * Flattens a request: `{ rows: [{ name: "甲" }] }` of JSON and `rows.0.name=甲` of a page become the same. Anything else in
 * it (functions, dates, deep nesting, the 5001st name) is left out: it never throws and never touches a prototype.
 */
export function flatten(raw: unknown): Inputs {
  const inputs = new Map<string, Input>();
  put("", raw, 0);
  return inputs;

  function put(name: string, value: unknown, depth: number): void {
    if (inputs.size >= MOST_NAMES || depth > MOST_DEPTH) return;
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
      if (name !== "") inputs.set(name, value);
      return;
    }
    if (typeof value !== "object" || value === null) return;
    if (Array.isArray(value)) {
      const items: unknown[] = value;
      if (name !== "" && items.every(isScalar)) inputs.set(name, items.map(String));
      else for (const [at, item] of items.entries()) put(join(name, String(at)), item, depth + 1);
      return;
    }
    for (const [key, inner] of Object.entries(value)) put(join(name, key), inner, depth + 1);
  }
}

function isScalar(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function join(name: string, key: string): string {
  return name === "" ? key : `${name}.${key}`;
}

/** Whether an input belongs to a field: it has the field's name or stands below it. */
export function belongsTo(name: string, field: string): boolean {
  return name === field || name.startsWith(`${field}.`);
}

/** What came in as text, for saying it again. */
export function textsOf(input: Input): string | readonly string[] {
  return typeof input === "object" ? input : String(input);
}
