import { type CrossCheck, type Field, type Form, fieldsOf } from "./definition.ts";
import { error, type Finding } from "./finding.ts";
import { isSimple } from "./parts.ts";

/** Kinds whose answers have an order. */
const ORDERED = ["date", "month", "money", "integer", "number"];

/** Checks that name no question, or compare what cannot be compared. */
export function findingsOfChecks(form: Form): Finding[] {
  const fields = new Map(fieldsOf(form).map((field) => [field.key, field]));
  return (form.checks ?? []).flatMap((check) => {
    const keys = keysOf(check);
    const missing = keys.find((key) => !fields.has(key));
    if (missing !== undefined) return [error("check-of-nothing", missing, `校验用到了不存在的“${missing}”`)];
    if (check.kind === "must") return [];
    const [one, other] = keys.map((key) => fields.get(key));
    if (one && other && comparable(check, one, other)) return [];
    return [error("check-of-unlike", keys[0] ?? "", `“${one?.label}”和“${other?.label}”不能这样比较`)];
  });
}

function keysOf(check: CrossCheck): string[] {
  switch (check.kind) {
    case "order":
      return [check.from, check.to];
    case "same":
      return [check.field, check.as];
    case "different":
      return [check.field, check.from];
    case "must":
      return [check.field];
  }
}

function comparable(check: CrossCheck, one: Field, other: Field): boolean {
  if (one === other || one.kind !== other.kind) return false;
  if (check.kind === "order") return ORDERED.includes(one.kind);
  return isSimple(one) && one.kind !== "choices" && one.kind !== "file";
}
