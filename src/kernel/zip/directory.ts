import { mostDirectory, mostEntries, mostRatio, type ZipRules } from "./rules.ts";
import type { Source } from "./source.ts";

/** One entry of an archive. */
export interface ZipEntry {
  readonly name: string;
  readonly isFolder: boolean;
  /** By deflate; otherwise stored as it is. */
  readonly isDeflated: boolean;
  readonly crc: number;
  /** Bytes in the archive and unpacked, as the directory says; unpacking proves the latter. */
  readonly compressed: number;
  readonly size: number;
  /** Where its bytes begin. */
  readonly from: number;
}

const longestEnd = 22 + 65_535;

/**
 * Reads the directory of a zip (APPNOTE 6.3), strictly: the archive is the whole file, local heads say what the directory says,
 * entries do not overlap (so that no few bytes unpack many times), and nothing is encrypted or spread over disks. Sizes of ZIP64
 * read as 4 GB here and are refused.
 *
 * @throws what `rules.refuse` makes of a fault.
 */
export async function readDirectory(source: Source, rules: ZipRules): Promise<readonly ZipEntry[]> {
  const end = await endRecord(source, rules);
  const directory = await source.read(end.from, end.size);
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let count = 0; count < end.entries; count += 1) {
    if (directory.length < at + 46 || directory.readUInt32LE(at) !== 0x02014b50) {
      throw rules.refuse("damaged", "directory");
    }
    const length = directory.readUInt16LE(at + 28);
    const next = at + 46 + length + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    entries.push(await readEntry(source, directory.subarray(at, next), length, rules));
    at = next;
  }
  if (at !== directory.length) throw rules.refuse("damaged", "length of the directory");
  refuseOverlaps(entries, end.from, rules);
  refuseBomb(entries, rules);
  return entries;
}

async function endRecord(source: Source, { refuse }: ZipRules) {
  const tail = await source.read(Math.max(0, source.size - longestEnd), longestEnd);
  const at = tail.lastIndexOf("PK\u0005\u0006");
  if (at < 0 || at + 22 > tail.length) throw refuse("damaged", "no directory");
  if (at + 22 + tail.readUInt16LE(at + 20) !== tail.length) throw refuse("foreign", "behind the archive");
  const entries = tail.readUInt16LE(at + 10);
  const size = tail.readUInt32LE(at + 12);
  const from = tail.readUInt32LE(at + 16);
  if (tail.readUInt16LE(at + 4) !== 0 || tail.readUInt16LE(at + 8) !== entries) throw refuse("damaged", "disks");
  if (entries > mostEntries || size > mostDirectory) throw refuse("bomb", "too many files");
  // Anything before the first entry would move the directory: then the file is something else as well.
  if (from + size !== source.size - tail.length + at) throw refuse("foreign", "before the archive");
  return { entries, size, from };
}

async function readEntry(source: Source, record: Buffer, length: number, { refuse }: ZipRules): Promise<ZipEntry> {
  if (record.length < 46 + length) throw refuse("damaged", "directory");
  const flags = record.readUInt16LE(8);
  const method = record.readUInt16LE(10);
  if (flags & 0x2041) throw refuse("locked", "encrypted");
  if (method !== 0 && method !== 8) throw refuse("damaged", "packed in an unknown way");
  const raw = record.subarray(46, 46 + length);
  const at = record.readUInt32LE(42);
  const head = await source.read(at, 30 + length);
  if (head.length < 30 + length || head.readUInt32LE(0) !== 0x04034b50) throw refuse("damaged", "local header");
  if (head.readUInt16LE(26) !== length || !head.subarray(30).equals(raw)) throw refuse("damaged", "two names");
  const name = nameOf(raw, (flags & 0x800) !== 0);
  if (name === undefined) throw refuse("damaged", "name");
  return {
    name,
    isFolder: name.endsWith("/"),
    isDeflated: method === 8,
    crc: record.readUInt32LE(16),
    compressed: record.readUInt32LE(20),
    size: record.readUInt32LE(24),
    from: at + 30 + length + head.readUInt16LE(28),
  };
}

const gb18030 = new TextDecoder("gb18030");

/** Undefined for a name that leads out of the archive. */
function nameOf(raw: Buffer, isUtf8: boolean): string | undefined {
  const name = (isUtf8 ? raw.toString("utf8") : gb18030.decode(raw)).replaceAll("\\", "/");
  const isPath = name.startsWith("/") || /^[a-z]:/i.test(name) || name.split("/").includes("..");
  return name === "" || name.includes("\0") || isPath ? undefined : name;
}

function refuseOverlaps(entries: readonly ZipEntry[], directory: number, { refuse }: ZipRules): void {
  const inOrder = entries.toSorted((one, other) => one.from - other.from);
  for (const [index, { from, compressed }] of inOrder.entries()) {
    if (from + compressed > (inOrder[index + 1]?.from ?? directory)) throw refuse("bomb", "overlap");
  }
  if (new Set(entries.map(({ name }) => name)).size !== entries.length) throw refuse("damaged", "a name twice");
}

function refuseBomb(entries: readonly ZipEntry[], { mostUnpacked, ratioFrom, refuse }: ZipRules): void {
  const isDense = ({ size, compressed }: ZipEntry) => size > ratioFrom && size > compressed * mostRatio;
  if (entries.some(isDense)) throw refuse("bomb", "ratio");
  if (entries.reduce((sum, { size }) => sum + size, 0) > mostUnpacked) throw refuse("large", "all together");
}
