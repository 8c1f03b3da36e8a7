import { HallError } from "../errors/index.ts";
import { canonical } from "./canonical.ts";
import { isProvincePrefix } from "./division.ts";
import { isUscc, type Uscc } from "./uscc.ts";

declare const base: unique symbol;
declare const implementation: unique symbol;
declare const handling: unique symbol;

/** The 12 characters of an item in the base catalogue (基本编码). */
export type BaseCode = string & { readonly [base]: true };
/** The 31 characters of an item as one body implements it (实施编码): uscc, level, base code. */
export type ImplementationCode = string & { readonly [implementation]: true };
/** The 33 characters of a handling item (业务办理项编码): implementation code and two digits. */
export type HandlingCode = string & { readonly [handling]: true };
/** Any of the three; their lengths tell them apart. */
export type ItemCode = BaseCode | ImplementationCode | HandlingCode;

/** The parts of a base code. */
export interface BaseCodeParts {
  /** `00` national, else the province. */
  scope: string;
  /** By code table `item_type`, or a province's own. */
  itemType: string;
  departmentClass: string;
  serial: string;
  /** `000` not split, `00Y` a main item that is split, else the number of the sub-item. */
  subItem: string;
  /** The main item of a sub-item; of any other item the item itself. */
  mainItem: BaseCode;
}

/** The parts of an implementation or handling code. */
export interface ImplementationCodeParts {
  /** Characters 1 to 18 as they stand. */
  organization: string;
  /** The same as a uscc, when its check character is right. */
  uscc: Uscc | undefined;
  /** By code table `use_level`. */
  level: string;
  baseCode: BaseCode;
  /** Two digits, undefined in an implementation code. */
  handlingItem: string | undefined;
}

/** Something wrong in a code that an importer keeps all the same. */
export interface CodeWarning {
  part: "organization" | "level" | "scope";
  /** Chinese, for the importer's report. */
  message: string;
}

/** A code taken over from other people's data, with what is wrong in it. */
export interface ImportedCode<Code extends ItemCode> {
  code: Code;
  warnings: CodeWarning[];
}

const BASE = /^\d{9}(\d{3}|00Y)$/;
const IMPLEMENTATION = /^[\dA-Z]{18}\d{10}(\d{3}|00Y)$/;
const HANDLING = /^[\dA-Z]{18}\d{10}(\d{3}|00Y)\d\d$/;

/** Whether the text is a base code without fault. */
export function isBaseCode(text: string): text is BaseCode {
  return BASE.test(text) && warningsOf(text).length === 0;
}

/** Whether the text is an implementation code without fault. */
export function isImplementationCode(text: string): text is ImplementationCode {
  return IMPLEMENTATION.test(text) && warningsOf(text).length === 0;
}

/** Whether the text is a handling code without fault. */
export function isHandlingCode(text: string): text is HandlingCode {
  return HANDLING.test(text) && warningsOf(text).length === 0;
}

/** @throws HallError `codes/bad-base-code` (invalid). */
export function parseBaseCode(text: string): BaseCode {
  return strictly(importBaseCode(text), "codes/bad-base-code");
}

/** Strict, for codes typed by hand. @throws HallError `codes/bad-implementation-code` (invalid), `details.warnings` says which part. */
export function parseImplementationCode(text: string): ImplementationCode {
  return strictly(importImplementationCode(text), "codes/bad-implementation-code");
}

/** Strict, for codes typed by hand. @throws HallError `codes/bad-handling-code` (invalid), `details.warnings` says which part. */
export function parseHandlingCode(text: string): HandlingCode {
  return strictly(importHandlingCode(text), "codes/bad-handling-code");
}

/** Any of the three by its length, strictly. @throws HallError `codes/bad-item-code` (invalid) for other lengths, else as the three. */
export function parseItemCode(text: string): ItemCode {
  const { length } = canonical(text);
  if (length === 12) return parseBaseCode(text);
  if (length === 31) return parseImplementationCode(text);
  if (length === 33) return parseHandlingCode(text);
  throw new HallError("invalid", "codes/bad-item-code", "事项编码应为12、31或33位");
}

