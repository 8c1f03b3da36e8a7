import { keepBlob } from "../kernel/blob/index.ts";
import type { HallCode } from "../kernel/codes/index.ts";
import { inTransaction, type Tx } from "../kernel/db/index.ts";
import { type Actor, takeToken, tooManyRequests, type UploadedFile } from "../kernel/http/index.ts";
import { newId } from "../kernel/ids/index.ts";
import { checkSize, type MaterialHouse, type ReceivedFile, receiveFile } from "./receive-file.ts";
import { uploaderOf } from "./rights.ts";
import { rulesOf, type UploadRules } from "./rules.ts";
import { type StoredFile, storedFile } from "./stored-file.ts";
import type { FileRow } from "./tables.ts";

/** How many files one account may begin to send in an hour: more than any case asks for, far less than fills a disk. */
const hourly = { limit: 300, windowSeconds: 3600 };

/** Counts one file of the uploader. @throws HallError unavailable `kernel/too-many-requests`. */
export async function countUpload(house: Pick<MaterialHouse, "db" | "clock">, uploader: string): Promise<void> {
  const token = await takeToken(house.db, `material/upload:${uploader}`, hourly, house.clock);
  if (!token.allowed) throw tooManyRequests(token.retryAfterSeconds);
}

/**
 * Stores one file somebody gave, for a hall. Equal content is stored once per hall; each giving is a file of its own, with its own
 * name and owner. Not linked within seven days, it is swept.
 *
 * @param file.within runs in the transaction that writes the file's row: the place to link it. It may run more than once.
 * @throws HallError as `receiveFile`; forbidden `material/not-signed-in`; unavailable `kernel/too-many-requests`; and what `within` throws.
 */
export async function storeFile(
  house: MaterialHouse,
  file: {
    hall: HallCode;
    by: Actor;
    name: string;
    stream: AsyncIterable<Uint8Array>;
    size?: number | undefined;
    rules?: Partial<UploadRules> | undefined;
    within?: ((tx: Tx, file: StoredFile) => Promise<void>) | undefined;
  },
): Promise<StoredFile> {
  const uploader = uploaderOf(file.by);
  await countUpload(house, uploader);
  const received = await receiveFile(house, file);
  return await inTransaction(house.db, async (tx) => {
    const stored = await recordFile(house, tx, received, uploader);
    await file.within?.(tx, stored);
    return stored;
  });
}

/**
 * Stores a file out of a form (`call.upload.files`): as `storeFile`, and what the form's limit cut off is refused.
 *
 * @throws HallError as `storeFile`; invalid `material/too-large`.
 */
export async function storeUpload(
  house: MaterialHouse,
  file: Omit<Parameters<typeof storeFile>[1], "name" | "stream" | "size"> & { upload: UploadedFile },
): Promise<StoredFile> {
  const { upload, ...rest } = file;
  return await storeFile(house, { ...rest, name: upload.name, stream: whole(upload, rulesOf(file.rules)) });
}

async function* whole(upload: UploadedFile, rules: UploadRules): AsyncGenerator<Uint8Array> {
  yield* upload.stream.iterator({ destroyOnReturn: false });
  if (upload.isCut()) checkSize(rules.mostBytes + 1, rules);
}

/** Writes the row of a received file, and keeps its content. @throws HallError conflict `blob/not-received`. */
export async function recordFile(
  house: MaterialHouse,
  tx: Tx,
  received: ReceivedFile,
  uploader: string,
): Promise<StoredFile> {
  const now = house.clock.now();
  const row: FileRow = {
    hall: received.blob.hall,
    id: newId(house.clock),
    sha256: received.blob.sha256,
    sm3: received.sm3,
    name: received.name,
    type: received.type,
    bytes: BigInt(received.blob.size),
    pages: received.pages ?? null,
    uploader,
    uploaded_at: now,
    unlinked_since: now,
    scan: received.scan,
    threat: null,
    scan_due_at: received.scan === "unscanned" ? now : null,
    scan_tries: 0,
  };
  await keepBlob(tx, received.blob);
  await tx.insertInto("material.file").values(row).execute();
  return storedFile(row);
}
