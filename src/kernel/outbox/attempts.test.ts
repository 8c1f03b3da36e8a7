import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { inTransaction } from "../db/index.ts";
import { HallError } from "../errors/index.ts";
import { newId } from "../ids/index.ts";
import { claim } from "./lease.ts";
import { chaozhou, openTestHouse, rowsOf, sweepTables } from "./test-house.fixture.ts";
import { counted, counting, outsider, publish, range, workerGround } from "./worker.fixture.ts";

const ground = workerGround(import.meta.url);

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
    assert.deepEqual(await ground.whats(), []);
    house.clock.advance(3_600_000);
  }
  assert.equal((await worker().runDue()).done, 1);
  assert.deepEqual(await ground.whats(), ["1"]);
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
  assert.match(second ?? "", /^TypeError at src\/kernel\/outbox\/attempts\.test\.ts:\d+$/);
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
  assert.deepEqual(await ground.whats(), ["1", "2"]);
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
  assert.deepEqual(await ground.whats(), ["1"]);
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
  assert.deepEqual(await ground.whats(), ["1"]);
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
  assert.deepEqual(await ground.whats(), []);
  assert.equal((await rowsOf(house.db)).length, 1);
  house.clock.advance(60_000);
  assert.equal((await worker().runDue()).done, 1);
  assert.deepEqual(await ground.whats(), ["1"]);
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
