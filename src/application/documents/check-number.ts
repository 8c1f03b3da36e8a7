import { type HallCode, parseHallCode } from "../../kernel/codes/index.ts";
import { isMod3736, mod3736CheckCharacter } from "../../kernel/ids/index.ts";
import type { KeyRing } from "../../kernel/seal/index.ts";
import type { DocumentKind } from "./facts.ts";
import { documentKinds } from "./kinds.ts";

const numberForm = /^(\d{6})([A-Z]{2})(\d{4})(\d{6,})([0-9A-Z])$/;

/** 查验编号: hall, kind, year, serial, check character by ISO 7064 MOD 37,36: 440104-SL-2026-000398-K. */
export function checkNumber(hall: HallCode, kind: DocumentKind, year: number, serial: number): string {
  const parts = [hall, documentKinds[kind].letters, String(year), String(serial).padStart(6, "0")];
  return [...parts, mod3736CheckCharacter(parts.join(""))].join("-");
}

/** A number as people type it, blanks and hyphens as they like. @returns undefined when no document can have it. */
export function readCheckNumber(typed: string): { hall: HallCode; number: string } | undefined {
  const plain = plainly(typed);
  const parts = numberForm.exec(plain);
  if (!parts || !isMod3736(plain)) return undefined;
  return { hall: parseHallCode(plain.slice(0, 6)), number: parts.slice(1).join("-") };
}

/** Without the letters I, L, O and U, which are read as others. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const codeLength = 12;

/**
 * 查验码: 60 bits, so nobody finds one by trying. Made from the hall's key, so a document made again after a failure gets the
 * same one, and it need not be kept.
 */
export function checkCodeOf(seal: Pick<KeyRing, "digest">, hall: string, document: string): string {
  const bits = seal.digest("application.document-code", `${hall} ${document}`);
  return Array.from({ length: codeLength }, (_, at) => alphabet.charAt((bits[at] ?? 0) & 31)).join("");
}

/** 7K3M-9Q2D-44JY */
export function groupCode(code: string): string {
  return code.match(/.{1,4}/g)?.join("-") ?? code;
}

/** What is kept of a code, to compare with what somebody typed. */
export function digestOfCode(seal: Pick<KeyRing, "digest">, code: string): Buffer {
  return seal.digest("application.document-check", readCode(code));
}

/** A code as people type it: small letters, blanks, O for 0, I and L for 1. */
export function readCode(typed: string): string {
  return plainly(typed).replaceAll("O", "0").replaceAll(/[IL]/g, "1");
}

function plainly(typed: string): string {
  return typed
    .normalize("NFKC")
    .replaceAll(/[\s\-‐–—_]/g, "")
    .toUpperCase();
}
