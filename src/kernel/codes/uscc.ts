import { HallError } from "../errors/index.ts";
import { canonical } from "./canonical.ts";

declare const uscc: unique symbol;
declare const orgCode: unique symbol;

/** The 18 characters of an organisation (统一社会信用代码). @source GB 32100. */
export type Uscc = string & { readonly [uscc]: true };

/** The 9 characters of an organisation (组织机构代码), also characters 9 to 17 of its uscc. @source GB 11714. */
export type OrgCode = string & { readonly [orgCode]: true };

/** Digits and capital letters without I, O, S, V, Z. */
const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/** Powers of 3 modulo 31. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORG_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ORG_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

type Fault = "length" | "characters" | "check";
const WORDS: Record<Fault, string> = {
  length: "统一社会信用代码应为18位",
  characters: "统一社会信用代码里有不该出现的字符，注意没有字母I、O、S、V、Z",
  check: "统一社会信用代码有误，请逐位核对",
};

/** Whether the text is a uscc as we keep it: 18 capital characters, check character right. */
export function isUscc(text: string): text is Uscc {
  return usccFault(text) === undefined;
}

/**
 * @param text blanks, full-width and small letters are forgiven.
 * @throws HallError `codes/bad-uscc` (invalid), `details.reason` = length, characters or check.
 */
export function parseUscc(text: string): Uscc {
  const code = canonical(text);
  const reason = usccFault(code);
  if (reason) throw new HallError("invalid", "codes/bad-uscc", WORDS[reason], { reason });
  return code as Uscc;
}

/** What is wrong with 18 characters in canonical form; undefined when nothing is. */
export function usccFault(code: string): Fault | undefined {
  if (code.length !== 18) return "length";
  // Characters 3 to 8 are the division of registration.
  if (!/^[\dA-HJ-NPQRTUWXY]{2}\d{6}[\dA-HJ-NPQRTUWXY]{10}$/.test(code)) return "characters";
  return usccCheckCharacter(code) === code[17] ? undefined : "check";
}

/** The check character of the first 17 characters. */
export function usccCheckCharacter(characters: string): string {
  let sum = 0;
  for (const [index, weight] of WEIGHTS.entries()) sum += ALPHABET.indexOf(characters.charAt(index)) * weight;
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/** The parts of a uscc. */
export function usccFacts(code: Uscc): { registrar: string; kind: string; division: string; orgCode: string } {
  return {
    registrar: code.slice(0, 1),
    kind: code.slice(1, 2),
    division: code.slice(2, 8),
    orgCode: code.slice(8, 17),
  };
}

/** Whether the text is an organisation code as we keep it: 9 capital characters without hyphen, check character right. */
export function isOrgCode(text: string): text is OrgCode {
  if (!/^[\dA-Z]{8}[\dX]$/.test(text)) return false;
  let sum = 0;
  for (const [index, weight] of ORG_WEIGHTS.entries()) sum += ORG_ALPHABET.indexOf(text.charAt(index)) * weight;
  return "0X987654321".charAt(sum % 11) === text[8];
}

/** @param text with or without its hyphen (`00693975-6`). @throws HallError `codes/bad-org-code` (invalid). */
export function parseOrgCode(text: string): OrgCode {
  const code = canonical(text).replace(/-(?=.$)/, "");
  if (!isOrgCode(code)) throw new HallError("invalid", "codes/bad-org-code", "组织机构代码有误，请逐位核对");
  return code;
}
