import {
  divisionLevel,
  parseDivisionCode,
  parseIdNumber,
  parseMobile,
  parsePhone,
  parseUscc,
} from "../../kernel/codes/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import { isId } from "../../kernel/ids/index.ts";
import type { Context } from "../context.ts";
import type { Column } from "../definition.ts";
import { tidyCode, tidyLine } from "../tidy.ts";
import { asText, type JsonSchema, type Kind, textOf, UNREADABLE } from "./kind.ts";

type Asked<K extends Column["kind"]> = Extract<Column, { kind: K }>;

/** A code with a parser of its own, which says in Chinese what is wrong: by a refusal (the kernel's) or a fault. */
function code<K extends Column["kind"]>(
  parse: (text: string, asked: Asked<K>, context: Context) => string | { fault: string },
  schema: JsonSchema,
): Kind<Asked<K>> {
  return {
    fact: "text",
    read(given, asked, context) {
      const typed = textOf(given);
      if (typed === undefined)
        return typeof given === "object" && given.length === 0 ? undefined : { fault: UNREADABLE };
      const tidied = tidyLine(typed);
      if (tidied === "") return undefined;
      try {
        const parsed = parse(tidied, asked, context);
        return typeof parsed === "string" ? { value: parsed } : parsed;
      } catch (error) {
        if (error instanceof HallError) return { fault: error.message };
        throw error;
      }
    },
    write: asText,
    show: asText,
    schema: () => schema,
  };
}

export const idNumber = code<"idNumber">((text, _asked, { today }) => parseIdNumber(text, { on: today }), {
  type: "string",
  pattern: "^[0-9]{17}[0-9X]$",
});

export const uscc = code<"uscc">((text) => parseUscc(text), { type: "string", pattern: "^[0-9A-HJ-NPQRTUWXY]{18}$" });

export const phone = code<"phone">((text, asked) => (asked.mobileOnly ? parseMobile(text) : parsePhone(text)), {
  type: "string",
  pattern: "^[0-9-]{3,20}$",
});

/**
 * Only digits are asked of an account. The check digit of cards (Luhn) is not: passbooks and accounts of organisations
 * have none, and a benefit must be payable to them.
 */
export const bankCard = code<"bankCard">(
  (text) => {
    const digits = tidyCode(text).replaceAll("-", "");
    return /^\d{8,32}$/.test(digits) ? digits : { fault: "银行账号应为8到32位数字" };
  },
  { type: "string", pattern: "^[0-9]{8,32}$" },
);

const LEVELS = ["province", "city", "county", "town", "village"] as const;
const LEVEL_WORDS = {
  province: "省",
  city: "市",
  county: "县（市、区）",
  town: "街道或乡镇",
  village: "村或社区",
} as const;

const anyDivision = code<"division">((text, asked, { divisionName }) => {
  const found = parseDivisionCode(text);
  if (divisionName && divisionName(found) === undefined) return { fault: "没有这个地方，请重新选择" };
  if (LEVELS.indexOf(divisionLevel(found)) < LEVELS.indexOf(asked.level)) {
    return { fault: `请选到${LEVEL_WORDS[asked.level]}` };
  }
  return found;
}, {});
/** Towns and villages can be told by the number of their digits. */
const PATTERNS: Record<string, string> = { town: "^([0-9]{9}|[0-9]{12})$", village: "^[0-9]{12}$" };

/** A place; shown by its name. */
export const division: Kind<Asked<"division">> = {
  ...anyDivision,
  schema: ({ level }) => ({ type: "string", pattern: PATTERNS[level] ?? "^([0-9]{6}|[0-9]{9}|[0-9]{12})$" }),
  show: (value, _asked, { divisionName }) => divisionName?.(asText(value)) ?? asText(value),
};

/** Ids of files handed to `material`, which knows the files themselves. */
export const file: Kind<Asked<"file">> = {
  fact: "number",
  read(given, asked) {
    const typed = typeof given === "object" ? given : [String(given)];
    const ids = [...new Set(typed.map((one) => tidyCode(one).toLowerCase()))].filter((one) => one !== "");
    if (ids.length === 0) return undefined;
    if (!ids.every(isId)) return { fault: "文件没有传上来，请重新上传" };
    if (ids.length > asked.most) return { fault: `最多上传${asked.most}个文件，现在有${ids.length}个` };
    return { value: ids };
  },
  write: (value) => (typeof value === "object" ? [...value] : [String(value)]),
  show: (value) => (typeof value === "object" ? `${value.length} 个文件` : ""),
  schema: (asked) => ({
    type: "array",
    items: { type: "string", format: "uuid" },
    minItems: 1,
    maxItems: asked.most,
    uniqueItems: true,
  }),
};
