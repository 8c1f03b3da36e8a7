import type { Answers } from "../form/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import type { MaterialWay } from "./tables.ts";

/** A material as it was handed in. */
export interface GivenMaterial {
  readonly key: string;
  /** Ids of files in `material`; empty for paper and for e-licences. */
  readonly files: readonly Id[];
  readonly way: MaterialWay;
}

/** Answers as they are written. */
export interface SealedContent {
  readonly sealed: Buffer;
  /** Hexadecimal HMAC over the answers and the materials of this step. */
  readonly digest: string;
}

/** Seals the answers given in one step; the digest covers its materials too, so neither can be exchanged unseen. */
export function sealContent(
  house: Pick<House, "seal">,
  hall: string,
  application: string,
  revision: number,
  content: { readonly answers: Answers; readonly materials: readonly GivenMaterial[] },
): SealedContent {
  const text = JSON.stringify(content.answers);
  const sealed = house.seal.seal(text, placeOf(hall, application, revision));
  return { sealed, digest: digestOfContent(house, text, content.materials) };
}

/** @throws Error (a defect) when the bytes were changed. */
export function openContent(
  house: Pick<House, "seal">,
  hall: string,
  application: string,
  revision: number,
  sealed: Uint8Array,
): Answers {
  return JSON.parse(openContentText(house, hall, application, revision, sealed)) as Answers;
}

/** The answers as they were sealed, for their digest. @throws Error (a defect) when the bytes were changed. */
export function openContentText(
  house: Pick<House, "seal">,
  hall: string,
  application: string,
  revision: number,
  sealed: Uint8Array,
): string {
  return house.seal.open(sealed, placeOf(hall, application, revision));
}

/** The digest that a step keeps of what came with it. @param answers the text that was sealed. */
export function digestOfContent(
  house: Pick<House, "seal">,
  answers: string,
  materials: readonly GivenMaterial[],
): string {
  const given = materials.map(({ key, files, way }) => ({ key, files, way })).sort((a, b) => (a.key < b.key ? -1 : 1));
  return house.seal.digest("application.content", `${JSON.stringify(given)}\n${answers}`).toString("hex");
}

function placeOf(hall: string, application: string, revision: number): string {
  return `application.content.sealed ${hall} ${application} ${revision}`;
}
