import { HallError } from "../kernel/errors/index.ts";
import type { Column, Field } from "./definition.ts";
import type { GuideField } from "./guide.ts";

const PHOTOS = ["image/jpeg", "image/png"];
/** Where the guides' paths stand in our registers. */
const REGISTERS: Record<string, string> = { user: "person", corp: "legalPerson" };

/**
 * Makes a field of a guide into a question.
 *
 * @throws HallError `form/guide-field-unknown` (invalid) for a type that the guides' file does not know.
 */
export function fieldOfGuide(field: GuideField): Field {
  // 场所面积（平方米）: what stands in brackets is the unit.
  const [, label = field.label, unit] = /^(.+?)（(.+)）$/.exec(field.label) ?? [];
  const asked = { key: field.key, label: field.label, required: field.required, ...prefillOf(field.prefill) };
  const options = (field.options ?? []).map((one) => ({ value: one, label: one }));
  const only = options.length === 1 ? options[0]?.label : undefined;
  switch (field.type) {
    case "text":
      return { ...asked, kind: "text", maxLength: 100 };
    case "textarea":
      return { ...asked, kind: "longText", maxLength: 2000 };
    case "integer":
      return { ...asked, label, kind: "integer", least: 0, ...(unit === undefined ? {} : { unit }) };
    case "number":
      return { ...asked, label, kind: "number", scale: 2, least: 0, ...(unit === undefined ? {} : { unit }) };
    case "money":
      return { ...asked, label, kind: "money", unit: unit === "万元" ? "wan" : "yuan" };
    case "date":
      // Something that has begun or was done cannot lie ahead.
      return { ...asked, kind: "date", ...(/起始|体检/.test(label) ? { latest: "today" } : {}) };
    case "month":
      return { ...asked, kind: "month" };
    case "slot":
      return { ...asked, kind: "slot" };
    case "select":
      // “按…选择” alone is no choice but a hint to a list kept elsewhere.
      if (only?.startsWith("按") && only.endsWith("选择"))
        return { ...asked, kind: "text", hint: only.replace(/选择$/, "填写") };
      return { ...asked, kind: "choice", options };
    case "multiselect":
      return { ...asked, kind: "choices", options };
    case "boolean":
      if (/^声明/.test(label)) return { ...asked, kind: "declaration", statement: `我${label}` };
      return { ...asked, kind: "yesNo" };
    case "idcard":
      return { ...asked, kind: "idNumber" };
    case "uscc":
      return { ...asked, kind: "uscc" };
    case "mobile":
      return { ...asked, kind: "phone", mobileOnly: true };
    case "bankcard":
      return { ...asked, kind: "bankCard" };
    case "address":
      return { ...asked, kind: "address", level: "town" };
    case "upload":
      return { ...asked, kind: "file", most: 1, accept: PHOTOS };
    case "table":
      return { ...asked, kind: "rows", unit: "行", columns: (field.columns ?? []).map(columnOf) };
    default:
      throw new HallError("invalid", "form/guide-field-unknown", `不认识的填写项类型“${field.type}”`, {
        key: field.key,
      });
  }
}

/** Columns say no type: only what their words make certain is asked more strictly than as text. */
function columnOf(label: string, at: number): Column {
  const asked = { key: `c${at + 1}`, label, required: true };
  if (label === "统一社会信用代码") return { ...asked, kind: "uscc" };
  if (label === "收入") return { ...asked, kind: "money", unit: "yuan" };
  if (label === "认缴额") return { ...asked, kind: "money", unit: "wan" };
  if (label === "出资期限") return { ...asked, kind: "date" };
  return { ...asked, kind: "text", maxLength: 100 };
}

function prefillOf(path: string | undefined): Pick<Field, "prefill"> {
  if (path === undefined) return {};
  const [register = "", ...rest] = path.split(".");
  return { prefill: { from: [REGISTERS[register] ?? register, ...rest].join("."), locked: true } };
}
