import { releaseBlob } from "../../kernel/blob/index.ts";
import type { HallCode } from "../../kernel/codes/index.ts";
import type { Tx } from "../../kernel/db/index.ts";
import type { MaterialHouse } from "../receive-file.ts";

/**
 * Ends an upload and lets go of its pieces; a file it became stays.
 *
 * @param upload.expiredBefore only when it expired before this instant, `at` only when it has received so much and is no file yet:
 *   asked while the row is locked.
 * @returns whether there was one.
 */
export async function cancelUpload(
  house: Pick<MaterialHouse, "clock">,
  tx: Tx,
  upload: { hall: HallCode; id: string; expiredBefore?: Date; at?: bigint },
): Promise<boolean> {
  let query = tx.selectFrom("material.upload").select("id").where("hall", "=", upload.hall).where("id", "=", upload.id);
  if (upload.expiredBefore) query = query.where("expires_at", "<", upload.expiredBefore);
  if (upload.at !== undefined) query = query.where("received", "=", upload.at).where("file_id", "is", null);
  const found = await query.forUpdate().executeTakeFirst();
  if (!found) return false;
  await releaseParts(house, tx, upload);
  await tx.deleteFrom("material.upload").where("hall", "=", upload.hall).where("id", "=", upload.id).execute();
  return true;
}

/** Lets go of the pieces of an upload whose row is locked. */
export async function releaseParts(
  house: Pick<MaterialHouse, "clock">,
  tx: Tx,
  upload: { hall: HallCode; id: string },
): Promise<void> {
  const parts = await tx
    .deleteFrom("material.upload_part")
    .where("hall", "=", upload.hall)
    .where("upload_id", "=", upload.id)
    .returning("sha256")
    .execute();
  // In one order for all: two uploads of the same pieces must not wait for each other.
  const contents = parts.map(({ sha256 }) => sha256).sort();
  for (const sha256 of contents) await releaseBlob(house, tx, { hall: upload.hall, sha256 });
}
