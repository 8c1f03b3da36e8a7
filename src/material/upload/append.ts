import { type BlobFacts, keepBlob, openBlob } from "../../kernel/blob/index.ts";
import type { HallCode } from "../../kernel/codes/index.ts";
import { inTransaction, type Tx } from "../../kernel/db/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import type { Actor } from "../../kernel/http/index.ts";
import { type MaterialHouse, receiveFile } from "../receive-file.ts";
import { recordFile } from "../store-file.ts";
import type { StoredFile } from "../stored-file.ts";
import type { UploadRow } from "../tables.ts";
import { expiryOf } from "./begin.ts";
import { cancelUpload, releaseParts } from "./cancel.ts";
import { requireUpload, type UploadKey } from "./find.ts";
import type { Checksum } from "./headers.ts";
import { receivePart } from "./receive-part.ts";

/** A file in more pieces was cut to make work. */
const mostParts = 2_000;

/** How far an upload is. */
export interface Progress {
  readonly received: number;
  /** When it expires unless it goes on. */
  readonly expiresAt: Date;
  /** When it is complete. */
  readonly file?: StoredFile;
}

/**
 * Takes the next piece. Each is durable before it is acknowledged, on whatever machine it arrives. With the last one the file is
 * put together, judged and stored; a file that is refused ends its upload. Until the file stands, the last piece does not count:
 * after a crash the sender sends it again.
 *
 * @param piece.from what the sender believes has been received; @param piece.stored runs in the transaction that writes the file.
 * @throws HallError not-found `material/no-upload`; conflict `material/offset-mismatch`; invalid `material/too-many-parts`; as
 *   `receivePart` and `receiveFile`.
 */
export async function appendPiece(
  house: MaterialHouse,
  actor: Actor,
  key: UploadKey,
  piece: {
    from: number;
    body: AsyncIterable<Uint8Array>;
    checksum?: Checksum | undefined;
    stored: (tx: Tx, file: StoredFile) => Promise<void>;
  },
): Promise<Progress> {
  const upload = await requireUpload(house, actor, key);
  if (upload.file_id !== null || Number(upload.received) !== piece.from) throw otherOffset();
  if (upload.parts >= mostParts) {
    throw new HallError("invalid", "material/too-many-parts", "文件分得太碎，请重新上传");
  }
  const part = await receivePart(house, upload, piece.body, piece.checksum);
  if (!part) return { received: piece.from, expiresAt: upload.expires_at };
  if (piece.from + part.size < Number(upload.length)) return await keepPart(house, upload, part);
  return await finish(house, upload, part, piece.stored);
}

async function keepPart(house: MaterialHouse, upload: UploadRow, part: BlobFacts): Promise<Progress> {
  const expiresAt = expiryOf(house);
  const received = upload.received + BigInt(part.size);
  await inTransaction(house.db, async (tx) => {
    await advance(tx, upload, { received, parts: upload.parts + 1, expires_at: expiresAt });
    await keepBlob(tx, part);
    await tx
      .insertInto("material.upload_part")
      .values({
        hall: upload.hall,
        upload_id: upload.id,
        first_byte: upload.received,
        bytes: BigInt(part.size),
        sha256: part.sha256,
      })
      .execute();
  });
  return { received: Number(received), expiresAt };
}

async function finish(
  house: MaterialHouse,
  upload: UploadRow,
  last: BlobFacts,
  stored: (tx: Tx, file: StoredFile) => Promise<void>,
): Promise<Progress> {
  const hall = upload.hall as HallCode;
  const length = Number(upload.length);
  const rules = { types: upload.types, mostBytes: length };
  const received = await orCancelled(house, upload, () =>
    receiveFile(house, { hall, name: upload.name, stream: joined(house, upload, last), rules }),
  );
  const file = await inTransaction(house.db, async (tx) => {
    const made = await recordFile(house, tx, received, upload.uploader);
    await advance(tx, upload, { received: upload.length, file_id: made.id });
    await releaseParts(house, tx, { hall, id: upload.id });
    await stored(tx, made);
    return made;
  });
  return { received: length, expiresAt: upload.expires_at, file };
}

/** A content that is refused stays refused, whatever piece is sent again; unless another piece has come in its place. */
async function orCancelled<T>(house: MaterialHouse, upload: UploadRow, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof HallError && error.kind === "invalid") {
      const { hall, id, received } = upload;
      await inTransaction(house.db, (tx) => cancelUpload(house, tx, { hall: hall as HallCode, id, at: received }));
    }
    throw error;
  }
}

async function* joined(house: MaterialHouse, upload: UploadRow, last: BlobFacts): AsyncGenerator<Uint8Array> {
  const hall = upload.hall as HallCode;
  const parts = await house.db
    .selectFrom("material.upload_part")
    .select("sha256")
    .where("hall", "=", hall)
    .where("upload_id", "=", upload.id)
    // Another piece may have come since the upload was read; this one then does not count, and neither may its content.
    .where("first_byte", "<", upload.received)
    .orderBy("first_byte")
    .execute();
  for (const { sha256 } of [...parts, last]) {
    yield* (await openBlob(house, house.db, { hall, sha256 }, { verify: true })).stream;
  }
}

/** Moves the upload on, unless somebody else has since it was read. */
async function advance(
  tx: Tx,
  upload: UploadRow,
  change: Partial<Pick<UploadRow, "received" | "parts" | "expires_at" | "file_id">>,
): Promise<void> {
  const moved = await tx
    .updateTable("material.upload")
    .set(change)
    .where("hall", "=", upload.hall)
    .where("id", "=", upload.id)
    .where("received", "=", upload.received)
    .where("file_id", "is", null)
    .returning("id")
    .executeTakeFirst();
  if (!moved) throw otherOffset();
}

function otherOffset(): HallError {
  return new HallError("conflict", "material/offset-mismatch", "上传的进度对不上，请先问一下已经收到多少");
}
