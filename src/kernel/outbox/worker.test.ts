import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { Type } from "typebox";
import { closeDb, inTransaction, openDb, runStatement } from "../db/index.ts";
import { HallError } from "../errors/index.ts";
import { newId } from "../ids/index.ts";
import { createLog } from "../log/index.ts";
import { openTestDb, type TestDb } from "../testing/index.ts";
import { claim } from "./lease.ts";
import { type Outside, subscribe } from "./subscription.ts";
import {
  chaozhou,
  createEffects,
  effect,
  effects,
  haikou,
  openTestHouse,
  rowsOf,
  sweepTables,
  type TestHouse,
} from "./test-house.fixture.ts";
import { topic } from "./topic.ts";

const counted = topic("case.counted", Type.Object({ n: Type.Number() }));

let ground: TestDb;
before(async () => {
  ground = await openTestDb(import.meta.url);
  await createEffects(ground.db);
});
after(() => ground.close());
beforeEach(() => sweepTables(ground.db));

async function publish(house: TestHouse, numbers: readonly number[], lane?: string, hall = chaozhou): Promise<void> {
  await inTransaction(house.db, async (tx) => {
    for (const n of numbers) await house.outbox.publish(tx, { hall, topic: counted, payload: { n }, lane });
  });
}

/** A subscriber that leaves its number as effect, after what `first` does to it. */
function counting(first: (n: number, house: TestHouse) => Promise<void> | void = () => {}) {
  return subscribe({
    subscriber: "counter",
    topic: counted,
    inTransaction: async (house: TestHouse, tx, delivery) => {
      await effect(tx, delivery.lane, delivery.payload.n);
      await first(delivery.payload.n, house);
    },
  });
}

function outsider(handle: Outside<TestHouse, { n: number }>, limitMs = 300_000) {
  return subscribe({ subscriber: "outsider", topic: counted, outside: handle, limitMs });
}

const range = (to: number) => Array.from({ length: to }, (_, n) => n);
const whats = async () => (await effects(ground.db)).map((each) => each.what);

test("an error after the effect undoes the effect; the delivery comes again and its effect is there once", async () => {
  let failures = 3;
  const { house, worker } = openTestHouse(ground.db, [
    counting(() => {
      failures -= 1;
      if (failures >= 0) throw new TypeError("a defect after the effect");
    }),
  ]);
  await publish(house, [1]);
  for (const attempt of range(3)) {
    assert.equal((await worker().runDue()).failed, 1, `attempt ${attempt}`);
    assert.deepEqual(await whats(), []);
    house.clock.advance(3_600_000);
  }
  assert.equal((await worker().runDue()).done, 1);
  assert.deepEqual(await whats(), ["1"]);
  assert.deepEqual(await rowsOf(house.db), []);
});

test("what is remembered of an error is its name, code and place, never its message", async () => {
  const { house, worker } = openTestHouse(ground.db, [
    counting((n) => {
      if (n === 1) throw new HallError("conflict", "case/not-open", "440102199001011234");
      throw new TypeError("440102199001011234");
    }),
  ]);
  await publish(house, [1, 2]);
  await worker().runDue();
  const [first, second] = (await rowsOf(house.db)).map((row) => row.last_error);
  assert.equal(first, "conflict case/not-open");
  assert.match(second ?? "", /^TypeError at src\/kernel\/outbox\/worker\.test\.ts:\d+$/);
});

