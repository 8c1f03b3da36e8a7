import type { Clock } from "../clock/index.ts";
import type { HallCode } from "../codes/index.ts";
import type { Tx } from "../db/index.ts";
import { HallError } from "../errors/index.ts";

/** Which content. */
export interface BlobRef {
  readonly hall: HallCode;
  readonly sha256: string;
}

/**
 * Keeps a received content: once per row that refers to it, in the transaction that writes that row.
 *
 * @throws HallError conflict `blob/not-received`: never received, or swept because nobody kept it within 24 hours.
 */
export async function keepBlob(tx: Tx, ref: BlobRef): Promise<void> {
  const kept = await tx
    .updateTable("kernel.blob")
    .set((blob) => ({ state: "stored", uses: blob("uses", "+", 1) }))
    .where("hall", "=", ref.hall)
    .where("sha256", "=", ref.sha256)
    .where("state", "!=", "removing")
    .returning("sha256")
    .executeTakeFirst();
  if (!kept) throw new HallError("conflict", "blob/not-received", "文件没有上传成功或已过期，请重新上传");
}

/**
 * Ends one keeping, in the transaction that deletes the row which referred to it. What nobody keeps any more is deleted
 * 24 hours later.
 *
 * @throws RangeError when nobody keeps it: the caller's counting is wrong.
 */
export async function releaseBlob(house: { clock: Clock }, tx: Tx, ref: BlobRef): Promise<void> {
  const released = await tx
    .updateTable("kernel.blob")
    .set((blob) => ({
      uses: blob("uses", "-", 1),
      state: blob
        .case()
        .when("uses", "=", 1)
        .then("pending" as const)
        .else("stored" as const)
        .end(),
      touched_at: house.clock.now(),
    }))
    .where("hall", "=", ref.hall)
    .where("sha256", "=", ref.sha256)
    .where("uses", ">", 0)
    .returning("sha256")
    .executeTakeFirst();
  if (!released) throw new RangeError("a blob was released that nobody keeps");
}
