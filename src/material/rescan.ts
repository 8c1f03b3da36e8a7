import { openBlob } from "../kernel/blob/index.ts";
import type { HallCode } from "../kernel/codes/index.ts";
import { inTransaction, scatter } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { MaterialHouse } from "./receive-file.ts";
import { clamdScanner, type Scanner } from "./scan/index.ts";
import { infectionFound } from "./topics.ts";

const batch = 200;
const minuteMs = 60_000;
/** A content the scanner refuses again and again (too large for it) is asked about less and less, at last once a day. */
const longestWaitMs = 86_400_000;

/**
 * Scans what was taken in while the scanner was away, or before there was one. A virus found now closes all files of that content
 * and is told (`material.infection-found`).
 *
 * @returns how many contents were judged.
 */
export async function scanWaiting(house: MaterialHouse): Promise<number> {
  if (!house.config.scanner) return 0;
  const scanner = clamdScanner(house.config.scanner);
  const now = house.clock.now();
  const halls = await scatter(
    house.db.selectFrom("material.file").select("hall").distinct().where("scan_due_at", "<=", now),
    "which halls have files that wait for the scanner",
  ).execute();
  let judged = 0;
  for (const { hall } of halls) judged += await scanHall(house, scanner, hall as HallCode, now);
  return judged;
}

async function scanHall(house: MaterialHouse, scanner: Scanner, hall: HallCode, now: Date): Promise<number> {
  const waiting = await house.db
    .selectFrom("material.file")
    .select(["sha256", (each) => each.fn.max("scan_tries").as("tries")])
    .where("hall", "=", hall)
    .where("scan_due_at", "<=", now)
    .groupBy("sha256")
    .limit(batch)
    .execute();
  let judged = 0;
  for (const { sha256, tries } of waiting) {
    if (await scanContent(house, scanner, { hall, sha256 }, Number(tries))) judged += 1;
  }
  return judged;
}

interface Content {
  readonly hall: HallCode;
  readonly sha256: string;
}

async function scanContent(house: MaterialHouse, scanner: Scanner, content: Content, tries: number): Promise<boolean> {
  try {
    const { stream } = await openBlob(house, house.db, content);
    const verdict = await scanner.scan(stream);
    if (verdict.clean) await note(house, content, null);
    else await note(house, content, verdict.threat);
    return true;
  } catch (error) {
    if (!(error instanceof HallError) || error.kind !== "unavailable") throw error;
    house.log.warn({ code: error.code, why: error.details.why, tries }, "补查没有结果，过一会儿再查");
    await postpone(house, content, tries);
    return false;
  }
}

async function note(house: MaterialHouse, { hall, sha256 }: Content, threat: string | null): Promise<void> {
  await inTransaction(house.db, async (tx) => {
    const files = await tx
      .updateTable("material.file")
      .set({ scan: threat === null ? "clean" : "infected", threat, scan_due_at: null })
      .where("hall", "=", hall)
      .where("sha256", "=", sha256)
      .where("scan", "=", "unscanned")
      .returning("id")
      .execute();
    if (threat === null || files.length === 0) return;
    const ids = files.map(({ id }) => id);
    const links = await tx
      .selectFrom("material.link")
      .select("use")
      .distinct()
      .where("hall", "=", hall)
      .where("file_id", "in", ids)
      .limit(1000)
      .execute();
    const uses = links.map(({ use }) => use);
    const payload = { hall, sha256, threat, files: ids.slice(0, 1000), uses };
    await house.outbox.publish(tx, { hall, topic: infectionFound, payload });
  });
}

async function postpone(house: MaterialHouse, { hall, sha256 }: Content, tries: number): Promise<void> {
  const waitMs = Math.min(longestWaitMs, 10 * minuteMs * 2 ** Math.min(tries, 10));
  const due = new Date(house.clock.now().getTime() + waitMs);
  await inTransaction(house.db, async (tx) => {
    await tx
      .updateTable("material.file")
      .set((file) => ({ scan_due_at: due, scan_tries: file("scan_tries", "+", 1) }))
      .where("hall", "=", hall)
      .where("sha256", "=", sha256)
      .where("scan", "=", "unscanned")
      .execute();
  });
}