test("a delivery dies after twelve faults, and never for what is merely away for less than seven days", async () => {
  let away = true;
  const { house, worker } = openTestHouse(ground.db, [
    counting(() => {
      if (away) throw new HallError("unavailable", "sms/away", "短信平台暂时不可用");
      throw new TypeError("a defect");
    }),
  ]);
  await publish(house, [1]);
  const attempt = async () => {
    const tally = await worker({ random: () => 0.999 }).runDue();
    house.clock.advance(3_600_000);
    return tally;
  };
  for (const hour of range(7 * 24)) assert.equal((await attempt()).failed, 1, `away in hour ${hour}`);
  away = false;
  for (const fault of range(11)) assert.equal((await attempt()).failed, 1, `fault ${fault + 1}`);
  assert.equal((await attempt()).dead, 1);
  assert.deepEqual(await attempt(), { done: 0, failed: 0, dead: 0, lost: 0, errors: [] });

  await sweepTables(house.db);
  away = true;
  await publish(house, [2]);
  for (const hour of range(7 * 24)) assert.equal((await attempt()).failed, 1, `away in hour ${hour}`);
  assert.equal((await attempt()).dead, 1, "after seven days of it somebody must look");
});

test("what is away may say when to come again: not before then, at most a day later, and what lies behind waits too", async () => {
  let retryAt: Date | string = "soon";
  let away = true;
  const { house, worker } = openTestHouse(ground.db, [
    counting(() => {
      if (away) throw new HallError("unavailable", "sms/away", "短信平台暂时不可用", { retryAt });
    }),
  ]);
  await inTransaction(house.db, async (tx) => {
    for (const n of [1, 2])
      await house.outbox.publish(tx, { hall: chaozhou, topic: counted, payload: { n }, lane: "a" });
  });
  const inMs = (ms: number) => new Date(house.clock.now().getTime() + ms);
  const failedAfter = async (ms: number) => {
    house.clock.advance(ms);
    return (await worker({ random: () => 0 }).runDue()).failed;
  };
  const hour = 3_600_000;
  retryAt = inMs(hour);
  assert.equal(await failedAfter(0), 1);
  assert.equal(await failedAfter(hour - 1), 0);
  retryAt = inMs(48 * hour);
  assert.equal(await failedAfter(1), 1);
  assert.equal(await failedAfter(24 * hour - 1), 0);
  away = false;
  house.clock.advance(1);
  assert.equal((await worker().runDue()).done, 2);
  assert.deepEqual(await whats(), ["1", "2"]);
});

test("the lease of a worker that was killed runs out: another does the work, and the fault is counted", async () => {
  const { house, worker } = openTestHouse(ground.db, [counting()]);
  await publish(house, [1]);
  const now = house.clock.now();
  const until = new Date(now.getTime() + 60_000);
  const owner = newId(house.clock);
  // What kill -9 leaves: leased, and nobody works on it.
  const lost = await claim(house.db, { hall: chaozhou, subscribers: ["counter"], now, until, owner, limit: 10 });
  assert.equal(lost.length, 1);
  assert.equal((await worker().runDue()).done, 0, "a lease is respected");
  house.clock.advance(60_000);
  assert.equal((await worker().runDue()).done, 1);
  assert.deepEqual(await whats(), ["1"]);
});

test("a delivery whose workers keep vanishing is given up without being run again", async () => {
  let runs = 0;
  const { house, worker } = openTestHouse(ground.db, [
    counting(() => {
      runs += 1;
    }),
  ]);
  await publish(house, [1]);
  for (const _ of range(12)) {
    const now = house.clock.now();
    const until = new Date(now.getTime() + 60_000);
    await claim(house.db, {
      hall: chaozhou,
      subscribers: ["counter"],
      now,
      until,
      owner: newId(house.clock),
      limit: 1,
    });
    house.clock.advance(60_000);
  }
  assert.equal((await worker().runDue()).dead, 1);
  assert.equal(runs, 0);
  assert.match((await rowsOf(house.db))[0]?.last_error ?? "", /^WorkerVanished/);
});

test("a worker that lost its lease while it worked undoes its effect", async () => {
  const { house, worker } = openTestHouse(ground.db, [
    counting(async (_n, house) => {
      if (house.clock.now() > started) return;
      // The process stood still for longer than its lease, and another took the delivery.
      house.clock.advance(60_001);
      assert.equal((await other.runDue()).done, 1);
    }),
  ]);
  const started = house.clock.now();
  const other = worker();
  await publish(house, [1]);
  assert.equal((await worker().runDue()).lost, 1);
  assert.deepEqual(await whats(), ["1"]);
});

