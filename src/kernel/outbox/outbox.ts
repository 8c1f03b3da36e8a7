import { CompiledQuery } from "kysely";
import type { Clock } from "../clock/index.ts";
import type { HallCode } from "../codes/index.ts";
import type { Tx } from "../db/index.ts";
import { type Id, newId } from "../ids/index.ts";
import { type EventRows, insertText, type SqlPiece } from "./insert.ts";
import type { Topic } from "./topic.ts";

/** One event as its publisher says it. */
export interface NewEvent<Payload> {
  /** Where it happened; a transaction touches one hall. */
  readonly hall: HallCode;
  readonly topic: Topic<Payload>;
  readonly payload: Payload;
  /**
   * What must stay in order, e.g. the id of one case: a delivery waits until the earlier ones of its lane are done, also
   * while one of them fails. Keep lanes narrow: one case, not one destination. Absent: no order is promised.
   */
  readonly lane?: string | undefined;
  /**
   * Place in the lane, where the lane's owner counts (the case's step number, assigned under the case's lock). Without
   * it the order is that of ids, so of the clocks of the publishing processes. One lane, one way of counting.
   */
  readonly laneNo?: number | bigint | undefined;
}

/** A module's own later work. */
export interface NewJob<Payload> {
  readonly hall: HallCode;
  readonly job: Topic<Payload>;
  readonly payload: Payload;
  readonly lane?: string | undefined;
  readonly laneNo?: number | bigint | undefined;
  /** Not before this instant; absent: at once. */
  readonly runAt?: Date | undefined;
  /** At most one job of this kind waits under this key; see `enqueue`. */
  readonly dedupeKey?: string | undefined;
}

/** What publishes: part of the house, built once at start from what all modules hear. It holds no global state. */
export interface Outbox {
  /**
   * Writes an event beside the change it tells of, in the caller's transaction: one statement, one row per subscriber.
   *
   * @returns the event's id.
   * @throws HallError `outbox/payload-not-as-declared` (a defect of the caller).
   */
  publish<Payload>(tx: Tx, event: NewEvent<Payload>): Promise<Id>;

  /**
   * Writes a job for the module itself. Where a job with the same `dedupeKey` is already there, that one is kept and
   * touched: the touch is a write, so that "already there" is as durable as a new row, and a job that is running at
   * this moment runs once more, because it may have read the state of before.
   *
   * @returns the id under which the job will run, and whether it is new.
   */
  enqueue<Payload>(tx: Tx, job: NewJob<Payload>): Promise<{ id: Id; isNew: boolean }>;

  /**
   * The same insert as `publish`, as a piece for a hand-written statement, so that state and event are one round trip:
   *
   *     const news = house.outbox.rows({ … }, { first: 4, from: "accepted", laneNo: "accepted.step_count" });
   *     runStatement(db, `WITH accepted AS (UPDATE … RETURNING step_count), news AS (${news.text}) SELECT …`,
   *       [...values, ...news.values]);
   *
   * @param piece.first number of the first free parameter.
   * @param piece.from a CTE of the statement; the event is written when it returned a row. Absent: always.
   * @param piece.laneNo SQL expression over that CTE; text of the programmer, never a value from outside.
   */
  rows<Payload>(event: NewEvent<Payload>, piece: { first: number; from?: string; laneNo?: string }): SqlPiece;

  /** A hint that a hall has work: workers of this process look at once instead of at their next poll. */
  wake(hall: HallCode): void;

  /** @returns what ends the listening. */
  onWake(listener: (hall: HallCode) => void): () => void;
}

/** What of a subscription matters for publishing. */
export interface Hearing {
  readonly subscriber: string;
  readonly topic: { readonly name: string };
}

/** A transaction commits a few milliseconds after it published; looking sooner finds nothing. */
const wakeAfterMs = 15;

/**
 * Builds the publishing side.
 *
 * @param options.hears what all modules hear, also in a process that runs no worker: rows are written for these.
 * @throws RangeError when a subscriber is named twice for one topic.
 */
export function createOutbox(options: { clock: Clock; hears: readonly Hearing[] }): Outbox {
  const { clock } = options;
  const subscribersOf = groupByTopic(options.hears);
  const listeners = new Set<(hall: HallCode) => void>();

  function wake(hall: HallCode): void {
    for (const listener of listeners) listener(hall);
  }

  function wakeSoon(hall: HallCode): void {
    if (listeners.size > 0) setTimeout(() => wake(hall), wakeAfterMs).unref();
  }

  function eventRows<Payload>(event: NewEvent<Payload>): EventRows {
    const eventId = newId(clock);
    return {
      hall: event.hall,
      eventId,
      topic: event.topic.name,
      payload: JSON.stringify(event.topic.parse(event.payload)),
      lane: event.lane ?? null,
      laneNo: BigInt(event.laneNo ?? 0),
      runAt: clock.now(),
      dedupeKey: null,
      deliveries: (subscribersOf.get(event.topic.name) ?? []).map((subscriber) => ({ id: newId(clock), subscriber })),
    };
  }

  return {
    async publish(tx, event) {
      const rows = eventRows(event);
      if (rows.deliveries.length === 0) return rows.eventId;
      const { text, values } = insertText(rows);
      await tx.executeQuery(CompiledQuery.raw(text, [...values]));
      wakeSoon(event.hall);
      return rows.eventId;
    },

    async enqueue(tx, job) {
      const id = newId(clock);
      const { text, values } = insertText({
        ...eventRows({ ...job, topic: job.job }),
        runAt: job.runAt ?? clock.now(),
        dedupeKey: job.dedupeKey ?? null,
        deliveries: [{ id, subscriber: job.job.name }],
      });
      const unlessThere = job.dedupeKey === undefined ? "" : touchTheOneThere;
      const found = await tx.executeQuery<{ id: Id }>(
        CompiledQuery.raw(`${text}${unlessThere} RETURNING id`, [...values]),
      );
      wakeSoon(job.hall);
      const kept = found.rows[0]?.id ?? id;
      return { id: kept, isNew: kept === id };
    },

    rows(event, { first, from, laneNo }) {
      wakeSoon(event.hall);
      const after = from === undefined ? undefined : { from, ...(laneNo && { laneNo }) };
      const { text, values } = insertText(eventRows(event), first, after);
      return { text: `/* kernel.outbox by src/kernel/outbox/outbox.ts */ ${text}`, values };
    },

    wake,

    onWake(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

// The earlier of the two instants counts, but a job that is failing keeps its back-off.
const touchTheOneThere = `
  ON CONFLICT (hall, subscriber, dedupe_key) WHERE dedupe_key IS NOT NULL DO UPDATE SET
    touched = outbox.touched + 1,
    due_at = LEAST(outbox.due_at, excluded.due_at),
    run_at = CASE WHEN outbox.failing_since IS NULL THEN LEAST(outbox.run_at, excluded.run_at) ELSE outbox.run_at END`;

function groupByTopic(hears: readonly Hearing[]): ReadonlyMap<string, readonly string[]> {
  const subscribersOf = new Map<string, string[]>();
  for (const { subscriber, topic } of hears) {
    const known = subscribersOf.get(topic.name) ?? [];
    if (known.includes(subscriber)) throw new RangeError(`${subscriber} hears ${topic.name} twice`);
    subscribersOf.set(topic.name, [...known, subscriber]);
  }
  return subscribersOf;
}
