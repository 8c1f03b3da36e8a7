import { after, before, beforeEach } from "node:test";
import { Type } from "typebox";
import { inTransaction } from "../db/index.ts";
import { openTestDb, type TestDb } from "../testing/index.ts";
import { type Outside, subscribe } from "./subscription.ts";
import { chaozhou, createEffects, effect, effects, sweepTables, type TestHouse } from "./test-house.fixture.ts";
import { topic } from "./topic.ts";

/** The news that the deliveries of these tests are of. */
export const counted = topic("case.counted", Type.Object({ n: Type.Number() }));

/** A database with the table of effects, swept before each test; its fields may be used within tests. */
export function workerGround(url: string) {
  let opened: TestDb | undefined;
  const database = (): TestDb => {
    if (!opened) throw new Error("opened before the first test");
    return opened;
  };
  before(async () => {
    opened = await openTestDb(url);
    await createEffects(opened.db);
  });
  after(() => opened?.close());
  beforeEach(() => sweepTables(database().db));
  return {
    get db() {
      return database().db;
    },
    get url() {
      return database().url;
    },
    /** What each effect was, in order. */
    whats: async () => (await effects(database().db)).map((each) => each.what),
  };
}

/** Publishes one piece of news a number. */
export async function publish(
  house: TestHouse,
  numbers: readonly number[],
  lane?: string,
  hall = chaozhou,
): Promise<void> {
  await inTransaction(house.db, async (tx) => {
    for (const n of numbers) await house.outbox.publish(tx, { hall, topic: counted, payload: { n }, lane });
  });
}

/** A subscriber that leaves its number as effect, after what `first` does to it. */
export function counting(first: (n: number, house: TestHouse) => Promise<void> | void = () => {}) {
  return subscribe({
    subscriber: "counter",
    topic: counted,
    inTransaction: async (house: TestHouse, tx, delivery) => {
      await effect(tx, delivery.lane, delivery.payload.n);
      await first(delivery.payload.n, house);
    },
  });
}

/** A subscriber that works outside of a transaction. */
export function outsider(handle: Outside<TestHouse, { n: number }>, limitMs = 300_000) {
  return subscribe({ subscriber: "outsider", topic: counted, outside: handle, limitMs });
}

/** 0, 1, 2 … below `to`. */
export const range = (to: number): number[] => Array.from({ length: to }, (_, n) => n);
