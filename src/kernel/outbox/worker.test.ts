import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { Type } from "typebox";
import { closeDb, inTransaction, openDb, runStatement } from "../db/index.ts";
import { createLog } from "../log/index.ts";
import { subscribe } from "./subscription.ts";
import { chaozhou, effects, haikou, openTestHouse, rowsOf, type TestHouse } from "./test-house.fixture.ts";
import { topic } from "./topic.ts";
import { counted, counting, outsider, publish, range, workerGround } from "./worker.fixture.ts";

const ground = workerGround(import.meta.url);

test("five workers at once begin each delivery of two halls exactly once", async () => {
  const begun: string[] = [];
  const { house, worker } = openTestHouse(ground.db, [
    counting(),
    outsider(async (_house, delivery) => {
      begun.push(delivery.id);
    }),
  ]);
  await publish(house, range(60), undefined, chaozhou);
  await publish(house, range(60), undefined, haikou);
  const tallies = await Promise.all(range(5).map(() => worker({ concurrency: 2 }).runDue()));
  const sum = (outcome: "done" | "lost") => tallies.reduce((all, tally) => all + tally[outcome], 0);
  assert.deepEqual([sum("done"), sum("lost")], [240, 0]);
  assert.deepEqual([begun.length, new Set(begun).size], [120, 120]);
  const numbers = (await ground.whats()).map(Number).sort((a, b) => a - b);
  assert.deepEqual(
    numbers,
    range(120).map((n) => Math.floor(n / 2)),
  );
});

test("a slow subscriber does not keep the others waiting", async () => {
  const order: string[] = [];
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { house, worker } = openTestHouse(ground.db, [
    outsider(async () => {
      await held;
      order.push("outsider");
    }),
    counting(() => {
      if (order.push("counter") === 10) release(); // the ten run side by side, in no order
    }),
  ]);
  await publish(house, range(10));
  assert.equal((await worker().runDue()).done, 20);
  assert.deepEqual(
    order.slice(0, 10),
    range(10).map(() => "counter"),
  );
});

test("a delivery for an unknown subscriber waits; one of an unknown topic is kept for a newer version", async () => {
  const other = topic("case.other", Type.Object({}));
  const all = [
    counting(),
    subscribe({ subscriber: "newcomer", topic: counted, inTransaction: async (_house: TestHouse) => {} }),
    subscribe({ subscriber: "counter", topic: other, inTransaction: async (_house: TestHouse) => {} }),
  ];
  const { house, worker } = openTestHouse(ground.db, all);
  await publish(house, [1]);
  await inTransaction(house.db, (tx) => house.outbox.publish(tx, { hall: chaozhou, topic: other, payload: {} }));
  const older = await worker({ subscriptions: [counting()] }).runDue();
  assert.deepEqual([older.done, older.failed], [1, 1]);
  assert.deepEqual(
    (await rowsOf(house.db)).map((row) => [row.subscriber, row.last_error]),
    [
      ["newcomer", null],
      ["counter", "unavailable outbox/no-handler"],
    ],
  );
  house.clock.advance(60_000);
  assert.equal((await worker().runDue()).done, 2);
});

test("a worker in the background hears of new work without being told, and stopping waits for what runs", async () => {
  let begun = () => {};
  const hasBegun = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const { house, worker } = openTestHouse(ground.db, [
    counting(async () => {
      begun();
      await wait(100);
    }),
  ]);
  const working = worker({ pollMs: 600_000 });
  working.start();
  await wait(50);
  await publish(house, [1]);
  // Without the hint the next look would be minutes away.
  await hasBegun;
  await working.stop();
  assert.deepEqual(await ground.whats(), ["1"]);
  await publish(house, [2]);
  await wait(100);
  assert.deepEqual(await ground.whats(), ["1"], "a stopped worker takes nothing new");
});

test("a worker in the background finds by itself what another process published", async () => {
  const { house, worker } = openTestHouse(ground.db, [counting()]);
  const working = worker({ pollMs: 20 });
  const elsewhere = openTestHouse(ground.db, [counting()]).house;
  working.start();
  await publish(elsewhere, range(5), "lane");
  while ((await rowsOf(house.db)).length > 0) await wait(20);
  await working.stop();
  assert.deepEqual(await ground.whats(), ["0", "1", "2", "3", "4"]);
});

test("a worker goes on by itself after its connections were cut, and loses nothing", async () => {
  const own = await openDb({ url: ground.url, readers: 2, writers: 6, log: createLog({ level: "silent" }) });
  try {
    const { house, worker } = openTestHouse(own, [counting(() => wait(2))]);
    for (const lane of ["a", "b", "c"]) await publish(house, range(40), lane);
    const working = worker({ pollMs: 20, leaseMs: 200 });
    working.start();
    const cut = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name = $1`;
    const [{ name = "" } = {}] = await runStatement<{ name: string }>(
      own,
      "SELECT current_setting('application_name') AS name",
      [],
    );
    for (const _ of range(5)) {
      await wait(60);
      // The test's own connections have the same name; they come back as well.
      await runStatement(ground.db, cut, [name]).catch(() => []);
      house.clock.advance(100);
    }
    while ((await rowsOf(ground.db)).length > 0) {
      await wait(20);
      // Leases of what was cut off run out.
      house.clock.advance(1_000);
    }
    await working.stop();
    for (const lane of ["a", "b", "c"]) {
      const order = (await effects(ground.db)).filter((each) => each.lane === lane).map((each) => each.what);
      assert.deepEqual(order, range(40).map(String), lane);
    }
  } finally {
    await closeDb(own);
  }
});
