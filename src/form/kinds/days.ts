import { type Day, formatDate, isDay } from "../../kernel/calendar/index.ts";
import type { Column } from "../definition.ts";
import { tidyCode, tidyLine } from "../tidy.ts";
import { asText, type Given, type Kind, textOf, UNREADABLE } from "./kind.ts";

type Asked<K extends Column["kind"]> = Extract<Column, { kind: K }>;

/** What came in as text; undefined when blank. */
function typedOf(given: Given): string | undefined | { fault: string } {
  if (typeof given === "object" && given.length === 0) return undefined;
  const text = textOf(given);
  if (text === undefined) return { fault: UNREADABLE };
  return tidyLine(text) === "" ? undefined : text;
}

/** Year, month and day as people write them: 2026-1-5, 2026/01/05, 2026.1.5, 2026年1月5日, 20260105. */
function dayText(text: string): string | undefined {
  const tidied = tidyCode(text).replace(/[‐-―－]/g, "-");
  const parts =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(tidied) ??
    /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?$/.exec(tidied) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(tidied);
  if (!parts) return undefined;
  return `${parts[1]}-${parts[2]?.padStart(2, "0")}-${parts[3]?.padStart(2, "0")}`;
}

function boundOf(bound: string | undefined, today: Day): Day | undefined {
  if (bound === "today") return today;
  return bound !== undefined && isDay(bound) ? bound : undefined;
}

export const date: Kind<Asked<"date">> = {
  fact: "text",
  read(given, asked, { today }) {
    const typed = typedOf(given);
    if (typeof typed !== "string") return typed;
    const value = dayText(typed);
    if (value === undefined) return { fault: "请按“2026-11-24”这样填写日期" };
    if (!isDay(value)) return { fault: "没有这一天，请核对日期" };
    const earliest = boundOf(asked.earliest, today);
    if (earliest && value < earliest) return { fault: `不能早于${boundWords(asked.earliest, earliest)}` };
    const latest = boundOf(asked.latest, today);
    if (latest && value > latest) return { fault: `不能晚于${boundWords(asked.latest, latest)}` };
    return { value };
  },
  write: asText,
  show: (value) => {
    const text = asText(value);
    return isDay(text) ? formatDate(text, { year: true }) : text;
  },
  schema: () => ({ type: "string", pattern: "^[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$" }),
};

function boundWords(bound: string | undefined, day: Day): string {
  return bound === "today" ? "今天" : formatDate(day, { year: true });
}

export const month: Kind<Asked<"month">> = {
  fact: "text",
  read(given) {
    const typed = typedOf(given);
    if (typeof typed !== "string") return typed;
    const tidied = tidyCode(typed);
    const parts =
      /^(\d{4})[-/.](\d{1,2})$/.exec(tidied) ??
      /^(\d{4})年(\d{1,2})月$/.exec(tidied) ??
      /^(\d{4})(\d{2})$/.exec(tidied);
    const value = `${parts?.[1]}-${parts?.[2]?.padStart(2, "0")}`;
    return isDay(`${value}-01`) ? { value } : { fault: "请按“2026-11”这样填写年月" };
  },
  write: asText,
  show: (value) => asText(value).replace(/^(\d{4})-0?(\d+)$/, "$1年$2月"),
  schema: () => ({ type: "string", pattern: "^[1-9][0-9]{3}-(0[1-9]|1[0-2])$" }),
};

const TIME = "([01]\\d|2[0-3]):([0-5]\\d)";
const SLOT = new RegExp(`^(\\d{4}-\\d\\d-\\d\\d) (${TIME})-(${TIME})$`);

export const slot: Kind<Asked<"slot">> = {
  fact: "text",
  read(given) {
    const typed = typedOf(given);
    if (typeof typed !== "string") return typed;
    const value = tidyLine(typed).replaceAll("：", ":");
    const parts = SLOT.exec(value);
    const [, day = "", from = "", , , to = ""] = parts ?? [];
    return isDay(day) && from < to ? { value } : { fault: "请从列表里选择时段" };
  },
  write: asText,
  show: (value) => {
    const [day = "", times = ""] = asText(value).split(" ");
    return isDay(day) ? `${formatDate(day, { year: true })} ${times}` : asText(value);
  },
  schema: () => ({ type: "string", pattern: "^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}-[0-9]{2}:[0-9]{2}$" }),
};
