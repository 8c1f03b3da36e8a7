import type { HallCode } from "../../kernel/codes/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import type { Actor } from "../../kernel/http/index.ts";
import { newId } from "../../kernel/ids/index.ts";
import { checkName, checkSize, type MaterialHouse } from "../receive-file.ts";
import { uploaderOf } from "../rights.ts";
import { rulesOf, type UploadRules } from "../rules.ts";
import { countUpload } from "../store-file.ts";
import type { UploadRow } from "../tables.ts";

/** So long an upload waits for its next piece. */
export const uploadHours = 24;

/** When an upload touched now expires. */
export function expiryOf(house: Pick<MaterialHouse, "clock">): Date {
  return new Date(house.clock.now().getTime() + uploadHours * 3_600_000);
}

/**
 * Begins an upload in pieces. Name and size are held against the rules now, so that nobody sends 100 MB for a refusal.
 *
 * @param upload.door where it is begun; it is continued there and nowhere else.
 * @throws HallError as `checkName` and `checkSize`; forbidden `material/not-signed-in`; unavailable `kernel/too-many-requests`.
 */
export async function beginUpload(
  house: MaterialHouse,
  actor: Actor,
  upload: { hall: HallCode; door: string; name: string; length: number; rules?: Partial<UploadRules> | undefined },
): Promise<UploadRow> {
  const uploader = uploaderOf(actor);
  const rules = rulesOf(upload.rules);
  checkName(upload.name, rules);
  checkSize(upload.length, rules);
  await countUpload(house, uploader);
  const row: UploadRow = {
    hall: upload.hall,
    id: newId(house.clock),
    uploader,
    door: upload.door,
    name: upload.name,
    types: [...rules.types],
    length: BigInt(upload.length),
    received: 0n,
    parts: 0,
    file_id: null,
    created_at: house.clock.now(),
    expires_at: expiryOf(house),
  };
  await inTransaction(house.db, async (tx) => {
    await tx.insertInto("material.upload").values(row).execute();
  });
  return row;
}
