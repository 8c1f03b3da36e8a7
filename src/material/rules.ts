import type { FileType } from "./types.ts";
import { fileTypes, usualTypes } from "./types.ts";

/** What one material takes. */
export interface UploadRules {
  readonly types: readonly FileType[];
  /** Bytes of one file. */
  readonly mostBytes: number;
}

const megabyte = 1024 * 1024;

/** Where an item version says nothing. */
export const usualRules: UploadRules = { types: usualTypes, mostBytes: 20 * megabyte };

/** No material takes more, whatever its item version says: plans and drawings of a building are the largest the guides ask for. */
export const mostBytesEver = 200 * megabyte;

/** Fills in what a material leaves open, and keeps it within what a hall can bear. */
export function rulesOf(given: Partial<UploadRules> = {}): UploadRules {
  const types = given.types && given.types.length > 0 ? given.types : usualRules.types;
  return { types, mostBytes: Math.min(given.mostBytes ?? usualRules.mostBytes, mostBytesEver) };
}

/** The rules for people: `PDF、JPG，每个 20 MB 以内`. */
export function sayRules({ types, mostBytes }: UploadRules): string {
  return `${types.map((type) => fileTypes[type].label).join("、")}，每个 ${sayBytes(mostBytes)} 以内`;
}

/** The rules for the `accept` of a file input. */
export function acceptOf({ types }: UploadRules): string {
  return types.flatMap((type) => fileTypes[type].extensions.map((extension) => `.${extension}`)).join(",");
}

/** A size as people read it: `1.2 MB`, `340 KB`, `12 字节`. */
export function sayBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`;
  if (bytes < megabyte) return `${Math.round(bytes / 1024)} KB`;
  return `${Math.round((bytes / megabyte) * 10) / 10} MB`;
}
