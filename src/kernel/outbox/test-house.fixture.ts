import { CompiledQuery } from "kysely";
import type { FixedClock } from "../clock/index.ts";
import { fixedClock } from "../clock/index.ts";
import { type HallCode, parseHallCode } from "../codes/index.ts";
import { type Db, type Reader, runStatement, type Tx } from "../db/index.ts";
import { createLog } from "../log/index.ts";
import { createOutbox } from "./outbox.ts";
import type { Schedule } from "./schedule.ts";
import type { OutboxHouse, Subscription } from "./subscription.ts";
import { createWorker, type Worker, type WorkerOptions } from "./worker.ts";

/** A house as small as the outbox needs it, for this room's tests. */
export interface TestHouse extends OutboxHouse {
  readonly clock: FixedClock;
}

/** Two halls of the tests: 潮州市 and 海口市. */
export const chaozhou: HallCode = parseHallCode("445100");
export const haikou: HallCode = parseHallCode("460100");

/** A silent house at nine in the morning of a Monday, and a way to hire workers for it. */
export function openTestHouse(
  db: Db,
  subscriptions: readonly Subscription<TestHouse>[],
  schedules: readonly Schedule<TestHouse>[] = [],
): { house: TestHouse; worker: (options?: Partial<WorkerOptions<TestHouse>>) => Worker } {
  const clock = fixedClock("2026-03-02T09:00:00+08:00");
  const house: TestHouse = {
    db,
    clock,
    log: createLog({ level: "silent" }),
    outbox: createOutbox({ clock, hears: subscriptions }),
  };
  return { house, worker: (options) => createWorker(house, { hall: chaozhou, subscriptions, schedules, ...options }) };
}

/** The table in which handlers of the tests leave their effects; nothing in it keeps an effect from coming twice. */
export async function createEffects(db: Db): Promise<void> {
  await runStatement(db, "CREATE TABLE IF NOT EXISTS public.effect (n bigserial, lane text, what text NOT NULL)", []);
}

/** Leaves an effect. */
export async function effect(tx: Tx, lane: string | null, what: string | number): Promise<void> {
  await tx.executeQuery(CompiledQuery.raw("INSERT INTO public.effect (lane, what) VALUES ($1, $2)", [lane, `${what}`]));
}

/** All effects, in the order in which they came. */
export async function effects(db: Reader): Promise<{ lane: string | null; what: string }[]> {
  const text = "SELECT lane, what FROM public.effect ORDER BY n";
  return (await db.executeQuery<{ lane: string | null; what: string }>(CompiledQuery.raw(text, []))).rows;
}

/** Everything in the outbox of a hall, in the order of making. */
export async function rowsOf(db: Reader, hall: HallCode = chaozhou) {
  return await db.selectFrom("kernel.outbox").selectAll().where("hall", "=", hall).orderBy("id").execute();
}

/** Between tests of one file. */
export async function sweepTables(db: Db): Promise<void> {
  await runStatement(db, "DELETE FROM kernel.outbox /* scatter: a test begins afresh */", []);
  await runStatement(db, "DELETE FROM public.effect", []);
}
