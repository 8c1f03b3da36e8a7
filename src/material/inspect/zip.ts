import { crc32, createInflateRaw } from "node:zlib";
import { bomb, damaged, locked, polyglot } from "./refusals.ts";
import { piecesOf, type Source } from "./source.ts";

/** One entry of an archive. */
export interface ZipEntry {
  readonly name: string;
  readonly isFolder: boolean;
  readonly packed: boolean;
  readonly crc: number;
  /** Bytes in the archive and unpacked, as the directory says; unpacking proves the latter. */
  readonly compressed: number;
  readonly size: number;
  /** Where its bytes begin. */
  readonly from: number;
}

const mostEntries = 5_000;
const mostDirectory = 4 * 1024 * 1024;
const mostUnpacked = 200 * 1024 * 1024;
/** Tables of numbers pack 20 to 50 times; deflate ends at 1032. */
const mostRatio = 200;
const ratioMatters = 1024 * 1024;

/**
 * Reads the directory of a zip (APPNOTE 6.3), strictly: the archive is the whole file, local heads say what the directory says,
 * entries do not overlap (so that no few bytes unpack many times), and nothing is encrypted or spread over disks.
 *
 * @param what Chinese name of the type, for the words of a refusal.
 * @throws HallError invalid `material/damaged`, `material/polyglot`, `material/bomb`, `material/locked`.
 */
export async function readZip(source: Source, what: string): Promise<readonly ZipEntry[]> {
  const end = await endRecord(source, what);
  const directory = await source.read(end.from, end.size);
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let count = 0; count < end.entries; count += 1) {
    if (directory.length < at + 46 || directory.readUInt32LE(at) !== 0x02014b50) throw damaged(what);
    const length = directory.readUInt16LE(at + 28);
    const next = at + 46 + length + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    entries.push(await readEntry(source, directory.subarray(at, next), length, what));
    at = next;
  }
  if (at !== directory.length) throw damaged(what);
  refuseOverlaps(entries, end.from, what);
  refuseBomb(entries);
  return entries;
}

async function endRecord(source: Source, what: string) {
  const tail = await source.read(Math.max(0, source.size - 65_557), 65_557);
  const at = tail.lastIndexOf("PK\u0005\u0006");
  if (at < 0 || at + 22 > tail.length) throw damaged(what);
  if (at + 22 + tail.readUInt16LE(at + 20) !== tail.length) throw polyglot(what, "别的内容");
  const entries = tail.readUInt16LE(at + 10);
  const size = tail.readUInt32LE(at + 12);
  const from = tail.readUInt32LE(at + 16);
  if (tail.readUInt16LE(at + 4) !== 0 || tail.readUInt16LE(at + 8) !== entries) throw damaged(what);
  if (entries > mostEntries || size > mostDirectory) throw bomb();
  // Anything before the first entry would move the directory: then the file is something else as well.
  if (from + size !== source.size - tail.length + at) throw polyglot(what, "别的内容");
  return { entries, size, from };
}

async function readEntry(source: Source, record: Buffer, length: number, what: string): Promise<ZipEntry> {
  if (record.length < 46 + length) throw damaged(what);
  const flags = record.readUInt16LE(8);
  const method = record.readUInt16LE(10);
  if (flags & 0x2041) throw locked();
  if (method !== 0 && method !== 8) throw damaged(what);
  const raw = record.subarray(46, 46 + length);
  const at = record.readUInt32LE(42);
  const head = await source.read(at, 30 + length);
  if (head.length < 30 + length || head.readUInt32LE(0) !== 0x04034b50) throw damaged(what);
  if (head.readUInt16LE(26) !== length || !head.subarray(30).equals(raw)) throw damaged(what);
  const name = nameOf(raw, (flags & 0x800) !== 0, what);
  return {
    name,
    isFolder: name.endsWith("/"),
    packed: method === 8,
    crc: record.readUInt32LE(16),
    compressed: record.readUInt32LE(20),
    size: record.readUInt32LE(24),
    from: at + 30 + length + head.readUInt16LE(28),
  };
}

const gb18030 = new TextDecoder("gb18030");

function nameOf(raw: Buffer, isUtf8: boolean, what: string): string {
  const name = (isUtf8 ? raw.toString("utf8") : gb18030.decode(raw)).replaceAll("\\", "/");
  const isPath = name.startsWith("/") || /^[a-z]:/i.test(name) || name.split("/").includes("..");
  if (name === "" || name.includes("\0") || isPath) throw damaged(what);
  return name;
}

function refuseOverlaps(entries: readonly ZipEntry[], directory: number, what: string): void {
  const inOrder = entries.toSorted((one, other) => one.from - other.from);
  for (const [index, { from, compressed }] of inOrder.entries()) {
    if (from + compressed > (inOrder[index + 1]?.from ?? directory)) throw bomb();
  }
  if (new Set(entries.map(({ name }) => name)).size !== entries.length) throw damaged(what);
}

function refuseBomb(entries: readonly ZipEntry[]): void {
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  const isDense = ({ size, compressed }: ZipEntry) => size > ratioMatters && size > compressed * mostRatio;
  if (total > mostUnpacked || entries.some(isDense)) throw bomb();
}

/**
 * Unpacks an entry, piece by piece; its size and checksum must be those of the directory, so that a bomb cannot lie.
 *
 * @param keep so many bytes from the beginning are returned; the rest is only counted.
 * @throws HallError invalid `material/bomb`, `material/damaged`.
 */
export async function unpackEntry(source: Source, entry: ZipEntry, what: string, keep: number): Promise<Buffer> {
  const packed = piecesOf(source, entry.from, entry.from + entry.compressed);
  const pieces = entry.packed ? inflated(packed, what) : packed;
  const kept: Buffer[] = [];
  let size = 0;
  let crc = 0;
  for await (const piece of pieces) {
    if (size < keep) kept.push(piece.subarray(0, keep - size));
    size += piece.length;
    if (size > entry.size) throw bomb();
    crc = crc32(piece, crc);
  }
  if (size !== entry.size || crc !== entry.crc) throw damaged(what);
  return Buffer.concat(kept);
}

async function* inflated(packed: AsyncIterable<Buffer>, what: string): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw();
  const feed = (async () => {
    for await (const piece of packed) {
      if (inflate.destroyed) return;
      if (!inflate.write(piece)) await new Promise((resolve) => inflate.once("drain", resolve).once("close", resolve));
    }
    inflate.end();
  })();
  feed.catch((error: Error) => inflate.destroy(error));
  try {
    yield* inflate;
  } catch (error) {
    throw error instanceof Error && "errno" in error ? damaged(what) : error;
  } finally {
    inflate.destroy();
  }
}
