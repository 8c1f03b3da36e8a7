import { CompiledQuery } from "kysely";
import { inTransaction, runStatement, type Tx } from "../db/index.ts";
import { HallError } from "../errors/index.ts";
import { idInstant } from "../ids/index.ts";
import { type BackOff, waitBefore } from "./back-off.ts";
import { errorText } from "./error-text.ts";
import type { SqlPiece } from "./insert.ts";
import { type Leased, renew } from "./lease.ts";
import { deleteDone, recordFailure, runAgain } from "./outcome.ts";
import { type Every, nextSlot } from "./schedule.ts";
import type { Delivery, Handling, OutboxHouse } from "./subscription.ts";
import type { Topic } from "./topic.ts";

/** What a worker knows of a subscriber and topic. */
export interface Handler<House> {
  readonly topic: Topic<unknown>;
  readonly handling: Handling<House, unknown>;
  /** Set for a schedule: instead of going, the row moves to its next slot. */
  readonly every?: Every;
}

/** How attempts are made; see `WorkerOptions`. */
export interface Terms {
  readonly leaseMs: number;
  readonly backOff: BackOff;
  readonly random: () => number;
}

/** How one attempt ended. `lost`: another worker has the delivery now, and what this one did in its transaction is undone. */
export type Outcome = "done" | "failed" | "dead" | "lost";

/** Longer than any HTTP request of a caller; a job's transaction may outlast a failover. */
const transactionBudgetMs = 60_000;
const usualLimitMs = 300_000;
/** So long a handler that was told to stop may take to do so before its attempt is given up. */
const graceMs = 30_000;

class LeaseLost extends Error {
  override name = "LeaseLost";
}

/** Its workers vanished so often that the delivery itself is the likely cause. */
class WorkerVanished extends Error {
  override name = "WorkerVanished";
}

class HandlerTooLong extends Error {
  override name = "HandlerTooLong";
}

/** Makes one attempt at a leased delivery and writes down how it ended. Never throws but for a database that is away. */
export async function deliver<House extends OutboxHouse>(
  house: House,
  leased: Leased,
  handler: Handler<House> | undefined,
  terms: Terms,
): Promise<{ outcome: Outcome; error?: unknown }> {
  const stop = new AbortController();
  const renewal = setInterval(() => void keepLease(house, leased, terms.leaseMs, stop), terms.leaseMs / 3);
  try {
    if (leased.faults >= terms.backOff.maxFaults && !handler?.every) throw new WorkerVanished();
    if (!handler) throw new HallError("unavailable", "outbox/no-handler", "本版本没有处理这类事件的程序");
    await attempt(house, leased, handler, stop.signal);
    return { outcome: "done" };
  } catch (error) {
    if (error instanceof LeaseLost || stop.signal.reason instanceof LeaseLost) return { outcome: "lost" };
    return { outcome: await fail(house, leased, handler?.every, error, terms), error };
  } finally {
    clearInterval(renewal);
  }
}

async function attempt<House extends OutboxHouse>(
  house: House,
  leased: Leased,
  handler: Handler<House>,
  signal: AbortSignal,
): Promise<void> {
  const delivery: Delivery<unknown> = {
    hall: leased.hall,
    id: leased.id,
    eventId: leased.event_id,
    topic: leased.topic,
    payload: handler.topic.parse(leased.payload),
    lane: leased.lane,
    publishedAt: idInstant(leased.event_id),
    dueAt: leased.due_at,
    attempt: leased.attempts,
  };
  const { inTransaction: within, outside, limitMs = usualLimitMs } = handler.handling;
  if (within) {
    const work = async (tx: Tx) => {
      await within(house, tx, delivery);
      // Last in the transaction: the row is locked for a moment only, so a publisher never waits for a handler.
      await finish(house, leased, handler.every, async ({ text, values }) => {
        return (await tx.executeQuery(CompiledQuery.raw(text, [...values]))).rows.length;
      });
    };
    return await inTransaction(house.db, work, { budgetMs: transactionBudgetMs });
  }
  await limited((limit) => outside(house, delivery, limit), limitMs, signal);
  await finish(house, leased, handler.every, async ({ text, values }) => {
    return (await runStatement(house.db, text, [...values], { budgetMs: transactionBudgetMs })).length;
  });
}

