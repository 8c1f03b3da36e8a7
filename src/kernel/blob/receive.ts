import { rm } from "node:fs/promises";
import { dayOf } from "../calendar/index.ts";
import type { Clock } from "../clock/index.ts";
import type { HallCode } from "../codes/index.ts";
import { type Db, runStatement } from "../db/index.ts";
import { HallError } from "../errors/index.ts";
import { spool } from "./spool.ts";
import { type BlobStore, blobKey, type SpooledFile } from "./store.ts";

/** What this room needs of the house. */
export interface BlobHouse {
  readonly db: Db;
  readonly clock: Clock;
  readonly blobs: BlobStore;
}

/** A content of a hall: what other rows refer to it by, and what is known of it. */
export interface BlobFacts {
  readonly hall: HallCode;
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  /** As named at its first receipt; a row that refers to it keeps the name and type it was uploaded under itself. */
  readonly mediaType: string;
}

/**
 * Receives a file: streamed to the disk, counted and hashed on the way, then put into the store. Before the store gets
 * it, a row `pending` says so, so that nothing can lie in the store that no row knows of. The same content of a hall is
 * one row and one object. Whoever wants it to stay calls `keepBlob` within 24 hours, in the transaction of its own row.
 *
 * Outside of transactions: it takes as long as the sender does.
 *
 * @param file.limit most bytes, enforced while they come.
 * @param file.mediaType the type, or who decides it (or refuses, by throwing) when the file lies whole on the disk and nothing of it
 *   is in the store yet; it may read `path`, and leaves the file where it is.
 * @throws HallError invalid `blob/too-large`, `blob/bad-media-type`; unavailable `blob/store-away`, `blob/store-full`,
 *   `blob/busy` (the same content is being removed at this moment); and what the stream throws.
 */
export async function receiveBlob(
  house: BlobHouse,
  file: {
    hall: HallCode;
    stream: AsyncIterable<Uint8Array>;
    mediaType: string | ((file: SpooledFile) => Promise<string>);
    limit: number;
  },
): Promise<BlobFacts> {
  if (typeof file.mediaType === "string") checkMediaType(file.mediaType);
  const spooled = await spool(file.stream, {
    folder: house.blobs.spoolFolder,
    limit: file.limit,
    clock: house.clock,
  });
  try {
    const decided = typeof file.mediaType === "string" ? file.mediaType : await file.mediaType(spooled);
    const { month, mediaType } = await note(house, file.hall, checkMediaType(decided), spooled);
    await house.blobs.put(blobKey(file.hall, month, spooled.sha256), spooled);
    return { hall: file.hall, sha256: spooled.sha256, size: spooled.size, mediaType };
  } finally {
    await rm(spooled.path, { force: true });
  }
}

const mediaTypeForm = /^[a-z]+\/[a-z0-9][a-z0-9.+-]{0,100}$/;

function checkMediaType(mediaType: string): string {
  if (mediaTypeForm.test(mediaType)) return mediaType;
  throw new HallError("invalid", "blob/bad-media-type", "文件类型不对，请换一个文件");
}

async function note(house: BlobHouse, hall: HallCode, mediaType: string, file: SpooledFile) {
  const now = house.clock.now();
  const month = dayOf(now).slice(0, 7).replace("-", "");
  // A content that is there is touched, never skipped: the write makes the old row as durable as a new one, and gives
  // a pending one another 24 hours.
  const text = `
    INSERT INTO kernel.blob (hall, sha256, size, media_type, month, state, created_at, touched_at)
    VALUES ($1, $2, $3, $4, $5, 'pending', $6, $6)
    ON CONFLICT (hall, sha256) DO UPDATE SET
      touched_at = CASE WHEN blob.state = 'removing' THEN blob.touched_at ELSE GREATEST(blob.touched_at, excluded.touched_at) END
    RETURNING month, state, media_type AS "mediaType"`;
  const rows = await runStatement<{ month: string; state: string; mediaType: string }>(house.db, text, [
    hall,
    file.sha256,
    file.size,
    mediaType,
    month,
    now,
  ]);
  const row = rows[0];
  if (!row || row.state === "removing") {
    throw new HallError("unavailable", "blob/busy", "这个文件正在清理，请稍后再传");
  }
  return row;
}
