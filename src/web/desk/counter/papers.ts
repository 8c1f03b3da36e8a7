import type { CheckedMaterial, GivenMaterial, PaperMark } from "../../../application/index.ts";
import type { Material } from "../../../catalogue/index.ts";
import type { Fault, Field } from "../../../form/index.ts";
import type { PageCall } from "../../../kernel/http/index.ts";
import type { Id } from "../../../kernel/ids/index.ts";
import { mostFilesAtOnce } from "../../apply/index.ts";

/** Before the key of a material, in the name of the input for its scan: no question of a form is called so. */
const scanMark = "scan-";

/** What lies on the counter, as it was ticked. */
export interface PapersTaken {
  /** Keys of the materials whose paper was taken. */
  readonly taken: readonly string[];
  readonly marks: readonly PaperMark[];
}

/** Reads the ticks of the papers. */
export function papersIn(typed: PageCall["form"]): PapersTaken {
  const [taken, seen, kept] = ["papers", "original", "copy"].map((name) => listOf(typed[name]));
  const marked = new Set([...(seen ?? []), ...(kept ?? [])]);
  const marks = [...marked].map((key) => ({
    key,
    originalSeen: seen?.includes(key) === true,
    copyKept: kept?.includes(key) === true,
  }));
  return { taken: taken ?? [], marks };
}

/** A place for the scan of each material, to be stored with the files of questions. */
export function scanFields(materials: readonly Material[]): Field[] {
  return materials.map(({ key, materialName }) => ({
    kind: "file",
    key: `${scanMark}${key}`,
    label: `${materialName}的扫描件`.slice(0, 80),
    required: false,
    most: mostFilesAtOnce,
  }));
}

export function scanName(key: string): string {
  return `${scanMark}${key}`;
}

export function isScan({ key }: Pick<Field, "key">): boolean {
  return key.startsWith(scanMark);
}

/** What was wrong with scans, by key of the material. */
export function scanFaults(faults: readonly Fault[]): Record<string, string> {
  return Object.fromEntries(
    faults.filter(isScanFault).map(({ field, message }) => [field.slice(scanMark.length), message]),
  );
}

export function isScanFault({ field }: Pick<Fault, "field">): boolean {
  return isScan({ key: field });
}

/** The files that answer questions; scans are left out. */
export function answersOf(files: Readonly<Record<string, readonly Id[]>>): Record<string, readonly Id[]> {
  return Object.fromEntries(Object.entries(files).filter(([key]) => !isScan({ key })));
}

/** What is handed in: papers with their scans, and scans of what was shown and given back at once. */
export function givenOf(
  keys: readonly string[],
  { taken }: PapersTaken,
  files: Readonly<Record<string, readonly Id[]>>,
): GivenMaterial[] {
  return keys.flatMap((key): GivenMaterial | [] => {
    const scans = files[scanName(key)] ?? [];
    if (taken.includes(key)) return { key, files: scans, way: "paper" };
    return scans.length > 0 ? { key, files: scans, way: "upload" } : [];
  });
}

/** The marks of what is really handed in. */
export function marksOf({ marks }: PapersTaken, given: readonly Pick<CheckedMaterial, "given">[]): PaperMark[] {
  return marks.filter(({ key }) => given.some((one) => one.given?.key === key));
}

function listOf(given: string | readonly string[] | undefined): readonly string[] {
  return given === undefined ? [] : typeof given === "string" ? [given] : given;
}
