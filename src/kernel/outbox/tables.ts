import { declareTables } from "../db/index.ts";
import type { Id } from "../ids/index.ts";

/**
 * One delivery of one event (or job, or schedule) to one subscriber. A row is deleted when its work is done; a dead one
 * stays until somebody replays or discards it. Columns that change at each lease carry no index.
 */
export interface OutboxTable {
  /** The hall in which it happened; leads every key. */
  hall: string;
  /** Of the delivery: stable over all attempts, the idempotency key towards the outside. */
  id: Id;
  /** Of the event: the same for all its subscribers. */
  event_id: Id;
  topic: string;
  subscriber: string;
  /** What must stay in order, e.g. one case; null: no order. */
  lane: string | null;
  /** Place in the lane where its owner counts (the case's step); else 0 and the id decides. */
  lane_no: bigint;
  payload: unknown;
  /** The instant it was wanted for; never moved by retries, so that its age can be told. */
  due_at: Date;
  /** Not before this instant: `due_at`; later after a failure, and behind one that failed or is dead. */
  run_at: Date;
  /** Leases so far; the exponent of the back-off. */
  attempts: number;
  /** Attempts that count towards death. */
  faults: number;
  /** Since when it fails; null while it has not. */
  failing_since: Date | null;
  /** Raised by each `enqueue` that found the row there: such a row runs once more. */
  touched: number;
  leased_until: Date | null;
  /** One id per claim, not per worker: a lease that ran out cannot be mistaken for its successor. */
  lease_owner: Id | null;
  dead_at: Date | null;
  /** Name, code and place of the error; never its message, which may quote a person's data. */
  last_error: string | null;
  dedupe_key: string | null;
}

declare module "../db/index.ts" {
  interface Tables {
    "kernel.outbox": OutboxTable;
  }
}

/** Declaration of this room's tables for the registry. */
export const outboxTables = declareTables("kernel", { outbox: "hall" });
