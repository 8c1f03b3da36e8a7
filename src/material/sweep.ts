import { releaseBlob } from "../kernel/blob/index.ts";
import type { HallCode } from "../kernel/codes/index.ts";
import { inTransaction, scatter } from "../kernel/db/index.ts";
import type { MaterialHouse } from "./receive-file.ts";
import { cancelUpload } from "./upload/index.ts";

const dayMs = 86_400_000;
/** So long a file may lie without anything that refers to it. */
export const unlinkedDays = 7;
/** Of one hall in one run; the next run takes the rest. */
const batch = 500;

/** Removes files nothing has referred to for seven days, and uploads that were not continued in time. @returns how many of each. */
export async function sweepFiles(house: MaterialHouse): Promise<{ files: number; uploads: number }> {
  const now = house.clock.now();
  const before = new Date(now.getTime() - unlinkedDays * dayMs);
  let [files, uploads] = [0, 0];
  for (const hall of await hallsWithUnlinked(house, before)) files += await sweepHall(house, hall, before);
  for (const hall of await hallsWithExpired(house, now)) uploads += await sweepUploads(house, hall, now);
  return { files, uploads };
}

async function hallsWithUnlinked(house: MaterialHouse, before: Date): Promise<HallCode[]> {
  const rows = await scatter(
    house.db.selectFrom("material.file").select("hall").distinct().where("unlinked_since", "<", before),
    "which halls have files that nothing refers to",
  ).execute();
  return rows.map(({ hall }) => hall as HallCode);
}

async function hallsWithExpired(house: MaterialHouse, now: Date): Promise<HallCode[]> {
  const rows = await scatter(
    house.db.selectFrom("material.upload").select("hall").distinct().where("expires_at", "<", now),
    "which halls have uploads that were not continued",
  ).execute();
  return rows.map(({ hall }) => hall as HallCode);
}

async function sweepHall(house: MaterialHouse, hall: HallCode, before: Date): Promise<number> {
  const unlinked = await house.db
    .selectFrom("material.file")
    .select("id")
    .where("hall", "=", hall)
    .where("unlinked_since", "<", before)
    .orderBy("unlinked_since")
    .limit(batch)
    .execute();
  let swept = 0;
  for (const { id } of unlinked) {
    const isSwept = await inTransaction(house.db, async (tx) => {
      // Asked again while it is deleted: it may have been linked since it was listed.
      const gone = await tx
        .deleteFrom("material.file")
        .where("hall", "=", hall)
        .where("id", "=", id)
        .where("unlinked_since", "<", before)
        .returning("sha256")
        .executeTakeFirst();
      if (gone) await releaseBlob(house, tx, { hall, sha256: gone.sha256 });
      return gone !== undefined;
    });
    if (isSwept) swept += 1;
  }
  return swept;
}

async function sweepUploads(house: MaterialHouse, hall: HallCode, now: Date): Promise<number> {
  const expired = await house.db
    .selectFrom("material.upload")
    .select("id")
    .where("hall", "=", hall)
    .where("expires_at", "<", now)
    .orderBy("expires_at")
    .limit(batch)
    .execute();
  let swept = 0;
  for (const { id } of expired) {
    if (await inTransaction(house.db, (tx) => cancelUpload(house, tx, { hall, id, expiredBefore: now }))) swept += 1;
  }
  return swept;
}
