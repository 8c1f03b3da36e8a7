import type { House } from "../kernel/house/index.ts";

/** One thing to put right, with its reason. */
export interface Ask {
  readonly kind: "field" | "material";
  /** Key of the question of the form, or of the material of the item. */
  readonly key: string;
  readonly reason: string;
}

/** 纸质材料: what the window did with the papers of a material. */
export interface PaperMark {
  /** Key of the material. */
  readonly key: string;
  /** 原件已核对: compared with the original, which was given back. */
  readonly originalSeen: boolean;
  /** 留存复印件. */
  readonly copyKept: boolean;
}

/** What was said in a step. It may name people, so it is sealed; the journal keeps its digest. */
export interface Words {
  readonly reason?: string | undefined;
  readonly opinion?: string | undefined;
  readonly note?: string | undefined;
  /** 救济途径: where and until when the applicant may object. */
  readonly remedies?: string | undefined;
  /** 补正告知: everything that is missing. */
  readonly asks?: readonly Ask[] | undefined;
  /** Why a second notice on old material was necessary. */
  readonly override?: string | undefined;
  /** 窗口收件: what was done with each material's papers. */
  readonly papers?: readonly PaperMark[] | undefined;
  /** 转办: the department to which a task went, 转报: the body to which the case went, by its name then. */
  readonly to?: string | undefined;
  /** Grounds and expected days of a special procedure, its result. */
  readonly ground?: string | undefined;
  readonly days?: number | undefined;
  readonly result?: string | undefined;
  /** The result document. */
  readonly document?:
    | { readonly name: string; readonly number?: string | undefined; readonly validity?: string | undefined }
    | undefined;
  readonly waybill?: string | undefined;
  /** 领取登记: who took it. */
  readonly collector?: { readonly name: string; readonly idNumber?: string | undefined } | undefined;
}

/** Words of a step as they are written. */
export interface SealedWords {
  readonly sealed: Buffer;
  /** Hexadecimal HMAC: nobody can find short words by trying. */
  readonly digest: string;
}

export function sealWords(
  house: Pick<House, "seal">,
  hall: string,
  application: string,
  seq: number,
  words: Words,
): SealedWords {
  const text = JSON.stringify(words);
  return { sealed: house.seal.seal(text, placeOf(hall, application, seq)), digest: digestOfWords(house, text) };
}

/** @throws Error (a defect) when the bytes were changed. */
export function openWords(
  house: Pick<House, "seal">,
  hall: string,
  application: string,
  seq: number,
  sealed: Uint8Array,
): Words {
  return JSON.parse(openText(house, hall, application, seq, sealed)) as Words;
}

/** The words as they were sealed, for their digest. @throws Error (a defect) when the bytes were changed. */
export function openText(
  house: Pick<House, "seal">,
  hall: string,
  application: string,
  seq: number,
  sealed: Uint8Array,
): string {
  return house.seal.open(sealed, placeOf(hall, application, seq));
}

export function digestOfWords(house: Pick<House, "seal">, text: string): string {
  return house.seal.digest("application.words", text).toString("hex");
}

function placeOf(hall: string, application: string, seq: number): string {
  return `application.words.sealed ${hall} ${application} ${seq}`;
}
