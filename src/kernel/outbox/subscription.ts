import type { Clock } from "../clock/index.ts";
import type { HallCode } from "../codes/index.ts";
import type { Db, Tx } from "../db/index.ts";
import type { Id } from "../ids/index.ts";
import type { Log } from "../log/index.ts";
import type { Outbox } from "./outbox.ts";
import type { Topic } from "./topic.ts";

/** What the outbox needs of a house; handlers receive the whole house the worker was started with. */
export interface OutboxHouse {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Log;
  readonly outbox: Outbox;
}

/** One event on its way to one subscriber, as its handler sees it. */
export interface Delivery<Payload> {
  readonly hall: HallCode;
  /** Stable over all attempts: what an outside system gets as idempotency key. */
  readonly id: Id;
  /** The event, the same for all its subscribers. */
  readonly eventId: Id;
  readonly topic: string;
  readonly payload: Payload;
  readonly lane: string | null;
  /** When it was published. */
  readonly publishedAt: Date;
  /** For which instant: when it was published, the `runAt` of a job, the slot of a schedule. */
  readonly dueAt: Date;
  /** 1 at the first try. */
  readonly attempt: number;
}

/**
 * The effect is in our database: it and the deletion of the delivery stand or fall together, so it happens exactly once.
 * The handler may be run again from the start within one attempt (the transaction is repeated as a whole).
 */
export type InTransaction<House, Payload> = (house: House, tx: Tx, delivery: Delivery<Payload>) => Promise<unknown>;

/**
 * The effect is outside (SMS, another hall, a signing service): at least once, with `delivery.id` as idempotency key.
 * The lease is renewed while the handler runs; `signal` is aborted when the lease is lost or the handler's limit has
 * passed. Throw HallError `unavailable` when the other side is away: that is retried for days, other errors 12 times; with a
 * Date as `details.retryAt` it is not tried before then (at most a day).
 */
export type Outside<House, Payload> = (
  house: House,
  delivery: Delivery<Payload>,
  signal: AbortSignal,
) => Promise<unknown>;

/** How a delivery is handled: exactly one of the two styles. */
export type Handling<House, Payload> =
  | { readonly inTransaction: InTransaction<House, Payload>; readonly outside?: never; readonly limitMs?: never }
  | {
      readonly outside: Outside<House, Payload>;
      readonly inTransaction?: never;
      /** After so many milliseconds the attempt counts as failed; default 5 minutes. */
      readonly limitMs?: number;
    };

/** That a subscriber hears a topic, and what it does then. A value of a module's `jobs.ts`, made by `subscribe` or `work`. */
export interface Subscription<House> {
  /** Who hears, e.g. `supervision`: one reader, in order per lane over all the topics it hears. */
  readonly subscriber: string;
  readonly topic: Topic<unknown>;
  readonly handling: Handling<House, unknown>;
}

/**
 * A subscriber hears a topic.
 *
 * @param subscriber the module, or `module.reader` where a module has several readers that must not wait for each other.
 */
export function subscribe<House extends OutboxHouse, Payload>(
  options: { subscriber: string; topic: Topic<Payload> } & Handling<House, Payload>,
): Subscription<House> {
  const { subscriber, topic, ...handling } = options;
  // The payload passes `topic.parse` before the handler sees it, so what is forgotten here is checked there.
  return { subscriber, topic, handling: handling as Handling<House, unknown> };
}

/** A module does its own later work: what `outbox.enqueue(tx, job, …)` wrote. The job is its only subscriber's name. */
export function work<House extends OutboxHouse, Payload>(
  job: Topic<Payload>,
  handling: Handling<House, Payload>,
): Subscription<House> {
  return { subscriber: job.name, topic: job, handling: handling as Handling<House, unknown> };
}
