import { CompiledQuery } from "kysely";
import type { Clock } from "../clock/index.ts";
import type { HallCode } from "../codes/index.ts";
import type { Reader, Tx } from "../db/index.ts";
import { HallError } from "../errors/index.ts";
import type { Id } from "../ids/index.ts";
import type { Outbox } from "./outbox.ts";
import { deliveryDiscarded } from "./topic.ts";

/** A delivery that was given up, as the list shows it. */
export interface DeadDelivery {
  readonly hall: HallCode;
  readonly id: Id;
  readonly topic: string;
  readonly subscriber: string;
  readonly lane: string | null;
  readonly dueAt: Date;
  readonly deadAt: Date;
  readonly attempts: number;
  /** Name, code and place; no personal data. */
  readonly lastError: string;
  /** How many deliveries of its lane wait until it is replayed or discarded. */
  readonly waitingBehind: number;
}

/** Most rows a list shows; more dead deliveries than this have one cause, seen in the first. */
const listLimit = 500;

/**
 * What was given up, the longest dead first, at most 500. A dead delivery holds its lane.
 *
 * @param hall absent: of all halls, which looks at every machine of a spread-out database.
 */
export async function listDead(db: Reader, hall?: HallCode): Promise<readonly DeadDelivery[]> {
  const text =
    hall === undefined ? `${deadText("")} /* scatter: the list of dead deliveries */` : deadText("dead.hall = $2 AND");
  const found = await db.executeQuery<DeadDelivery>(
    CompiledQuery.raw(text, hall === undefined ? [listLimit] : [listLimit, hall]),
  );
  return found.rows;
}

const deadText = (where: string) => `
  SELECT dead.hall, dead.id, dead.topic, dead.subscriber, dead.lane, dead.due_at AS "dueAt", dead.dead_at AS "deadAt",
    dead.attempts, dead.last_error AS "lastError",
    (SELECT count(*)::int FROM kernel.outbox AS later
     WHERE later.hall = dead.hall AND later.subscriber = dead.subscriber AND later.lane = dead.lane
       AND (later.lane_no, later.id) > (dead.lane_no, dead.id)) AS "waitingBehind"
  FROM kernel.outbox AS dead
  WHERE ${where} dead.dead_at IS NOT NULL
  ORDER BY dead.dead_at, dead.id
  LIMIT $1`;

/** How one subscriber stands, for the meters. */
export interface SubscriberCount {
  readonly subscriber: string;
  /** Wanted by now and not done, the dead not counted; those behind a dead one are. */
  readonly waiting: number;
  /** Age of the oldest of them in seconds; 0 when none waits. */
  readonly oldestSeconds: number;
  /** Failing at least once since they were last done or replayed, the dead not counted. */
  readonly failing: number;
  readonly dead: number;
}

/** Counts the deliveries of all halls by subscriber. Reads the whole table: call it as often as meters are read, not more. */
export async function countDeliveries(db: Reader, now: Date): Promise<readonly SubscriberCount[]> {
  const found = await db.executeQuery<SubscriberCount>(CompiledQuery.raw(countText, [now]));
  return found.rows;
}

const countText = `
  SELECT subscriber,
    (count(*) FILTER (WHERE dead_at IS NULL AND due_at <= $1))::int AS waiting,
    COALESCE(extract(epoch FROM $1 - min(due_at) FILTER (WHERE dead_at IS NULL AND due_at <= $1)), 0)::float8
      AS "oldestSeconds",
    (count(*) FILTER (WHERE dead_at IS NULL AND failing_since IS NOT NULL))::int AS failing,
    (count(*) FILTER (WHERE dead_at IS NOT NULL))::int AS dead
  FROM kernel.outbox GROUP BY subscriber ORDER BY subscriber
  /* scatter: meters of the outbox */`;

/**
 * Gives a dead delivery a new life: it runs at once, with all its attempts before it; then its lane goes on.
 *
 * @throws HallError not-found `outbox/no-dead-delivery`.
 */
export async function replay(house: { clock: Clock }, tx: Tx, which: { hall: HallCode; id: Id }): Promise<void> {
  const now = house.clock.now();
  const found = await tx.executeQuery<LaneRow>(CompiledQuery.raw(replayText, [which.hall, which.id, now]));
  const revived = found.rows[0];
  if (!revived) throw noSuchDelivery(which.id);
  await freeLane(tx, which.hall, revived, now);
}

/**
 * Replays all dead deliveries of one subscriber in a hall: after the defect they died of is mended.
 *
 * @returns how many.
 */
export async function replayAll(
  house: { clock: Clock },
  tx: Tx,
  which: { hall: HallCode; subscriber: string },
): Promise<number> {
  const dead = await tx
    .selectFrom("kernel.outbox")
    .select("id")
    .where("hall", "=", which.hall)
    .where("subscriber", "=", which.subscriber)
    .where("dead_at", "is not", null)
    .execute();
  for (const { id } of dead) await replay(house, tx, { hall: which.hall, id });
  return dead.length;
}

/**
 * Takes a dead delivery off the list without its work being done; its lane goes on. What was dropped, and why, is told
 * as the event `kernel.delivery-discarded`.
 *
 * @param which.reason for the record; no personal data.
 * @throws HallError not-found `outbox/no-dead-delivery`.
 */
export async function discard(
  house: { clock: Clock; outbox: Outbox },
  tx: Tx,
  which: { hall: HallCode; id: Id; reason: string },
): Promise<void> {
  const found = await tx.executeQuery<LaneRow>(CompiledQuery.raw(discardText, [which.hall, which.id]));
  const dropped = found.rows[0];
  if (!dropped) throw noSuchDelivery(which.id);
  await freeLane(tx, which.hall, dropped, house.clock.now());
  const { topic, subscriber } = dropped;
  const payload = { deliveryId: which.id, subscriber, topic, reason: which.reason };
  await house.outbox.publish(tx, { hall: which.hall, topic: deliveryDiscarded, payload });
}

interface LaneRow {
  readonly topic: string;
  readonly subscriber: string;
  readonly lane: string | null;
}

const replayText = `
  UPDATE kernel.outbox SET dead_at = NULL, run_at = $3, attempts = 0, faults = 0, failing_since = NULL, last_error = NULL
  WHERE hall = $1 AND id = $2 AND dead_at IS NOT NULL RETURNING topic, subscriber, lane`;

const discardText = `
  DELETE FROM kernel.outbox WHERE hall = $1 AND id = $2 AND dead_at IS NOT NULL RETURNING topic, subscriber, lane`;

async function freeLane(tx: Tx, hall: HallCode, { subscriber, lane }: LaneRow, now: Date): Promise<void> {
  if (lane === null) return;
  await tx.executeQuery(CompiledQuery.raw(freeLaneText, [hall, subscriber, lane, now]));
}

const freeLaneText = `
  UPDATE kernel.outbox SET run_at = GREATEST(due_at, $4)
  WHERE hall = $1 AND subscriber = $2 AND lane = $3 AND run_at > GREATEST(due_at, $4) AND dead_at IS NULL`;

function noSuchDelivery(id: Id): HallError {
  return new HallError("not-found", "outbox/no-dead-delivery", "没有这条死信，可能已经重放或丢弃", { id });
}