/** As `parseBaseCode`, but an unknown scope is only a warning. */
export function importBaseCode(text: string): ImportedCode<BaseCode> {
  return leniently(text, BASE, "codes/bad-base-code", "基本编码应为12位数字，主项以Y结尾");
}

/**
 * For importers. Real lists have bodies whose uscc fails its check (1 of 177) or is a temporary code: such a code is kept
 * with a warning. Only a wrong shape is refused: the codes of other provinces, which go into `localTaskCode` as free text.
 *
 * @throws HallError `codes/bad-implementation-code` (invalid).
 */
export function importImplementationCode(text: string): ImportedCode<ImplementationCode> {
  return leniently(
    text,
    IMPLEMENTATION,
    "codes/bad-implementation-code",
    "实施编码应为31位：信用代码18位、层级1位、基本编码12位",
  );
}

/** As `importImplementationCode`, with the two digits of the handling item. @throws HallError `codes/bad-handling-code` (invalid). */
export function importHandlingCode(text: string): ImportedCode<HandlingCode> {
  return leniently(text, HANDLING, "codes/bad-handling-code", "业务办理项编码应为33位：实施编码31位加2位序号");
}

/** The parts of a base code. */
export function baseCodeParts(code: BaseCode): BaseCodeParts {
  const subItem = code.slice(9);
  return {
    scope: code.slice(0, 2),
    itemType: code.slice(2, 4),
    departmentClass: code.slice(4, 6),
    serial: code.slice(6, 9),
    subItem,
    mainItem: (subItem === "000" ? code : `${code.slice(0, 9)}00Y`) as BaseCode,
  };
}

/** The parts of an implementation or handling code. */
export function implementationCodeParts(code: ImplementationCode | HandlingCode): ImplementationCodeParts {
  const organization = code.slice(0, 18);
  return {
    organization,
    uscc: isUscc(organization) ? organization : undefined,
    level: code.slice(18, 19),
    baseCode: code.slice(19, 31) as BaseCode,
    handlingItem: code.length === 33 ? code.slice(31) : undefined,
  };
}

/** A code of another province as it stands (`511A0138000000-511602000000-000-…`): kept as text. @throws HallError `codes/bad-local-code` (invalid) when empty or over 50 characters. */
export function parseLocalCode(text: string): string {
  const code = text.trim();
  if (code === "" || code.length > 50)
    throw new HallError("invalid", "codes/bad-local-code", "地方编码应为1至50个字符");
  return code;
}

function leniently<Code extends ItemCode>(
  text: string,
  shape: RegExp,
  fault: `codes/${string}`,
  message: string,
): ImportedCode<Code> {
  const code = canonical(text);
  if (!shape.test(code)) throw new HallError("invalid", fault, message);
  return { code: code as Code, warnings: warningsOf(code) };
}

function strictly<Code extends ItemCode>({ code, warnings }: ImportedCode<Code>, fault: `codes/${string}`): Code {
  const [first] = warnings;
  if (first) throw new HallError("invalid", fault, first.message, { warnings: warnings.map((one) => one.part) });
  return code;
}

/** Faults of a code whose shape is right. Item types are not among them: 11 to 19 and from 21 on are free for a province. */
function warningsOf(code: string): CodeWarning[] {
  const warnings: CodeWarning[] = [];
  if (code.length > 12) {
    if (!isUscc(code.slice(0, 18))) {
      warnings.push({ part: "organization", message: "编码前18位不是有效的统一社会信用代码" });
    }
    if (!/[1-7]/.test(code.charAt(18))) warnings.push({ part: "level", message: "编码第19位不是有效的行使层级" });
  }
  const scope = code.length > 12 ? code.slice(19, 21) : code.slice(0, 2);
  if (scope !== "00" && !isProvincePrefix(scope)) {
    warnings.push({ part: "scope", message: "基本编码前2位不是国家或省份代码" });
  }
  return warnings;
}
