import type { Column } from "../definition.ts";
import { tidyCode } from "../tidy.ts";
import { type Given, type Kind, textOf, type Value } from "./kind.ts";

type Asked<K extends Column["kind"]> = Extract<Column, { kind: K }>;
type Bounds = { least?: number; most?: number };

const PLAIN = "只填数字，不带单位";
/** One trillion yuan in fen. */
const MOST_FEN = 1e14;
/** Digits behind the point that make a fen. */
const DECIMALS = { yuan: 2, wan: 6 } as const;
const UNITS = { yuan: "元", wan: "万元" } as const;

/** Digits with an optional sign and point, in parts; undefined when it is written otherwise. Commas and the unit itself are forgiven. */
function partsOf(
  text: string,
  unit: string | undefined,
): { minus: boolean; whole: string; decimals: string } | undefined {
  const tidied = tidyCode(text).replace(/^[¥￥]/, "");
  const bare = unit !== undefined && tidied.endsWith(tidyCode(unit)) ? tidied.slice(0, -tidyCode(unit).length) : tidied;
  const parts = /^([+-]?)(\d{1,30}|\d{1,3}(?:,\d{3}){1,9})(?:\.(\d{1,30}))?$/.exec(bare);
  if (!parts) return undefined;
  const whole = (parts[2] ?? "").replaceAll(",", "").replace(/^0+(?=\d)/, "");
  return { minus: parts[1] === "-", whole, decimals: (parts[3] ?? "").replace(/0+$/, "") };
}

function isBlank(given: Given): boolean {
  if (typeof given === "object") return given.length === 0 || (given.length === 1 && isBlank(given[0] ?? ""));
  return typeof given === "string" && tidyCode(given) === "";
}

function outside(value: number, { least, most }: Bounds, words: (bound: number) => string): string | undefined {
  if (least !== undefined && value < least) return `不能小于${words(least)}`;
  if (most !== undefined && value > most) return `不能大于${words(most)}`;
  return undefined;
}

/** Money (金额): typed in yuan or 万元, kept as whole fen, computed on digits and never on fractions. */
export const money: Kind<Asked<"money">> = {
  fact: "number",
  read(given, asked) {
    if (isBlank(given)) return undefined;
    const fen = typeof given === "number" ? given : fenOf(textOf(given) ?? "", asked.unit);
    if (typeof fen === "string") return { fault: fen };
    if (!Number.isSafeInteger(fen)) return { fault: "金额要写到分为止" };
    if (fen < 0) return { fault: "金额不能是负数" };
    if (fen > MOST_FEN) return { fault: "金额太大，请核对单位" };
    const fault = outside(fen, asked, (bound) => `${fenText(bound, asked.unit)}${UNITS[asked.unit]}`);
    return fault === undefined ? { value: fen + 0 } : { fault };
  },
  write: (value, asked) => fenText(Number(value), asked.unit),
  show: (value, asked) => `${grouped(fenText(Number(value), asked.unit))} ${UNITS[asked.unit]}`,
  schema: (asked) => ({ type: "integer", minimum: asked.least ?? 0, maximum: asked.most ?? MOST_FEN }),
};

/** Whole fen of a text in that unit, or what is wrong with it. */
function fenOf(text: string, unit: keyof typeof DECIMALS): number | string {
  const parts = partsOf(text, UNITS[unit]);
  if (!parts) return PLAIN;
  if (parts.decimals.length > DECIMALS[unit]) return `最多写${DECIMALS[unit]}位小数（到分）`;
  if (parts.whole.length > 13) return "金额太大，请核对单位";
  const fen = Number(parts.whole + parts.decimals.padEnd(DECIMALS[unit], "0"));
  return parts.minus ? -fen : fen;
}

/** The shortest text of an amount in that unit: `5`, `86.5`, `0.01`. */
function fenText(fen: number, unit: keyof typeof DECIMALS): string {
  const digits = String(Math.abs(fen)).padStart(DECIMALS[unit] + 1, "0");
  const decimals = digits.slice(-DECIMALS[unit]).replace(/0+$/, "");
  const whole = digits.slice(0, -DECIMALS[unit]);
  return `${fen < 0 ? "-" : ""}${whole}${decimals === "" ? "" : `.${decimals}`}`;
}

function grouped(text: string): string {
  const [whole = "", decimals] = text.split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (decimals === undefined ? "" : `.${decimals}`);
}

function readNumber(given: Given, asked: Bounds & { unit?: string }, scale: number) {
  if (isBlank(given)) return undefined;
  const text = typeof given === "number" ? String(given) : textOf(given);
  const parts = text === undefined ? undefined : partsOf(text, asked.unit);
  if (!parts) return { fault: PLAIN };
  if (parts.decimals.length > scale) return { fault: scale === 0 ? "请填整数" : `最多写${scale}位小数` };
  // Nine digits and six decimals are exact to read and to write back.
  if (parts.whole.length > 9) return { fault: "数字太大，请核对" };
  const size = Number(`${parts.whole}.${parts.decimals || "0"}`);
  const value = parts.minus && size !== 0 ? -size : size;
  const fault = outside(value, asked, String);
  return fault === undefined ? { value } : { fault };
}

function withUnit(value: Value, unit: string | undefined): string {
  return unit === undefined ? grouped(String(value)) : `${grouped(String(value))} ${unit}`;
}

function boundsOf({ least, most }: Bounds) {
  return { minimum: least ?? -999_999_999, maximum: most ?? 999_999_999 };
}

export const integer: Kind<Asked<"integer">> = {
  fact: "number",
  read: (given, asked) => readNumber(given, asked, 0),
  write: String,
  show: (value, asked) => withUnit(value, asked.unit),
  schema: (asked) => ({ type: "integer", ...boundsOf(asked) }),
};

/** A measured number, e.g. an area. Money is never this. */
export const number: Kind<Asked<"number">> = {
  fact: "number",
  read: (given, asked) => readNumber(given, asked, asked.scale),
  write: (value) => plain(Number(value)),
  show: (value, asked) => withUnit(plain(Number(value)), asked.unit),
  schema: (asked) => ({
    type: "number",
    minimum: asked.least ?? -1e9,
    maximum: asked.most ?? 1e9,
  }),
};

/** Without exponent: 0.000001 is written `1e-6` by String. */
function plain(value: number): string {
  const text = String(value);
  return text.includes("e") ? value.toFixed(6).replace(/0+$/, "") : text;
}
