import { type BlobFacts, receiveBlob } from "../../kernel/blob/index.ts";
import type { HallCode } from "../../kernel/codes/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import type { MaterialHouse } from "../receive-file.ts";
import type { UploadRow } from "../tables.ts";
import type { Checksum } from "./headers.ts";

/** Thrown to end a receipt of nothing, which is none. */
const nothing = new Error("no bytes came");

/**
 * Receives the next piece of an upload into the store. When the connection breaks, what came until then is the piece, so that the
 * sender goes on from there; with a checksum, which is over the whole piece, nothing of it counts.
 *
 * @returns undefined when no byte came.
 * @throws HallError invalid `material/too-much`, `material/checksum-mismatch`; unavailable `blob/…`.
 */
export async function receivePart(
  house: MaterialHouse,
  upload: UploadRow,
  body: AsyncIterable<Uint8Array>,
  checksum: Checksum | undefined,
): Promise<BlobFacts | undefined> {
  const left = Number(upload.length - upload.received);
  try {
    return await receiveBlob(house, {
      hall: upload.hall as HallCode,
      stream: untilBroken(body, left, checksum),
      mediaType: "application/octet-stream",
      limit: left,
    });
  } catch (error) {
    if (error === nothing) return undefined;
    throw error;
  }
}

async function* untilBroken(body: AsyncIterable<Uint8Array>, left: number, checksum: Checksum | undefined) {
  let size = 0;
  const bytes = body[Symbol.asyncIterator]();
  try {
    for (let next = await nextOf(bytes, checksum); next; next = await nextOf(bytes, checksum)) {
      size += next.byteLength;
      if (size > left) throw new HallError("invalid", "material/too-much", "发来的内容比说好的多");
      checksum?.update(next);
      yield next;
    }
  } finally {
    await bytes.return?.();
  }
  if (size === 0) throw nothing;
  if (checksum && !checksum.isRight()) {
    throw new HallError("invalid", "material/checksum-mismatch", "这一段在路上变了样，请重发");
  }
}

async function nextOf(
  bytes: AsyncIterator<Uint8Array>,
  checksum: Checksum | undefined,
): Promise<Uint8Array | undefined> {
  try {
    const next = await bytes.next();
    return next.done ? undefined : next.value;
  } catch (error) {
    if (checksum) throw error;
    return undefined;
  }
}
