import type { FileHandle } from "node:fs/promises";

/** Bytes that can be read from anywhere, so that a large file is judged without lying in memory. */
export interface Source {
  /** Bytes. */
  readonly size: number;
  /** At most `length` bytes from `at`; fewer at the end. */
  read(at: number, length: number): Promise<Buffer>;
}

/** A file on the disk. The caller closes it. */
export function fileSource(file: FileHandle, size: number): Source {
  return {
    size,
    async read(at, length) {
      const wanted = Math.max(0, Math.min(length, size - at));
      const buffer = Buffer.allocUnsafe(wanted);
      let filled = 0;
      while (filled < wanted) {
        const { bytesRead } = await file.read(buffer, filled, wanted - filled, at + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return buffer.subarray(0, filled);
    },
  };
}

/** Bytes in memory. */
export function bufferSource(bytes: Buffer): Source {
  return { size: bytes.length, read: async (at, length) => bytes.subarray(at, at + length) };
}

const stride = 256 * 1024;

/** Reads from one place to another in pieces of 256 KB. */
export async function* piecesOf(source: Source, from = 0, to = source.size): AsyncGenerator<Buffer> {
  for (let at = from; at < to; at += stride) yield await source.read(at, Math.min(stride, to - at));
}
