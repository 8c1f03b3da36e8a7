import { type Day, isDay } from "../calendar/index.ts";
import { HallError } from "../errors/index.ts";
import { canonical } from "./canonical.ts";
import { isProvincePrefix } from "./division.ts";

declare const idNumber: unique symbol;

/**
 * The 18 characters of a person (公民身份号码): residents, holders of a residence permit for Hong Kong, Macau and Taiwan
 * residents (810000, 820000, 830000), and foreigners with the permanent residence card of 2023 (begins with 9).
 * Personal data: log and show it only through `mask`.
 * @source GB 11643; check by ISO 7064 MOD 11-2.
 */
export type IdNumber = string & { readonly [idNumber]: true };

/** What the digits say. */
export interface IdNumberFacts {
  kind: "resident" | "residence-permit" | "permanent-resident";
  birthday: Day;
  /** By GB/T 2261.1: `1` male, `2` female. */
  sex: "1" | "2";
  /** Residents: the 6-digit county of first registration, which may have been renamed or merged since. */
  division: string | undefined;
  /** Permanent residents: the three-digit country code by ISO 3166-1. */
  country: string | undefined;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/** Nobody alive was born before; a year below is a slip of the pen. */
const LEAST_BIRTH_YEAR = 1850;

type Fault = "length" | "characters" | "place" | "birthday" | "check";
const WORDS: Record<Fault, string> = {
  length: "身份证号应为18位",
  characters: "身份证号只能是数字，最后一位可以是X",
  place: "身份证号前6位不对，请核对",
  birthday: "身份证号里的出生日期不对，请核对",
  check: "身份证号有误，请逐位核对",
};

/** Whether the text is an id number as we keep it: 18 characters, birthday and check character right. */
export function isIdNumber(text: string): text is IdNumber {
  return faultOf(text, undefined) === undefined;
}

/**
 * @param text blanks, full-width digits and a small x are forgiven. The 15-digit numbers of the first cards are not: those
 *   cards ended with the year 2012.
 * @param options.on the day of filling in: a birthday after it is refused.
 * @throws HallError `codes/bad-id-number` (invalid), `details.reason` = length, characters, place, birthday or check.
 */
export function parseIdNumber(text: string, options: { on?: Day | undefined } = {}): IdNumber {
  const code = canonical(text);
  const reason = faultOf(code, options.on);
  if (reason) throw new HallError("invalid", "codes/bad-id-number", WORDS[reason], { reason });
  return code as IdNumber;
}

/** Reads kind, birthday, sex and place from the digits. */
export function idNumberFacts(code: IdNumber): IdNumberFacts {
  const kind = kindOf(code);
  return {
    kind,
    birthday: birthdayText(code) as Day,
    sex: Number(code[16]) % 2 === 1 ? "1" : "2",
    division: kind === "resident" ? code.slice(0, 6) : undefined,
    country: kind === "permanent-resident" ? code.slice(3, 6) : undefined,
  };
}

/** The check character of the first 17 digits. */
export function idNumberCheckCharacter(digits: string): string {
  let sum = 0;
  for (const [index, weight] of WEIGHTS.entries()) sum += Number(digits[index]) * weight;
  return "10X98765432".charAt(sum % 11);
}

function faultOf(code: string, on: Day | undefined): Fault | undefined {
  if (code.length !== 18) return "length";
  if (!/^\d{17}[\dX]$/.test(code)) return "characters";
  if (!hasPlace(code)) return "place";
  const birthday = birthdayText(code);
  if (!isDay(birthday) || Number(birthday.slice(0, 4)) < LEAST_BIRTH_YEAR) return "birthday";
  if (on !== undefined && birthday > on) return "birthday";
  return idNumberCheckCharacter(code) === code[17] ? undefined : "check";
}

function kindOf(code: string): IdNumberFacts["kind"] {
  if (code.startsWith("9")) return "permanent-resident";
  return /^8[123]0000/.test(code) ? "residence-permit" : "resident";
}

function hasPlace(code: string): boolean {
  const kind = kindOf(code);
  if (kind === "residence-permit") return true;
  // Permanent residents: 9, province of application, country.
  if (kind === "permanent-resident") return isProvincePrefix(code.slice(1, 3));
  return /^[1-6]/.test(code) && isProvincePrefix(code.slice(0, 2));
}

function birthdayText(code: string): string {
  return `${code.slice(6, 10)}-${code.slice(10, 12)}-${code.slice(12, 14)}`;
}
