import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import type { Reader } from "../db/index.ts";
import { HallError } from "../errors/index.ts";
import type { BlobRef } from "./keep.ts";
import type { BlobFacts, BlobHouse } from "./receive.ts";
import { type ByteRange, blobKey } from "./store.ts";

/** A content, ready to be read. */
export interface OpenBlob extends BlobFacts {
  /** To be read to its end or destroyed. Its failures are HallError unavailable. */
  readonly stream: Readable;
}

/**
 * Opens a content for reading, whole or a part of it.
 *
 * @param options.range bytes `first` to `last`, both included.
 * @param options.verify hashes what is read; a content that is not what it was makes the stream fail before its end
 *   (`blob/damaged`), so that a download breaks off instead of succeeding. Only for the whole.
 * @throws HallError not-found `blob/not-found`; invalid `blob/bad-range`; unavailable `blob/missing`, `blob/store-away`.
 */
export async function openBlob(
  house: Pick<BlobHouse, "blobs">,
  db: Reader,
  ref: BlobRef,
  options: { range?: ByteRange; verify?: never } | { range?: never; verify?: boolean } = {},
): Promise<OpenBlob> {
  const row = await db
    .selectFrom("kernel.blob")
    .select(["size", "media_type", "month"])
    .where("hall", "=", ref.hall)
    .where("sha256", "=", ref.sha256)
    .where("state", "!=", "removing")
    .executeTakeFirst();
  if (!row) throw new HallError("not-found", "blob/not-found", "没有找到这个文件");
  const size = Number(row.size);
  const { range } = options;
  if (range && !fits(range, size)) throw new HallError("invalid", "blob/bad-range", "请求的范围超出文件大小", { size });

  const bytes = await house.blobs.read(blobKey(ref.hall, row.month, ref.sha256), range);
  const stream = options.verify ? verified(bytes, ref.sha256) : bytes;
  return { hall: ref.hall, sha256: ref.sha256, size, mediaType: row.media_type, stream };
}

function fits({ first, last }: ByteRange, size: number): boolean {
  return Number.isInteger(first) && Number.isInteger(last) && 0 <= first && first <= last && last < size;
}

function verified(source: Readable, sha256: string): Readable {
  async function* bytes() {
    const hash = createHash("sha256");
    for await (const chunk of source) {
      hash.update(chunk);
      yield chunk;
    }
    if (hash.digest("hex") !== sha256) {
      throw new HallError("unavailable", "blob/damaged", "文件内容与登记的不一致，我们已经记录", { sha256 });
    }
  }
  return Readable.from(bytes(), { objectMode: false });
}
