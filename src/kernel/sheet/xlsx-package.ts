import { bufferSource, readDirectory, unpackEntry, type ZipFault, type ZipRules } from "../zip/index.ts";
import { bomb, broken, locked, tooLarge } from "./faults.ts";

/** The parts of a workbook. */
export interface Package {
  readonly has: (name: string) => boolean;
  /** The bytes of a part as they are unpacked. @param most bytes. @throws HallError invalid `sheet/broken`, `sheet/bomb`, `sheet/too-large`. */
  readonly read: (name: string, most: number) => AsyncGenerator<Buffer>;
}

const megabyte = 1024 * 1024;

/** Of one workbook in all; a list of 100,000 items is some 200 MB of XML. */
const mostUnpacked = 600 * megabyte;

const rules: ZipRules = { mostUnpacked, ratioFrom: 20 * megabyte, refuse };

function refuse(fault: ZipFault, where: string): Error {
  if (fault === "locked") return locked();
  if (fault === "bomb") return bomb();
  return fault === "large" ? tooLarge(mostUnpacked) : broken(where);
}

/**
 * Opens a workbook that is held in memory. The directory of a zip stands at its end, so it cannot be read as it comes.
 *
 * @throws HallError invalid `sheet/broken`, `sheet/locked`, `sheet/bomb`, `sheet/too-large`.
 */
export async function openPackage(bytes: Buffer): Promise<Package> {
  // Encrypted workbooks and those of before 2007 are compound files (MS-CFB).
  if (bytes.length >= 8 && bytes.readUInt32BE(0) === 0xd0cf11e0) throw locked();
  const source = bufferSource(bytes);
  const entries = new Map((await readDirectory(source, rules)).map((entry) => [entry.name, entry]));
  async function* read(name: string, most: number): AsyncGenerator<Buffer> {
    const entry = entries.get(name);
    if (!entry) throw broken(`no ${name}`);
    if (entry.size > most) throw tooLarge(most);
    yield* unpackEntry(source, entry, rules);
  }
  return { has: (name) => entries.has(name), read };
}
