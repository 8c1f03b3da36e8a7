import { Type } from "typebox";
import { addCalendarDays, dayOf, startOf } from "../calendar/index.ts";
import type { Clock } from "../clock/index.ts";
import type { HallCode } from "../codes/index.ts";
import { type Db, runStatement } from "../db/index.ts";
import { newId } from "../ids/index.ts";
import { insertText } from "./insert.ts";
import type { Handling, OutboxHouse } from "./subscription.ts";
import { topic } from "./topic.ts";

/** When a schedule fires: at whole multiples of so many minutes since midnight of Beijing, or daily at a Beijing time. */
export type Every = { readonly minutes: number } | { readonly dailyAt: string };

/** Regular work of a module. */
export interface Schedule<House> {
  /** `module.what-to-do`, unique in the house. */
  readonly name: string;
  readonly every: Every;
  /** For which hall; absent: once for the whole installation, under its own hall. */
  readonly hall: HallCode | undefined;
  readonly handling: Handling<House, unknown>;
}

/** Payload of a schedule's delivery: none; the slot is the delivery's `dueAt`. */
export const scheduleDue = topic("kernel.schedule-due", Type.Object({}));

/**
 * Declares regular work. It is one row of the outbox that moves from slot to slot, so two processes fire it once, an
 * outage of many slots fires it once, and a failing one is retried until its next slot; it never dies.
 *
 * @param options.name `module.what-to-do`.
 * @throws RangeError at load time for a wrong `every`.
 */
export function schedule<House extends OutboxHouse>(
  options: { name: string; every: Every; hall?: HallCode } & Handling<House, unknown>,
): Schedule<House> {
  const { name, every, hall, ...handling } = options;
  const wrong = "minutes" in every ? !isPeriod(every.minutes) : !timeOfDay.test(every.dailyAt);
  if (wrong)
    throw new RangeError(`schedule ${name}: every takes minutes (1 to 1440, dividing a day) or dailyAt "HH:MM"`);
  return { name, every, hall, handling: handling as Handling<House, unknown> };
}

/** The subscriber under which a schedule's row is kept. */
export function subscriberOf(name: string): string {
  return `schedule:${name}`;
}

const timeOfDay = /^([01]\d|2[0-3]):([0-5]\d)$/;
const msPerMinute = 60_000;

function isPeriod(minutes: number): boolean {
  return Number.isInteger(minutes) && minutes >= 1 && 1440 % minutes === 0;
}

/** @returns the first slot after the instant, never the instant itself. */
export function nextSlot(every: Every, after: Date): Date {
  const today = dayOf(after);
  const midnight = startOf(today).getTime();
  if ("minutes" in every) {
    const period = every.minutes * msPerMinute;
    return new Date(midnight + (Math.floor((after.getTime() - midnight) / period) + 1) * period);
  }
  const [hours = 0, minutes = 0] = every.dailyAt.split(":").map(Number);
  const offset = (hours * 60 + minutes) * msPerMinute;
  if (midnight + offset > after.getTime()) return new Date(midnight + offset);
  return new Date(startOf(addCalendarDays(today, 1)).getTime() + offset);
}

/**
 * Sees to it that each schedule has its row. A row that is there keeps its slot, a missed one too; where the rule was
 * changed so that the next slot comes earlier, it is moved there.
 */
export async function placeSchedules(
  db: Db,
  clock: Clock,
  home: HallCode,
  schedules: readonly Pick<Schedule<never>, "name" | "every" | "hall">[],
): Promise<void> {
  for (const { name, every, hall } of schedules) {
    const id = newId(clock);
    const { text, values } = insertText({
      hall: hall ?? home,
      eventId: id,
      topic: scheduleDue.name,
      payload: "{}",
      lane: null,
      laneNo: 0n,
      runAt: nextSlot(every, clock.now()),
      dedupeKey: "slot",
      deliveries: [{ id, subscriber: subscriberOf(name) }],
    });
    await runStatement(db, text + unlessEarlier, [...values]);
  }
}

const unlessEarlier = `
  ON CONFLICT (hall, subscriber, dedupe_key) WHERE dedupe_key IS NOT NULL
  DO UPDATE SET run_at = excluded.run_at, due_at = LEAST(outbox.due_at, excluded.due_at)
  WHERE outbox.run_at > excluded.run_at`;
