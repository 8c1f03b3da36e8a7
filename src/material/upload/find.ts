import type { HallCode } from "../../kernel/codes/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import type { Actor } from "../../kernel/http/index.ts";
import type { MaterialHouse } from "../receive-file.ts";
import { uploaderOf } from "../rights.ts";
import type { UploadRow } from "../tables.ts";

/** Which upload, as its address says. */
export interface UploadKey {
  readonly hall: HallCode;
  readonly id: string;
  readonly door: string;
}

/**
 * The upload of an address, for the one who began it.
 *
 * @throws HallError not-found `material/no-upload`: there is none, it is somebody else's (which is not told apart), or its time is over.
 */
export async function requireUpload(
  house: Pick<MaterialHouse, "db" | "clock">,
  actor: Actor,
  key: UploadKey,
): Promise<UploadRow> {
  const row = await house.db
    .selectFrom("material.upload")
    .selectAll()
    .where("hall", "=", key.hall)
    .where("id", "=", key.id)
    .executeTakeFirst();
  const isOurs = row?.uploader === uploaderOf(actor) && row.door === key.door;
  if (!row || !isOurs || row.expires_at <= house.clock.now()) throw noUpload();
  return row;
}

/** The refusal of an upload that is not there. */
export function noUpload(): HallError {
  return new HallError("not-found", "material/no-upload", "这次上传已经过期或取消，请重新选择文件");
}
