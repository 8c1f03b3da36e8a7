import { Readable } from "node:stream";
import { crc32, createInflateRaw } from "node:zlib";
import { bomb, broken, locked, tooLarge } from "./faults.ts";

/** A packed file. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly crc: number;
  /** Where its local header stands. */
  readonly at: number;
  readonly isLocked: boolean;
}

/** An open archive. */
export interface Zip {
  readonly has: (name: string) => boolean;
  /** The bytes of a file as they are unpacked. @param most bytes. @throws HallError invalid `sheet/broken`, `sheet/bomb`, `sheet/locked`. */
  readonly read: (name: string, most: number) => AsyncGenerator<Buffer>;
}

const signatures = { end: 0x06054b50, central: 0x02014b50, local: 0x04034b50 } as const;
const endSize = 22;
const mostComment = 0xffff;
const mostEntries = 5_000;
/** Of one archive in all; a list of 100,000 items is some 200 MB of XML. */
export const mostUnpacked = 600 * 1024 * 1024;
/** Text packs to a tenth, tables of empty cells to a fiftieth; a bomb to a thousandth. */
const mostRatio = 200;
const ratioFrom = 20 * 1024 * 1024;

/**
 * Opens a ZIP archive that is held in memory (APPNOTE 6.3). Its directory stands at its end, so it cannot be read as it comes.
 *
 * @throws HallError invalid `sheet/broken`, `sheet/locked`.
 */
export function openZip(bytes: Buffer): Zip {
  // Encrypted workbooks and those of before 2007 are compound files (MS-CFB).
  if (bytes.length >= 8 && bytes.readUInt32BE(0) === 0xd0cf11e0) throw locked();
  const entries = new Map<string, ZipEntry>();
  for (const entry of directoryOf(bytes)) {
    if (entries.has(entry.name)) throw broken("a name twice");
    entries.set(entry.name, entry);
  }
  let total = 0;
  async function* read(name: string, most: number): AsyncGenerator<Buffer> {
    const entry = entries.get(name);
    if (!entry) throw broken(`no ${name}`);
    if (entry.isLocked) throw locked();
    if (entry.unpacked > most) throw entry.unpacked > mostRatio * entry.packed ? bomb() : tooLarge(most);
    let size = 0;
    let sum = 0;
    for await (const chunk of unpack(entry, dataOf(bytes, entry))) {
      size += chunk.length;
      total += chunk.length;
      // What the directory says is not believed: what comes out is counted.
      if (size > entry.unpacked) throw broken("longer than the directory says");
      if (size > ratioFrom && size > mostRatio * entry.packed) throw bomb();
      if (total > mostUnpacked) throw tooLarge(mostUnpacked);
      sum = crc32(chunk, sum);
      yield chunk;
    }
    if (size !== entry.unpacked || sum !== entry.crc) throw broken(`${name} is damaged`);
  }
  return { has: (name) => entries.has(name), read };
}

function directoryOf(bytes: Buffer): ZipEntry[] {
  const end = endOf(bytes);
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  if (count > mostEntries) throw broken("too many files");
  const entries: ZipEntry[] = [];
  for (let number = 0; number < count; number += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== signatures.central) throw broken("directory");
    const nameLength = bytes.readUInt16LE(at + 28);
    const rest = bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    entries.push({
      name: bytes.toString("utf8", at + 46, at + 46 + nameLength),
      isLocked: (bytes.readUInt16LE(at + 8) & 1) === 1,
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + rest;
  }
  return entries;
}

function endOf(bytes: Buffer): number {
  const last = bytes.length - endSize;
  for (let at = last; at >= 0 && at >= last - mostComment; at -= 1) {
    if (bytes.readUInt32LE(at) === signatures.end) return at;
  }
  throw broken("no directory");
}

function dataOf(bytes: Buffer, { at, packed }: ZipEntry): Buffer {
  // The sizes of ZIP64 read as 0xffffffff here and lie beyond any file that is taken.
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== signatures.local) throw broken("local header");
  const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  if (from + packed > bytes.length) throw broken("cut off");
  return bytes.subarray(from, from + packed);
}

const pieceBytes = 64 * 1024;

async function* unpack({ method }: ZipEntry, data: Buffer): AsyncGenerator<Buffer> {
  if (method !== 0 && method !== 8) throw broken("packed in an unknown way");
  if (method === 0) {
    yield* piecesOf(data);
    return;
  }
  const source = Readable.from(piecesOf(data));
  const inflate = source.pipe(createInflateRaw({ chunkSize: pieceBytes }));
  try {
    for await (const chunk of inflate) yield chunk as Buffer;
  } catch (error) {
    if (error instanceof Error && "code" in error && String(error.code).startsWith("Z_")) throw broken("deflate");
    throw error;
  } finally {
    source.destroy();
    inflate.destroy();
  }
}

function* piecesOf(data: Buffer): Generator<Buffer> {
  for (let at = 0; at < data.length; at += pieceBytes) yield data.subarray(at, at + pieceBytes);
}
