import { type FixedClock, fixedClock } from "../kernel/clock/index.ts";
import { codeMappings, codeTables, createCodes, type HallCode, parseHallCode } from "../kernel/codes/index.ts";
import { type Config, findRoot, readConfig } from "../kernel/config/index.ts";
import { type Db, inTransaction, runStatement } from "../kernel/db/index.ts";
import { createKeptPages, type House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { type Id, newId } from "../kernel/ids/index.ts";
import { createLog } from "../kernel/log/index.ts";
import {
  createOutbox,
  createWorker,
  type Subscription,
  type WantedMessage,
  type Worker,
  type WorkerOptions,
  wantMessage,
} from "../kernel/outbox/index.ts";
import { testSeal } from "../kernel/testing/index.ts";
import { messageSubscriptions, schedules } from "./jobs.ts";

/** Ten in the morning of a Monday. */
export const monday = "2026-03-02T10:00:00+08:00";
export const chaozhou: HallCode = parseHallCode("445100");
/** A made-up number. */
export const mobile = "13800138000";
export const smsKey = "a key for the tests, 32 characters";

/** A house with a clock that stands still; the ways are those of the settings. */
export function notificationHouse(
  db: Db,
  settings: Partial<Pick<Config, "sms" | "mail" | "demo" | "publicUrl">> = {},
  subscriptions: readonly Subscription<House>[] = messageSubscriptions,
): House & { readonly clock: FixedClock } {
  const clock = fixedClock(monday);
  return {
    config: { ...readConfig(findRoot(), false, { HALL: "445100" }), ...settings },
    secret: Buffer.alloc(32, 7),
    seal: testSeal,
    clock,
    db,
    codes: createCodes(codeTables, codeMappings),
    log: createLog({ level: "silent" }),
    outbox: createOutbox({ clock, hears: subscriptions }),
    pages: createKeptPages(),
  } satisfies Partial<House> as unknown as House & { readonly clock: FixedClock };
}

/** A worker of the house; the jitter of its back-off is at its longest. */
export function workerOf(
  house: House,
  options: Partial<WorkerOptions<House>> = {},
  subscriptions: readonly Subscription<House>[] = messageSubscriptions,
): Worker {
  return createWorker(house, { hall: chaozhou, subscriptions, schedules, random: () => 0.999, ...options });
}

/** Wants one message, a login code unless told otherwise. */
export function want(house: House, message: Partial<WantedMessage> = {}): Promise<Id> {
  return inTransaction(house.db, (tx) =>
    wantMessage(house, tx, {
      hall: chaozhou,
      way: "sms",
      to: mobile,
      template: "login-code",
      facts: { code: "123456", minutes: "5" },
      ...message,
    }),
  );
}

/** A citizen who signed in. */
export function citizen(house: House, actingFor: string | null = null): Actor & { kind: "citizen"; person: Id } {
  const person = newId(house.clock);
  return { kind: "citizen", id: newId(house.clock), assurance: 2, posts: [], person, actingFor };
}

/** Between tests of one file. */
export async function sweep(db: Db): Promise<void> {
  for (const table of ["kernel.outbox", "notification.sending", "notification.message", "notification.preference"]) {
    await runStatement(db, `DELETE FROM ${table} /* scatter: a test begins afresh */`, []);
  }
}
