import { CompiledQuery } from "kysely";
import type { HallCode } from "../codes/index.ts";
import { type Db, type Reader, runStatement } from "../db/index.ts";
import type { Id } from "../ids/index.ts";

/** A delivery this process may work on until `leased_until`. */
export interface Leased {
  readonly hall: HallCode;
  readonly id: Id;
  readonly event_id: Id;
  readonly topic: string;
  readonly subscriber: string;
  readonly lane: string | null;
  readonly payload: unknown;
  readonly due_at: Date;
  readonly attempts: number;
  readonly faults: number;
  readonly failing_since: Date | null;
  readonly touched: number;
  readonly lease_owner: Id;
}

/**
 * Halls that have something due: the one statement that looks at all halls. On a spread-out database it fails while any
 * machine of it is down, so the worker then goes on with the halls it knows.
 */
export async function findDueHalls(db: Reader, now: Date): Promise<HallCode[]> {
  const found = await db.executeQuery<{ hall: HallCode }>(CompiledQuery.raw(dueHalls, [now]));
  return found.rows.map((row) => row.hall);
}

const dueHalls = `
  SELECT DISTINCT hall FROM kernel.outbox
  WHERE dead_at IS NULL AND run_at <= $1 AND (leased_until IS NULL OR leased_until <= $1)
  /* scatter: which halls have work for the outbox worker */`;

/**
 * Leases up to `limit` due deliveries of one hall: not dead, not leased by another, nothing earlier in their lane.
 * Two workers at once get different rows (SKIP LOCKED); `owner` is new for each claim.
 *
 * A lease that ran out means that its holder vanished, perhaps because of this very delivery: that counts as a fault.
 * Carried by the index outbox_due, the lane by outbox_lane; writes none of the indexed columns.
 */
export function claim(
  db: Db,
  claim: { hall: HallCode; subscribers: readonly string[]; now: Date; until: Date; owner: Id; limit: number },
): Promise<Leased[]> {
  const { hall, subscribers, now, until, owner, limit } = claim;
  return runStatement<Leased>(db, claimText, [hall, subscribers, now, limit, until, owner], { name: "outbox_claim" });
}

const claimText = `
  WITH free AS (
    SELECT candidate.id FROM kernel.outbox AS candidate
    WHERE candidate.hall = $1 AND candidate.subscriber = ANY($2) AND candidate.dead_at IS NULL
      AND candidate.run_at <= $3 AND (candidate.leased_until IS NULL OR candidate.leased_until <= $3)
      AND (candidate.lane IS NULL OR NOT EXISTS (
        SELECT 1 FROM kernel.outbox AS earlier
        WHERE earlier.hall = $1 AND earlier.subscriber = candidate.subscriber AND earlier.lane = candidate.lane
          AND (earlier.lane_no, earlier.id) < (candidate.lane_no, candidate.id)))
    ORDER BY candidate.run_at
    LIMIT $4
    FOR UPDATE OF candidate SKIP LOCKED
  )
  UPDATE kernel.outbox AS leased SET
    leased_until = $5,
    lease_owner = $6,
    attempts = leased.attempts + 1,
    faults = leased.faults + CASE WHEN leased.leased_until IS NULL THEN 0 ELSE 1 END,
    failing_since = CASE WHEN leased.leased_until IS NULL THEN leased.failing_since
                         ELSE COALESCE(leased.failing_since, $3) END
  FROM free
  WHERE leased.hall = $1 AND leased.id = free.id
  RETURNING leased.hall, leased.id, leased.event_id, leased.topic, leased.subscriber, leased.lane, leased.payload,
    leased.due_at, leased.attempts, leased.faults, leased.failing_since, leased.touched, leased.lease_owner`;

/** @returns false when the lease is no longer ours. */
export async function renew(db: Db, leased: Leased, until: Date): Promise<boolean> {
  const renewed = await runStatement(
    db,
    "UPDATE kernel.outbox SET leased_until = $4 WHERE hall = $1 AND id = $2 AND lease_owner = $3 RETURNING id",
    [leased.hall, leased.id, leased.lease_owner, until],
  );
  return renewed.length === 1;
}
