import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { Type } from "typebox";
import { inTransaction, type Tx } from "../db/index.ts";
import { HallError } from "../errors/index.ts";
import { newId } from "../ids/index.ts";
import { openTestDb, type TestDb } from "../testing/index.ts";
import { claim } from "./lease.ts";
import { type Delivery, subscribe } from "./subscription.ts";
import {
  chaozhou,
  createEffects,
  effect,
  effects,
  openTestHouse,
  rowsOf,
  sweepTables,
  type TestHouse,
} from "./test-house.fixture.ts";
import { type PayloadOf, topic } from "./topic.ts";

/** `lane` and `n` say which event it is; `plan` says how each attempt at it ends, and after the plan it succeeds. */
const shape = Type.Object({ lane: Type.String(), n: Type.Number(), plan: Type.Array(Type.String()) });
const moved = topic("case.moved", shape);
/** The same on another topic: one subscriber hears both, and its order holds over both. */
const closed = topic("case.closed", shape);

let ground: TestDb;
before(async () => {
  ground = await openTestDb(import.meta.url);
  await createEffects(ground.db);
});
after(() => ground.close());

type Planned = PayloadOf<typeof moved>;

async function act(_house: TestHouse, tx: Tx, { payload, attempt }: Delivery<Planned>): Promise<void> {
  const { lane, n, plan } = payload;
  await effect(tx, lane, n);
  const ending = plan[attempt - 1];
  if (ending === "fault") throw new TypeError("a defect after the effect");
  if (ending === "away") throw new HallError("unavailable", "port/away", "对方系统暂时不可用");
}

const subscriptions = [moved, closed].map((heard) =>
  subscribe({ subscriber: "reader", topic: heard, inTransaction: act }),
);

/** One event of the story; "away" may come often, faults stay below what kills. */
const event = fc.record({
  lane: fc.constantFrom("a", "b", "c", "d"),
  plan: fc.array(fc.constantFrom("fault", "away", "away"), { maxLength: 3 }),
  closes: fc.boolean(),
});
const story = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant("publish" as const),
        events: fc.array(event, { minLength: 1, maxLength: 4 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant("work" as const), workers: fc.integer({ min: 1, max: 3 }) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant("crash" as const), leases: fc.integer({ min: 1, max: 3 }) }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant("wait" as const), seconds: fc.integer({ min: 1, max: 120 }) }),
    },
  ),
  { minLength: 3, maxLength: 14 },
);

test("whatever fails, however many work: each effect comes once, and each lane in its order", async () => {
  let events = 0;
  let crashes = 0;
  await fc.assert(
    fc.asyncProperty(
      story,
      fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
      async (acts, numbers) => {
        await sweepTables(ground.db);
        const { house, worker } = openTestHouse(ground.db, subscriptions);
        const random = () => numbers.next().value as number;
        const work = (count: number) =>
          Promise.all(Array.from({ length: count }, () => worker({ concurrency: 3, random }).runDue()));
        const expected = new Map<string, string[]>();

        for (const each of acts) {
          if (each.kind === "publish") {
            await inTransaction(house.db, async (tx) => {
              for (const { lane, plan, closes } of each.events) {
                const order = expected.get(lane) ?? [];
                expected.set(lane, [...order, `${order.length}`]);
                const payload = { lane, n: order.length, plan };
                await house.outbox.publish(tx, { hall: chaozhou, topic: closes ? closed : moved, payload, lane });
                events += 1;
              }
            });
          }
          if (each.kind === "work") await work(each.workers);
          if (each.kind === "wait") house.clock.advance(each.seconds * 1_000);
          if (each.kind === "crash") {
            const now = house.clock.now();
            const until = new Date(now.getTime() + 60_000);
            const owner = newId(house.clock);
            const lost = await claim(house.db, {
              hall: chaozhou,
              subscribers: ["reader"],
              now,
              until,
              owner,
              limit: each.leases,
            });
            crashes += lost.length;
          }
        }

        for (let round = 0; round < 200 && (await rowsOf(house.db)).length > 0; round += 1) {
          house.clock.advance(3_600_000);
          await work(2);
        }
        assert.deepEqual(await rowsOf(house.db), [], "nothing is lost, nothing is left");
        const came = await effects(house.db);
        for (const [lane, order] of expected) {
          assert.deepEqual(
            came.filter((one) => one.lane === lane).map((one) => one.what),
            order,
            `lane ${lane}`,
          );
        }
      },
    ),
    { numRuns: 40 },
  );
  assert.ok(events > 40 && crashes > 0, "the stories were not empty");
});

test("where the owner of a lane counts, the count decides and not the ids", async () => {
  await sweepTables(ground.db);
  const { house, worker } = openTestHouse(ground.db, subscriptions);
  // Two acts on one case: the one that made its ids first got the case's lock second.
  for (const laneNo of [8, 7]) {
    const payload = { lane: "a", n: laneNo, plan: laneNo === 7 ? ["away"] : [] };
    await inTransaction(house.db, (tx) =>
      house.outbox.publish(tx, { hall: chaozhou, topic: moved, payload, lane: "a", laneNo }),
    );
  }
  await worker().runDue();
  assert.deepEqual(await effects(house.db), [], "the eighth waits while the seventh fails");
  house.clock.advance(60_000);
  await worker().runDue();
  assert.deepEqual(
    (await effects(house.db)).map((one) => one.what),
    ["7", "8"],
  );
});

for (const seconds of [300, 24 * 3_600]) {
  test(`an outage of ${seconds} s loses nothing, kills nothing and keeps the order`, async () => {
    await sweepTables(ground.db);
    let away = true;
    const delivered: Planned[] = [];
    const port = subscribe({
      subscriber: "port",
      topic: moved,
      outside: async (_house: TestHouse, { payload }) => {
        if (away) throw new HallError("unavailable", "port/away", "对方系统暂时不可用");
        delivered.push(payload);
      },
    });
    const { house, worker } = openTestHouse(ground.db, [port]);
    const lanes = Array.from({ length: 10 }, (_, n) => `case ${n}`);
    const publish = async (n: number) => {
      for (const lane of lanes) {
        const payload = { lane, n, plan: [] };
        await inTransaction(house.db, (tx) =>
          house.outbox.publish(tx, { hall: chaozhou, topic: moved, payload, lane }),
        );
      }
    };
    // News keeps coming while the other side is away.
    const begin = house.clock.now().getTime();
    let published = 0;
    const step = Math.max(10, seconds / 60);
    while (house.clock.now().getTime() - begin < seconds * 1_000) {
      if (published < 8) await publish(published++);
      assert.equal((await worker().runDue()).dead, 0);
      house.clock.advance(step * 1_000);
    }
    away = false;
    // All is delivered within one longest wait after the outage: five minutes, then each lane runs through.
    house.clock.advance(300_000);
    assert.equal((await worker().runDue()).done, lanes.length * published);
    assert.deepEqual(await rowsOf(house.db), []);
    for (const lane of lanes) {
      const order = delivered.filter((one) => one.lane === lane).map((one) => one.n);
      assert.deepEqual(
        order,
        Array.from({ length: published }, (_, n) => n),
        lane,
      );
    }
  });
}
