import type { Column } from "../definition.ts";
import { tidyLine } from "../tidy.ts";
import { asText, type Given, type Kind, textOf } from "./kind.ts";

type Asked<K extends Column["kind"]> = Extract<Column, { kind: K }>;
type Options = { options: readonly { value: string; label: string }[] };

/** The value chosen by its value or by its words. */
function chosen(text: string, { options }: Options): string | undefined {
  const tidied = tidyLine(text);
  const found =
    options.find((one) => one.value === text || one.value === tidied) ?? options.find((one) => one.label === tidied);
  return found?.value;
}

function labelOf(value: string, { options }: Options): string {
  return options.find((one) => one.value === value)?.label ?? value;
}

function isBlank(given: Given): boolean {
  if (typeof given === "object") return given.every((one) => tidyLine(one) === "");
  return typeof given === "string" && tidyLine(given) === "";
}

export const choice: Kind<Asked<"choice">> = {
  fact: "text",
  read(given, asked) {
    if (isBlank(given)) return undefined;
    const value = chosen(textOf(given) ?? "", asked);
    return value === undefined ? { fault: "请从列出的各项中选一项" } : { value };
  },
  write: asText,
  show: (value, asked) => labelOf(asText(value), asked),
  schema: (asked) => ({ enum: asked.options.map((one) => one.value) }),
};

/** Several of a list, kept in the order of the list. */
export const choices: Kind<Asked<"choices">> = {
  fact: "list",
  read(given, asked) {
    if (isBlank(given)) return undefined;
    const typed = typeof given === "object" ? given : [String(given)];
    const values = new Set(typed.filter((one) => tidyLine(one) !== "").map((one) => chosen(one, asked)));
    if (values.has(undefined)) return { fault: "请从列出的各项中选择" };
    const value = asked.options.map((one) => one.value).filter((one) => values.has(one));
    if (value.length < (asked.least ?? 1)) return { fault: `至少选${asked.least}项` };
    if (asked.most !== undefined && value.length > asked.most)
      return { fault: `最多选${asked.most}项，现在选了${value.length}项` };
    return { value };
  },
  write: (value) => (typeof value === "object" ? [...value] : [String(value)]),
  show: (value, asked) =>
    (typeof value === "object" ? value : [String(value)]).map((one) => labelOf(one, asked)).join("、"),
  schema: (asked) => ({
    type: "array",
    items: { enum: asked.options.map((one) => one.value) },
    minItems: asked.least ?? 1,
    maxItems: asked.most ?? asked.options.length,
    uniqueItems: true,
  }),
};

const YES = new Set(["true", "yes", "on", "1", "是", "有"]);
const NO = new Set(["false", "no", "off", "0", "否", "无", "没有"]);

function yesOrNo(given: Given): boolean | undefined {
  if (typeof given === "boolean") return given;
  const text = tidyLine(textOf(given) ?? "").toLowerCase();
  if (YES.has(text)) return true;
  return NO.has(text) ? false : undefined;
}

export const yesNo: Kind<Asked<"yesNo">> = {
  fact: "yesNo",
  read(given) {
    if (isBlank(given)) return undefined;
    const value = yesOrNo(given);
    return value === undefined ? { fault: "请选“是”或“否”" } : { value };
  },
  write: (value) => (value === true ? "true" : "false"),
  show: (value) => (value === true ? "是" : "否"),
  schema: () => ({ type: "boolean" }),
};

/** Made or not made: an unticked box is no answer. */
export const declaration: Kind<Asked<"declaration">> = {
  fact: "yesNo",
  read(given) {
    if (isBlank(given)) return undefined;
    const value = yesOrNo(given);
    if (value === false) return undefined;
    return value === true ? { value } : { fault: "请阅读后勾选" };
  },
  write: () => "true",
  show: () => "已声明",
  schema: () => ({ const: true }),
};
