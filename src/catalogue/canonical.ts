import { createHash } from "node:crypto";

/**
 * JSON with the keys in order and nothing between them: one text for one value, so that equal documents have equal
 * digests whoever wrote them. `undefined` members are left out.
 *
 * @throws TypeError for what JSON cannot hold (NaN, functions, bigint).
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new TypeError("not a number of JSON");
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object") throw new TypeError(`${typeof value} is nothing of JSON`);
  const members: string[] = [];
  const entries = new Map<string, unknown>(Object.entries(value));
  for (const key of [...entries.keys()].sort()) {
    const member = entries.get(key);
    if (member !== undefined) members.push(`${JSON.stringify(key)}:${canonicalJson(member)}`);
  }
  return `{${members.join(",")}}`;
}

/** sha256 of the canonical JSON, hexadecimal. */
export function digestOf(value: unknown): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}
