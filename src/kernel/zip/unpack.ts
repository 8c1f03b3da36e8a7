import { Readable } from "node:stream";
import { crc32, createInflateRaw } from "node:zlib";
import type { ZipEntry } from "./directory.ts";
import type { ZipRules } from "./rules.ts";
import { piecesOf, type Source } from "./source.ts";

/**
 * Unpacks an entry, piece by piece; its size and checksum must be those of the directory, so that a bomb cannot lie. What was
 * given before the last piece is not proved yet.
 *
 * @throws what `rules.refuse` makes of a fault.
 */
export async function* unpackEntry(source: Source, entry: ZipEntry, { refuse }: ZipRules): AsyncGenerator<Buffer> {
  const packed = piecesOf(source, entry.from, entry.from + entry.compressed);
  let size = 0;
  let crc = 0;
  for await (const piece of entry.isDeflated ? inflated(packed, refuse) : packed) {
    size += piece.length;
    if (size > entry.size) throw refuse("longer", entry.name);
    crc = crc32(piece, crc);
    yield piece;
  }
  if (size !== entry.size || crc !== entry.crc) throw refuse("damaged", entry.name);
}

/**
 * The beginning of an entry, the whole of which is unpacked and proved.
 *
 * @param keep so many bytes at most are held and returned.
 * @throws what `rules.refuse` makes of a fault.
 */
export async function unpackBeginning(source: Source, entry: ZipEntry, rules: ZipRules, keep: number): Promise<Buffer> {
  const kept: Buffer[] = [];
  let size = 0;
  for await (const piece of unpackEntry(source, entry, rules)) {
    if (size < keep) kept.push(piece.subarray(0, keep - size));
    size += piece.length;
  }
  return Buffer.concat(kept);
}

const pieceBytes = 64 * 1024;

async function* inflated(packed: AsyncIterable<Buffer>, refuse: ZipRules["refuse"]): AsyncGenerator<Buffer> {
  const pieces = Readable.from(packed, { objectMode: false });
  const inflate = pieces.pipe(createInflateRaw({ chunkSize: pieceBytes }));
  pieces.on("error", (error) => inflate.destroy(error));
  try {
    yield* inflate;
  } catch (error) {
    const isOfZlib = error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
    throw isOfZlib ? refuse("damaged", "deflate") : error;
  } finally {
    pieces.destroy();
    inflate.destroy();
  }
}
