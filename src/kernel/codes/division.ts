import { HallError } from "../errors/index.ts";
import { canonical } from "./canonical.ts";

declare const division: unique symbol;
declare const hall: unique symbol;

/**
 * The code of a place (行政区划代码): 6 digits for province, city or county, 9 for a town, 12 for a village, never padded.
 * @source GB/T 2260, GB/T 10114.
 */
export type DivisionCode = string & { readonly [division]: true };

/** The 6-digit code of a province, city or county that has a hall. */
export type HallCode = DivisionCode & { readonly [hall]: true };

/** The level of a division (层级). */
export type DivisionLevel = "province" | "city" | "county" | "town" | "village";

/** First two digits of every province, autonomous region, municipality and special region in GB/T 2260. */
const PROVINCES = new Set(
  "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82".split(" "),
);
/** 北京、天津、上海、重庆: their districts and counties stand directly under them. */
const MUNICIPALITIES = new Set(["11", "12", "31", "50"]);

/** Whether two digits begin the codes of a province. */
export function isProvincePrefix(twoDigits: string): boolean {
  return PROVINCES.has(twoDigits);
}

/** Whether the text is a division code as we keep it: 6, 9 or 12 digits without padding. Whether the place exists, the region register knows. */
export function isDivisionCode(text: string): text is DivisionCode {
  if (!/^\d{6}$|^\d{9}$|^\d{12}$/.test(text) || !isProvincePrefix(text.slice(0, 2))) return false;
  if (text.length > 6 && text.endsWith("000")) return false;
  // A county belongs to a city or to the number range of one.
  return text.slice(2, 4) !== "00" || text.slice(4) === "00";
}

/** Whether the text is the 6-digit code of a province, city or county. */
export function isHallCode(text: string): text is HallCode {
  return text.length === 6 && isDivisionCode(text);
}

/**
 * @param text 6, 9 or 12 digits; the padding of statistics (`440103000000`) is taken off.
 * @throws HallError `codes/bad-division` (invalid).
 */
export function parseDivisionCode(text: string): DivisionCode {
  const code = canonical(text)
    .replace(/^(\d{9})000$/, "$1")
    .replace(/^(\d{6})000$/, "$1");
  if (!isDivisionCode(code))
    throw new HallError("invalid", "codes/bad-division", "行政区划代码不对，应为6、9或12位数字");
  return code;
}

/** @param text as `parseDivisionCode`. @throws HallError `codes/bad-hall` (invalid) when it names a town, a village or nothing. */
export function parseHallCode(text: string): HallCode {
  const code = canonical(text).replace(/^(\d{6})0{6}$/, "$1");
  if (!isHallCode(code)) throw new HallError("invalid", "codes/bad-hall", "大厅代码不对，应为省、市或县的6位区划代码");
  return code;
}

/** The level a code says it has. */
export function divisionLevel(code: DivisionCode): DivisionLevel {
  if (code.length === 12) return "village";
  if (code.length === 9) return "town";
  if (code.endsWith("0000")) return "province";
  return code.endsWith("00") ? "city" : "county";
}

/** The 12 digits that statistics use for any level: `440103` → `440103000000`. */
export function statisticsCode(code: DivisionCode): string {
  return code.padEnd(12, "0");
}

/**
 * The divisions above this one that its digits name, nearest first, ending with the province. Cities are left out where
 * there are none: in the municipalities and for counties run by their province (`..90..`). A place moved to another city
 * keeps its digits for a while: the region register has the last word.
 */
export function upperDivisions(code: DivisionCode): DivisionCode[] {
  const province = `${code.slice(0, 2)}0000`;
  const city = `${code.slice(0, 4)}00`;
  const hasCity = !MUNICIPALITIES.has(code.slice(0, 2)) && code.slice(2, 4) !== "90";
  const named = [code.slice(0, 9), code.slice(0, 6), ...(hasCity ? [city] : []), province];
  return named.filter((one, index) => one !== code && named.indexOf(one) === index) as DivisionCode[];
}
