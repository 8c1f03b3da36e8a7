/**
 * A worker in a process of its own, to be killed by `crash.test.ts`: `crash-worker.fixture.ts <database url>`. Says `begun` on
 * standard output at each handler, and ends by itself when nothing is left.
 */
import { setTimeout as wait } from "node:timers/promises";
import { systemClock } from "../clock/index.ts";
import { closeDb, openDb, runStatement } from "../db/index.ts";
import { createLog } from "../log/index.ts";
import { crashSubscriptions } from "./crash-subscriptions.fixture.ts";
import { createOutbox } from "./outbox.ts";
import { chaozhou } from "./test-house.fixture.ts";
import { createWorker } from "./worker.ts";

const log = createLog({ level: "silent" });
const db = await openDb({ url: process.argv[2] ?? "", readers: 1, writers: 4, log });
const house = { db, clock: systemClock, log, outbox: createOutbox({ clock: systemClock, hears: crashSubscriptions }) };
const worker = createWorker(house, { hall: chaozhou, subscriptions: crashSubscriptions, leaseMs: 600, pollMs: 50 });
worker.start();
const left = "SELECT count(*)::int AS left FROM kernel.outbox /* scatter: a test looks */";
while ((await runStatement<{ left: number }>(db, left, []))[0]?.left) await wait(100);
await worker.stop();
await closeDb(db);
