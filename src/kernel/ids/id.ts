import { randomFillSync } from "node:crypto";
import { UUID, V7Generator } from "uuidv7";
import type { Clock } from "../clock/index.ts";
import { HallError } from "../errors/index.ts";

declare const id: unique symbol;

/**
 * The identifier of a row: a UUIDv7 (RFC 9562) in lower case, made in this process. Text order is the order of making.
 * Nobody reads it out; people say the number of a case.
 */
export type Id = string & { readonly [id]: true };

/** One generator per clock: a demo replaying last year must not pull the ids of the real clock back, nor the reverse. */
const generators = new WeakMap<Clock, V7Generator>();

/**
 * Makes a new id whose time is the clock's present instant.
 *
 * Ids of one clock go up within a process, also at the same millisecond and under a fixed clock. When the clock steps
 * back by up to 10 s they still go up and keep the later time; beyond that they follow the clock, so that a clock set
 * wrong for a moment does not stamp the wrong time on everything after it. Order across processes is that of their clocks.
 */
export function newId(clock: Clock): Id {
  let generator = generators.get(clock);
  if (!generator) {
    generator = new V7Generator({ nextUint32 });
    generators.set(clock, generator);
  }
  return generator.generateOrResetWithTs(clock.now().getTime()).toString() as Id;
}

/** Random numbers fetched a thousand at a time: the system is asked once for some 300 ids, not once for each. */
const pool = new Uint32Array(1_024);
let used = pool.length;

function nextUint32(): number {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const next = pool[used] ?? 0;
  // Nobody finds in memory what an id was made of.
  pool[used] = 0;
  used += 1;
  return next;
}

/** Whether the text is a UUIDv7 in lower case with hyphens. */
export function isId(text: string): text is Id {
  return /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/.test(text);
}

/**
 * @param text a UUIDv7 with hyphens; capital letters are forgiven.
 * @throws HallError `ids/bad-id` (invalid) for anything else, other versions of UUID included.
 */
export function parseId(text: string): Id {
  const lower = text.toLowerCase();
  if (!isId(lower)) throw new HallError("invalid", "ids/bad-id", "编号格式不对，请从页面上的链接重新进入");
  return lower;
}

/** The instant an id was made, to the millisecond. */
export function idInstant(id: Id): Date {
  return new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16));
}

/**
 * The lowest id of an instant: everything made before sorts below it, everything from then on at or above. For the
 * bounds of range partitions and for "since" in queries; never the id of a row.
 */
export function lowestIdAt(instant: Date): Id {
  return UUID.fromFieldsV7(instant.getTime(), 0, 0, 0).toString() as Id;
}
