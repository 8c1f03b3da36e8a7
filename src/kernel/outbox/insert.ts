import type { HallCode } from "../codes/index.ts";
import type { Id } from "../ids/index.ts";

/** What one event is written as; `publish` and hand-written statements share it. */
export interface EventRows {
  readonly hall: HallCode;
  readonly eventId: Id;
  readonly topic: string;
  /** JSON text: pg would send an array as a PostgreSQL array. */
  readonly payload: string;
  readonly lane: string | null;
  readonly laneNo: bigint;
  readonly runAt: Date;
  readonly dedupeKey: string | null;
  readonly deliveries: readonly { readonly id: Id; readonly subscriber: string }[];
}

/** A piece of SQL with its parameters. */
export interface SqlPiece {
  readonly text: string;
  readonly values: readonly unknown[];
}

const columns = [
  "hall",
  "event_id",
  "topic",
  "payload",
  "lane",
  "lane_no",
  "due_at",
  "run_at",
  "dedupe_key",
  "id",
  "subscriber",
] as const;

/**
 * One `INSERT` for all deliveries of one event: one row of VALUES per subscriber (a row of VALUES costs 0.80, `unnest`
 * 0.54 of a single server's rate on a spread-out database). What subscribers share is one parameter, not one each.
 *
 * @param first number of the first free parameter of the statement it goes into.
 * @param when.from a CTE of the same statement; the rows are written once per row it returns (none: no event).
 * @param when.laneNo an SQL expression over that CTE, e.g. `accepted.step_count`.
 */
export function insertText(rows: EventRows, first = 1, when?: { from: string; laneNo?: string }): SqlPiece {
  const count = rows.deliveries.length;
  if (count === 0) return { text: "SELECT 1 WHERE false", values: [] };
  const values = [
    rows.hall,
    rows.eventId,
    rows.topic,
    rows.payload,
    rows.lane,
    rows.laneNo,
    rows.runAt,
    rows.dedupeKey,
    ...rows.deliveries.flatMap((delivery) => [delivery.id, delivery.subscriber]),
  ];
  // What differs between texts is written by programmers, so there are few of them.
  const key = `${count} ${first} ${when?.from} ${when?.laneNo}`;
  let text = texts.get(key);
  if (text === undefined) {
    text = textOf(count, first, when);
    texts.set(key, text);
  }
  return { text, values };
}

const texts = new Map<string, string>();

function textOf(count: number, first: number, when: { from: string; laneNo?: string } | undefined): string {
  const at = (offset: number) => `$${first + offset}`;
  const shared = [
    `${at(0)}::text`,
    `${at(1)}::uuid`,
    `${at(2)}::text`,
    `${at(3)}::jsonb`,
    `${at(4)}::text`,
    `${at(5)}::bigint`,
    `${at(6)}::timestamptz`,
    `${at(6)}::timestamptz`,
    `${at(7)}::text`,
  ].join(", ");
  const tuples = Array.from(
    { length: count },
    (_, n) => `(${shared}, ${at(8 + 2 * n)}::uuid, ${at(9 + 2 * n)}::text)`,
  ).join(", ");
  const into = `INSERT INTO kernel.outbox (${columns.join(", ")})`;
  if (!when) return `${into} VALUES ${tuples}`;
  const chosen = columns.map((column) => (column === "lane_no" && when.laneNo ? when.laneNo : `event.${column}`));
  return `${into} SELECT ${chosen.join(", ")} FROM ${when.from}, (VALUES ${tuples}) AS event (${columns.join(", ")})`;
}