/** Takes the row off the list, or moves it on. @throws LeaseLost when the row is no longer ours. */
async function finish(
  house: OutboxHouse,
  leased: Leased,
  every: Every | undefined,
  run: (piece: SqlPiece) => Promise<number>,
): Promise<void> {
  const now = house.clock.now();
  if (every) {
    if (await run(runAgain(leased, nextSlot(every, now)))) return;
    throw new LeaseLost();
  }
  if (await run(deleteDone(leased))) return;
  if (await run(runAgain(leased, now))) return;
  throw new LeaseLost();
}

/** Runs an outside handler under its limit: told to stop when the time is over, given up when it does not. */
async function limited(
  handle: (signal: AbortSignal) => Promise<unknown>,
  limitMs: number,
  leaseLost: AbortSignal,
): Promise<void> {
  const limit = new AbortController();
  const told = setTimeout(() => limit.abort(new HandlerTooLong()), limitMs);
  let givenUp: NodeJS.Timeout | undefined;
  const never = new Promise<never>((_, reject) => {
    givenUp = setTimeout(() => reject(new HandlerTooLong()), limitMs + graceMs);
  });
  try {
    await Promise.race([handle(AbortSignal.any([limit.signal, leaseLost])), never]);
  } catch (error) {
    throw limit.signal.aborted ? limit.signal.reason : error;
  } finally {
    clearTimeout(told);
    clearTimeout(givenUp);
  }
}

async function keepLease(house: OutboxHouse, leased: Leased, leaseMs: number, stop: AbortController): Promise<void> {
  const until = new Date(house.clock.now().getTime() + leaseMs);
  try {
    if (!(await renew(house.db, leased, until))) stop.abort(new LeaseLost());
  } catch (error) {
    // The database is away: the lease may run out, and then the end of the attempt finds it lost.
    house.log.warn({ err: error, deliveryId: leased.id }, "could not renew a lease");
  }
}

/** What an `unavailable` names as `retryAt` is kept to (a gateway's Retry-After, the end of the night), up to a day. */
function toldToWaitUntil(error: unknown, now: Date): number {
  const retryAt = error instanceof HallError ? error.details.retryAt : undefined;
  if (!(retryAt instanceof Date)) return now.getTime();
  return Math.min(retryAt.getTime(), now.getTime() + 86_400_000);
}

async function fail(
  house: OutboxHouse,
  leased: Leased,
  every: Every | undefined,
  error: unknown,
  { backOff, random }: Terms,
): Promise<Outcome> {
  const now = house.clock.now();
  const away = error instanceof HallError && error.kind === "unavailable";
  const faults = leased.faults + (away || error instanceof WorkerVanished ? 0 : 1);
  const failingFor = now.getTime() - (leased.failing_since ?? now).getTime();
  const isOver = away ? failingFor >= backOff.awayBudgetMs : faults >= backOff.maxFaults;
  // A schedule does not die: its next slot is a new chance, and its faults stay to be seen until it succeeds.
  const dead = isOver && every === undefined;
  const usual = now.getTime() + waitBefore(leased.attempts, away, random, backOff);
  const again = new Date(Math.max(usual, away ? toldToWaitUntil(error, now) : usual));
  const slot = every && nextSlot(every, now);
  const runAt = dead ? null : slot && slot < again ? slot : again;
  const lastError = errorText(error);

  const { text, values } = recordFailure(leased, { runAt, now, faults, lastError });
  const recorded = await runStatement(house.db, text, [...values]);
  if (recorded.length === 0) return "lost";
  const about = { deliveryId: leased.id, hall: leased.hall, topic: leased.topic, subscriber: leased.subscriber };
  if (dead) house.log.error({ ...about, lastError, attempts: leased.attempts }, "a delivery is dead");
  else house.log.warn({ ...about, lastError, attempts: leased.attempts, runAt }, "a delivery failed");
  return dead ? "dead" : "failed";
}
