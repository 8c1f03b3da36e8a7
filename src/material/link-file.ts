import type { HallCode } from "../kernel/codes/index.ts";
import type { Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import type { MaterialHouse } from "./receive-file.ts";

/** A file and what refers to it, e.g. `case:<id>`; the module that links chooses the text. */
export interface FileUse {
  readonly hall: HallCode;
  readonly id: Id;
  readonly use: string;
}

/**
 * Says that something refers to a file, in the transaction of what does: from now on it is not swept. Saying it twice is once.
 *
 * @throws HallError not-found `material/no-file`: never there, or swept.
 */
export async function linkFile(house: Pick<MaterialHouse, "clock">, tx: Tx, link: FileUse): Promise<void> {
  // The file's row first: whoever links, unlinks or sweeps it at the same time waits here.
  const found = await tx
    .updateTable("material.file")
    .set({ unlinked_since: null })
    .where("hall", "=", link.hall)
    .where("id", "=", link.id)
    .returning("id")
    .executeTakeFirst();
  if (!found) throw noFile();
  await tx
    .insertInto("material.link")
    .values({ hall: link.hall, file_id: link.id, use: link.use, linked_at: house.clock.now() })
    .onConflict((conflict) => conflict.columns(["hall", "file_id", "use"]).doNothing())
    .execute();
}

/**
 * Takes a reference back. When it was the last, the file is swept seven days later. A reference that is not there is no error.
 *
 * @throws HallError not-found `material/no-file`.
 */
export async function unlinkFile(house: Pick<MaterialHouse, "clock">, tx: Tx, link: FileUse): Promise<void> {
  const file = await tx
    .selectFrom("material.file")
    .select("unlinked_since")
    .where("hall", "=", link.hall)
    .where("id", "=", link.id)
    .forUpdate()
    .executeTakeFirst();
  if (!file) throw noFile();
  if (file.unlinked_since !== null) return;
  await tx
    .deleteFrom("material.link")
    .where("hall", "=", link.hall)
    .where("file_id", "=", link.id)
    .where("use", "=", link.use)
    .execute();
  const other = await tx
    .selectFrom("material.link")
    .select("use")
    .where("hall", "=", link.hall)
    .where("file_id", "=", link.id)
    .limit(1)
    .executeTakeFirst();
  if (other) return;
  await tx
    .updateTable("material.file")
    .set({ unlinked_since: house.clock.now() })
    .where("hall", "=", link.hall)
    .where("id", "=", link.id)
    .execute();
}

/** The refusal of a file that is not there. */
export function noFile(): HallError {
  return new HallError("not-found", "material/no-file", "没有找到这个文件，可能已经清理；请重新上传");
}
