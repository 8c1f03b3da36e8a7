import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { Type } from "typebox";
import { inTransaction } from "../db/index.ts";
import { type Id, newId } from "../ids/index.ts";
import { openTestDb, type TestDb } from "../testing/index.ts";
import { standardBackOff } from "./back-off.ts";
import { countDeliveries, discard, listDead, replay, replayAll } from "./dead.ts";
import { findDueHalls } from "./lease.ts";
import { subscribe } from "./subscription.ts";
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
import { deliveryDiscarded, topic } from "./topic.ts";

const counted = topic("case.counted", Type.Object({ n: Type.Number() }));

let ground: TestDb;
let broken: boolean;
before(async () => {
  ground = await openTestDb(import.meta.url);
  await createEffects(ground.db);
});
after(() => ground.close());
beforeEach(async () => {
  broken = true;
  await sweepTables(ground.db);
});

const subscriptions = [
  subscribe({
    subscriber: "counter",
    topic: counted,
    inTransaction: async (_house: TestHouse, tx, { payload, lane }) => {
      if (broken && payload.n === 1) throw new TypeError("a defect");
      await effect(tx, lane, payload.n);
    },
  }),
  subscribe({
    subscriber: "journal",
    topic: deliveryDiscarded,
    inTransaction: async (_house: TestHouse, tx, { payload }) => effect(tx, "discarded", payload.reason),
  }),
];

/** A lane whose first of three died of its first fault, another lane, and something without a lane. */
async function withOneDead() {
  const opened = openTestHouse(ground.db, subscriptions);
  const { house } = opened;
  const worker = opened.worker({ backOff: { ...standardBackOff, maxFaults: 1 } });
  await inTransaction(house.db, async (tx) => {
    for (const [n, lane] of [
      [1, "a"],
      [2, "a"],
      [3, "a"],
      [4, "b"],
      [5, undefined],
    ] as const) {
      await house.outbox.publish(tx, { hall: chaozhou, topic: counted, payload: { n }, lane });
    }
  });
  const tally = await worker.runDue();
  assert.deepEqual([tally.done, tally.dead], [2, 1]);
  house.clock.advance(90_000);
  const [dead] = await listDead(house.db, chaozhou);
  assert.ok(dead);
  return { house, worker, dead };
}
const whats = async () => (await effects(ground.db)).map((each) => each.what);

test("a dead delivery holds its lane and says how many wait behind it; other lanes go on", async () => {
  const { house, worker, dead } = await withOneDead();
  assert.deepEqual((await whats()).sort(), ["4", "5"]);
  assert.equal(dead.waitingBehind, 2);
  assert.equal(dead.attempts, 1);
  assert.match(dead.lastError, /^TypeError at src/);
  assert.deepEqual([dead.topic, dead.subscriber, dead.lane], ["case.counted", "counter", "a"]);
  // Also what comes later to the same lane waits, for as long as it takes.
  await inTransaction(house.db, (tx) =>
    house.outbox.publish(tx, { hall: chaozhou, topic: counted, payload: { n: 6 }, lane: "a" }),
  );
  house.clock.advance(400 * 86_400_000);
  assert.equal((await worker.runDue()).done, 0);
  assert.equal((await listDead(house.db))[0]?.waitingBehind, 3, "the list of all halls counts the same way");
  assert.deepEqual(await listDead(house.db, haikou), []);
});

test("what waits behind a dead delivery is out of the claim's sight, also what came after its death", async () => {
  const { house, worker } = await withOneDead();
  await inTransaction(house.db, (tx) =>
    house.outbox.publish(tx, { hall: chaozhou, topic: counted, payload: { n: 6 }, lane: "a" }),
  );
  house.clock.advance(3_600_000);
  assert.equal((await findDueHalls(house.db, house.clock.now())).length, 1);
  await worker.runDue();
  assert.deepEqual(await findDueHalls(house.db, house.clock.now()), []);
});

test("replayed, it runs first and its lane follows in order", async () => {
  const { house, worker, dead } = await withOneDead();
  broken = false;
  await inTransaction(house.db, (tx) => replay(house, tx, dead));
  assert.deepEqual(await listDead(house.db), []);
  await worker.runDue();
  assert.deepEqual((await whats()).slice(2), ["1", "2", "3"]);
  await assert.rejects(
    inTransaction(house.db, (tx) => replay(house, tx, dead)),
    { kind: "not-found", code: "outbox/no-dead-delivery" },
  );
});

test("replayed while the defect is still there, it dies again and holds its lane again", async () => {
  const { house, worker, dead } = await withOneDead();
  await inTransaction(house.db, (tx) => replay(house, tx, dead));
  assert.deepEqual([(await worker.runDue()).dead, (await worker.runDue()).done], [1, 0]);
  assert.equal((await listDead(house.db, chaozhou))[0]?.waitingBehind, 2);
});

test("after the mend all dead deliveries of a subscriber are replayed at once", async () => {
  const { house, worker } = await withOneDead();
  await inTransaction(house.db, (tx) =>
    house.outbox.publish(tx, { hall: chaozhou, topic: counted, payload: { n: 1 } }),
  );
  await worker.runDue();
  broken = false;
  const which = { hall: chaozhou, subscriber: "counter" };
  assert.equal(await inTransaction(house.db, (tx) => replayAll(house, tx, { ...which, subscriber: "other" })), 0);
  assert.equal(await inTransaction(house.db, (tx) => replayAll(house, tx, which)), 2);
  assert.equal((await worker.runDue()).done, 4);
});

test("discarded, it is gone with its reason told as news, and its lane follows", async () => {
  const { house, worker, dead } = await withOneDead();
  const reason = "重复推送，对方已人工登记";
  await inTransaction(house.db, (tx) => discard(house, tx, { ...dead, reason }));
  await worker.runDue();
  assert.deepEqual((await whats()).slice(2).sort(), ["2", "3", reason].sort());
  assert.deepEqual(await rowsOf(house.db), []);
});

test("what is alive can be neither replayed nor discarded", async () => {
  const { house } = await withOneDead();
  const waiting = (await rowsOf(house.db)).find((row) => row.dead_at === null);
  assert.ok(waiting);
  for (const id of [waiting.id, newId(house.clock)] as Id[]) {
    const which = { hall: chaozhou, id, reason: "x" };
    await assert.rejects(
      inTransaction(house.db, (tx) => replay(house, tx, which)),
      { code: "outbox/no-dead-delivery" },
    );
    await assert.rejects(
      inTransaction(house.db, (tx) => discard(house, tx, which)),
      { code: "outbox/no-dead-delivery" },
    );
  }
  assert.equal((await rowsOf(house.db)).length, 3);
});

test("the meters count by subscriber what waits, for how long, what fails and what is dead", async () => {
  const { house } = await withOneDead();
  assert.deepEqual(await countDeliveries(house.db, house.clock.now()), [
    { subscriber: "counter", waiting: 2, oldestSeconds: 90, failing: 0, dead: 1 },
  ]);
});