test("a worker that lost its lease does not take the delivery away from the one that has it now", async () => {
  const { house, worker } = openTestHouse(ground.db, [
    counting(async (_n, house) => {
      if (house.clock.now() > started) return;
      house.clock.advance(60_001);
      const now = house.clock.now();
      const until = new Date(now.getTime() + 60_000);
      const owner = newId(house.clock);
      const leased = await claim(house.db, { hall: chaozhou, subscribers: ["counter"], now, until, owner, limit: 1 });
      assert.equal(leased.length, 1);
    }),
  ]);
  const started = house.clock.now();
  await publish(house, [1]);
  assert.equal((await worker().runDue()).lost, 1);
  assert.deepEqual(await whats(), []);
  assert.equal((await rowsOf(house.db)).length, 1);
  house.clock.advance(60_000);
  assert.equal((await worker().runDue()).done, 1);
  assert.deepEqual(await whats(), ["1"]);
});

test("a long outside handler keeps its lease: nobody else takes the delivery while it runs", async () => {
  let running = 0;
  const seen: number[] = [];
  const { house, worker } = openTestHouse(ground.db, [
    outsider(async (house, delivery) => {
      running += 1;
      assert.equal(running, 1);
      for (const _ of range(10)) {
        // Half a lease goes by at each step, and then a renewal comes, in the machine's own time.
        house.clock.advance(30);
        const renewed = house.clock.now().getTime() + 60;
        while ((await rowsOf(house.db))[0]?.leased_until?.getTime() !== renewed) await wait(5);
        assert.equal((await worker({ leaseMs: 60 }).runDue()).done, 0);
      }
      seen.push(delivery.payload.n);
      running -= 1;
    }),
  ]);
  await publish(house, [1]);
  assert.equal((await worker({ leaseMs: 60 }).runDue()).done, 1);
  assert.deepEqual(seen, [1]);
  assert.deepEqual(await rowsOf(house.db), []);
});

test("an outside handler has one key over all its attempts, and one that takes too long is told to stop", async () => {
  const keys: string[] = [];
  const attempts: number[] = [];
  const { house, worker } = openTestHouse(ground.db, [
    outsider(async (_house, delivery, signal) => {
      keys.push(delivery.id);
      attempts.push(delivery.attempt);
      if (keys.length === 3) return;
      await wait(60_000, undefined, { signal });
    }, 30),
  ]);
  await publish(house, [1]);
  for (const _ of range(2)) {
    assert.equal((await worker().runDue()).failed, 1);
    assert.match((await rowsOf(house.db))[0]?.last_error ?? "", /^HandlerTooLong/);
    house.clock.advance(3_600_000);
  }
  assert.equal((await worker().runDue()).done, 1);
  assert.equal(new Set(keys).size, 1);
  assert.deepEqual(attempts, [1, 2, 3]);
});

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
  const numbers = (await whats()).map(Number).sort((a, b) => a - b);
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
  assert.deepEqual(await whats(), ["1"]);
  await publish(house, [2]);
  await wait(100);
  assert.deepEqual(await whats(), ["1"], "a stopped worker takes nothing new");
});

test("a worker in the background finds by itself what another process published", async () => {
  const { house, worker } = openTestHouse(ground.db, [counting()]);
  const working = worker({ pollMs: 20 });
  const elsewhere = openTestHouse(ground.db, [counting()]).house;
  working.start();
  await publish(elsewhere, range(5), "lane");
  while ((await rowsOf(house.db)).length > 0) await wait(20);
  await working.stop();
  assert.deepEqual(await whats(), ["0", "1", "2", "3", "4"]);
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
