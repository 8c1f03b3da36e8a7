import type { HallCode } from "../codes/index.ts";
import { runStatement, scatter } from "../db/index.ts";
import { type OutboxHouse, type Schedule, schedule } from "../outbox/index.ts";
import type { BlobHouse } from "./receive.ts";
import { sweepSpool } from "./spool.ts";
import { blobKey } from "./store.ts";

/** So long may a received content wait to be kept. */
const graceMs = 86_400_000;
/** Of one hall in one run; the next run takes the rest. */
const batch = 500;

/**
 * Deletes what nobody has kept for 24 hours, object first and row last, so that no object is ever without a row. A row
 * is marked `removing` before: from then on the content can be neither kept nor received until it is gone. A run that
 * was broken off is finished by the next.
 *
 * @returns how many contents went.
 */
export async function sweepBlobs(house: BlobHouse): Promise<number> {
  const before = new Date(house.clock.now().getTime() - graceMs);
  await sweepSpool(house.blobs.spoolFolder, before);
  const halls = await scatter(
    house.db
      .selectFrom("kernel.blob")
      .select("hall")
      .distinct()
      .where("state", "!=", "stored")
      .where("touched_at", "<", before),
    "which halls have files that nobody keeps",
  ).execute();
  let removed = 0;
  for (const { hall } of halls) removed += await sweepHall(house, hall as HallCode, before);
  return removed;
}

async function sweepHall(house: BlobHouse, hall: HallCode, before: Date): Promise<number> {
  const unkept = await house.db
    .selectFrom("kernel.blob")
    .select("sha256")
    .where("hall", "=", hall)
    .where("state", "!=", "stored")
    .where("touched_at", "<", before)
    .orderBy("touched_at")
    .limit(batch)
    .execute();
  let removed = 0;
  for (const { sha256 } of unkept) {
    // Asked again while it is written: it may have been kept, or received anew, since it was listed.
    const marked = await runStatement<{ month: string }>(house.db, markText, [hall, sha256, before]);
    const month = marked[0]?.month;
    if (month === undefined) continue;
    await house.blobs.remove(blobKey(hall, month, sha256));
    await runStatement(house.db, deleteText, [hall, sha256]);
    removed += 1;
  }
  return removed;
}

const markText = `
  UPDATE kernel.blob SET state = 'removing'
  WHERE hall = $1 AND sha256 = $2 AND state <> 'stored' AND touched_at < $3 RETURNING month`;

const deleteText = "DELETE FROM kernel.blob WHERE hall = $1 AND sha256 = $2 AND state = 'removing'";

/** The room's regular work, for the house's list. */
export const blobSchedules: readonly Schedule<OutboxHouse & BlobHouse>[] = [
  schedule({
    name: "kernel.sweep-blobs",
    every: { minutes: 60 },
    outside: (house: OutboxHouse & BlobHouse) => sweepBlobs(house),
    limitMs: 30 * 60_000,
  }),
];
