import { HallError } from "../errors/index.ts";
import type { JsonSchema } from "./schema.ts";

/** One fault as Ajv reports it (with `verbose`). */
export interface SchemaFault {
  readonly keyword: string;
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly parentSchema?: JsonSchema | undefined;
}

/** A page cannot use more than this, and an attacker shall not get a megabyte back for a megabyte. */
const mostFields = 100;

/**
 * Turns the faults of a check into the words beside the fields.
 *
 * @param part where the faults were: a bad path means there is no such page; the rest can be mended by the person.
 * @returns HallError `kernel/invalid` (422), `kernel/bad-query` (400) or `kernel/not-found` (404); `details.fields` field → sentence.
 */
export function schemaRefusal(faults: readonly SchemaFault[], part: string): HallError {
  if (part === "params") return new HallError("not-found", "kernel/not-found", "没有找到这个页面");
  const fields: Record<string, string> = Object.create(null);
  for (const fault of faults) {
    // The members of a choice each complain; the choice itself says all there is to say.
    if (/\/(anyOf|oneOf)\/\d/.test(fault.schemaPath)) continue;
    const name = fieldOf(fault);
    if (fields[name] === undefined && Object.keys(fields).length < mostFields) fields[name] = sayFault(fault, name);
  }
  const count = Object.keys(fields).length;
  if (part === "querystring") return new HallError("invalid", "kernel/bad-query", "网址里的参数有误", { fields });
  return new HallError("invalid", "kernel/invalid", `有 ${count} 处需要改正`, { fields });
}

/** `/applicant/phones/0` → `applicant.phones.0`; the whole body is `""`. */
function fieldOf(fault: SchemaFault): string {
  const steps = fault.instancePath
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  const missing = fault.params.missingProperty ?? fault.params.additionalProperty;
  if (typeof missing === "string") steps.push(missing);
  return steps.map((step) => step.slice(0, 100)).join(".");
}

function labelOf(fault: SchemaFault, name: string): string {
  const missing = fault.params.missingProperty;
  const schema = typeof missing === "string" ? fault.parentSchema?.properties?.[missing] : fault.parentSchema;
  if (schema?.title) return schema.title;
  return name === "" ? "提交的内容" : `“${name.split(".").at(-1)}”`;
}

function sayFault(fault: SchemaFault, name: string): string {
  const label = labelOf(fault, name);
  const limit = Number(fault.params.limit);
  switch (fault.keyword) {
    case "required":
    case "dependentRequired":
      return `请填写${label}`;
    case "minLength":
      return limit === 1 ? `请填写${label}` : `${label}至少要有 ${limit} 个字`;
    case "maxLength":
      return `${label}最多 ${limit} 个字，请删短`;
    case "minimum":
      return `${label}不能小于 ${limit}`;
    case "exclusiveMinimum":
      return `${label}要大于 ${limit}`;
    case "maximum":
      return `${label}不能大于 ${limit}`;
    case "exclusiveMaximum":
      return `${label}要小于 ${limit}`;
    case "multipleOf":
      return `${label}要是 ${String(fault.params.multipleOf)} 的整数倍`;
    case "minItems":
      return limit === 1 ? `请至少选择或填写一项${label}` : `${label}至少要有 ${limit} 项`;
    case "maxItems":
      return `${label}最多 ${limit} 项，请去掉多出的`;
    case "uniqueItems":
      return `${label}里有重复的，请去掉`;
    case "enum":
    case "const":
    case "anyOf":
    case "oneOf":
      return `${label}请从给出的选项里选一项`;
    case "additionalProperties":
    case "unevaluatedProperties":
      return `不认识“${String(fault.params.additionalProperty ?? name).slice(0, 100)}”，请去掉`;
    case "type":
      return sayType(label, fault.params.type);
    case "format":
      return sayFormat(label, fault);
    default:
      return `${label}的写法不对${sayExample(fault.parentSchema)}，请检查`;
  }
}

const typeWords: Record<string, string> = {
  string: "要是一段文字，只填一次",
  integer: "要是整数，只写数字",
  number: "要是数字",
  boolean: "只能选“是”或“否”",
  array: "要是一个列表",
  object: "要是一组内容",
  null: "要留空",
};

function sayType(label: string, type: unknown): string {
  const words = typeof type === "string" ? typeWords[type] : undefined;
  return `${label}${words ?? "的类型不对，请检查"}`;
}

const formatWords: Record<string, string> = {
  date: "请写成日期，例如 2026-03-01",
  "date-time": "请写成日期和时间，例如 2026-03-01T09:00:00+08:00",
  time: "请写成时间，例如 09:30",
  email: "请写成邮箱地址，例如 name@example.cn",
  uri: "请写成完整的网址，例如 https://example.cn/",
  uuid: "不是有效的编号，请从列表里重新进入",
};

function sayFormat(label: string, fault: SchemaFault): string {
  const words = formatWords[String(fault.params.format)];
  return words ? `${label}${words}` : `${label}的写法不对${sayExample(fault.parentSchema)}，请检查`;
}

function sayExample(schema: JsonSchema | undefined): string {
  const [example] = schema?.examples ?? [];
  return typeof example === "string" || typeof example === "number" ? `，例如 ${example}` : "";
}
