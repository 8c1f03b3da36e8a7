import type { HallCode } from "../codes/index.ts";
import type { SqlPiece } from "./insert.ts";
import type { Leased } from "./lease.ts";

/**
 * The statements that end an attempt. Each asks for our lease, so that a worker which lost it changes nothing.
 * They are pieces, because a handler's transaction and a statement of its own run the same ones.
 */

/** The work is done: the row goes. No row back: the lease is lost, or somebody touched the row while it ran. */
export function deleteDone(leased: Leased): SqlPiece {
  return {
    text: `DELETE FROM kernel.outbox WHERE hall = $1 AND id = $2 AND lease_owner = $3 AND touched = $4 RETURNING id`,
    values: [leased.hall, leased.id, leased.lease_owner, leased.touched],
  };
}

/** The work is done but wanted once more: touched while it ran, or the next slot of a schedule. */
export function runAgain(leased: Leased, at: Date): SqlPiece {
  return {
    text: `UPDATE kernel.outbox SET run_at = $4, due_at = $4, leased_until = NULL, lease_owner = NULL, attempts = 0,
             faults = 0, failing_since = NULL, last_error = NULL
           WHERE hall = $1 AND id = $2 AND lease_owner = $3 RETURNING id`,
    values: [leased.hall, leased.id, leased.lease_owner, at],
  };
}

/** How a failed attempt goes on. */
export interface Failure {
  /** When it is tried again; null: never, it is dead. */
  readonly runAt: Date | null;
  readonly now: Date;
  readonly faults: number;
  readonly lastError: string;
}

/** So long is what waits behind a dead delivery out of the claim's sight; `parkBehindDead` says it again. */
export const parkedMs = 3_600_000;

/**
 * The attempt failed. What waits behind it in its lane is moved behind its next attempt (behind a dead one: out of
 * sight for an hour), so that the claim does not pass over the whole backlog of an outage at every poll: passing over
 * 45 000 such rows took half a second.
 */
export function recordFailure(leased: Leased, failure: Failure): SqlPiece {
  return {
    text: `WITH failed AS (
             UPDATE kernel.outbox SET leased_until = NULL, lease_owner = NULL, faults = $4, last_error = $5,
               failing_since = COALESCE(failing_since, $6), run_at = COALESCE($7, run_at),
               dead_at = CASE WHEN $7::timestamptz IS NULL THEN $6::timestamptz END
             WHERE hall = $1 AND id = $2 AND lease_owner = $3
             RETURNING subscriber, lane, lane_no, id
           ), behind AS (
             UPDATE kernel.outbox AS later SET run_at = $8 FROM failed
             WHERE later.hall = $1 AND later.subscriber = failed.subscriber AND later.lane = failed.lane
               AND (later.lane_no, later.id) > (failed.lane_no, failed.id)
               AND later.run_at < $8 AND later.dead_at IS NULL
           )
           SELECT id FROM failed`,
    values: [
      leased.hall,
      leased.id,
      leased.lease_owner,
      failure.faults,
      failure.lastError,
      failure.now,
      failure.runAt,
      failure.runAt ?? new Date(failure.now.getTime() + parkedMs),
    ],
  };
}

/**
 * Moves what came to the lanes of dead deliveries since they died out of the claim's sight. Only for speed, and only
 * for an hour at a time: the claim itself sees to the order, and a replay at the same moment costs an hour at most.
 */
export function parkBehindDead(hall: HallCode, now: Date): SqlPiece {
  return {
    text: `UPDATE kernel.outbox AS later SET run_at = $3 FROM kernel.outbox AS dead
           WHERE dead.hall = $1 AND dead.dead_at IS NOT NULL
             AND later.hall = $1 AND later.subscriber = dead.subscriber AND later.lane = dead.lane
             AND (later.lane_no, later.id) > (dead.lane_no, dead.id) AND later.run_at <= $2 AND later.dead_at IS NULL`,
    values: [hall, now, new Date(now.getTime() + parkedMs)],
  };
}
