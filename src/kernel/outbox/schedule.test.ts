import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import fc from "fast-check";
import { openTestDb, type TestDb } from "../testing/index.ts";
import { type Every, nextSlot, schedule } from "./schedule.ts";
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

let ground: TestDb;
before(async () => {
  ground = await openTestDb(import.meta.url);
  await createEffects(ground.db);
});
after(() => ground.close());
beforeEach(() => sweepTables(ground.db));

const beijing = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");
const minute = 60_000;

/** Leaves the slot it was called for. */
function firing(every: Every, first: () => void = () => {}) {
  return schedule({
    name: "test.fire",
    every,
    inTransaction: async (_house: TestHouse, tx, delivery) => {
      await effect(tx, null, beijing(delivery.dueAt));
      first();
    },
  });
}
const slots = async () => (await effects(ground.db)).map((each) => each.what);

test("a daily slot is the next such time in Beijing, whatever the day's hour", () => {
  const next = (text: string) => beijing(nextSlot({ dailyAt: "02:30" }, new Date(text)));
  assert.equal(next("2026-03-02T02:29:59+08:00"), "2026-03-02 02:30");
  assert.equal(next("2026-03-02T02:30:00+08:00"), "2026-03-03 02:30");
  assert.equal(next("2026-12-31T23:59:00+08:00"), "2027-01-01 02:30");
  assert.equal(next("2026-03-01T17:00:00Z"), "2026-03-02 02:30");
});

test("slots lie after the instant, at most one period away, and the slot of a slot is one period on", () => {
  const periods = fc.constantFrom(1, 5, 15, 60, 1440).map((minutes) => ({ minutes }));
  const daily = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map(([hour, minute]) => ({
    dailyAt: `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`,
  }));
  const instants = fc.date({ min: new Date("2000-01-01Z"), max: new Date("2099-12-31Z"), noInvalidDate: true });
  fc.assert(
    fc.property(fc.oneof(periods, daily), instants, (every, instant) => {
      const period = ("minutes" in every ? every.minutes : 1440) * minute;
      const slot = nextSlot(every, instant).getTime();
      assert.ok(slot > instant.getTime() && slot - instant.getTime() <= period);
      assert.equal(nextSlot(every, new Date(slot)).getTime() - slot, period);
    }),
  );
});

test("a wrong rule is refused when it is declared", () => {
  for (const every of [{ minutes: 0 }, { minutes: 7 }, { minutes: 2880 }, { dailyAt: "24:00" }, { dailyAt: "2:30" }]) {
    assert.throws(() => firing(every), RangeError);
  }
});

test("two processes fire a slot once, under the hall of the installation", async () => {
  const { house, worker } = openTestHouse(ground.db, [], [firing({ minutes: 15 })]);
  const workers = [worker(), worker()];
  const run = () => Promise.all(workers.map((each) => each.runDue()));
  await run();
  assert.equal((await rowsOf(house.db, chaozhou)).length, 1);
  for (const _ of [1, 2, 3]) {
    house.clock.advance(15 * minute);
    await run();
  }
  assert.deepEqual(await slots(), ["2026-03-02 09:15", "2026-03-02 09:30", "2026-03-02 09:45"]);
  assert.equal((await rowsOf(house.db, chaozhou)).length, 1);
});

test("a schedule may belong to a hall of its own", async () => {
  const own = schedule({
    name: "test.own",
    every: { minutes: 5 },
    hall: haikou,
    inTransaction: async (_house: TestHouse) => {},
  });
  const { house, worker } = openTestHouse(ground.db, [], [own]);
  await worker().runDue();
  assert.deepEqual([(await rowsOf(house.db, chaozhou)).length, (await rowsOf(house.db, haikou)).length], [0, 1]);
});

test("after an outage of three days a daily schedule fires once, for the slot it missed first, and then goes on", async () => {
  const { house, worker } = openTestHouse(ground.db, [], [firing({ dailyAt: "02:30" })]);
  await worker().runDue();
  house.clock.set("2026-03-05T10:00:00+08:00");
  // A process that starts anew must not skip what the old one missed.
  await worker().runDue();
  await worker().runDue();
  assert.deepEqual(await slots(), ["2026-03-03 02:30"]);
  house.clock.set("2026-03-06T02:30:00+08:00");
  await worker().runDue();
  assert.deepEqual(await slots(), ["2026-03-03 02:30", "2026-03-06 02:30"]);
});

test("a failing schedule is retried, never dies, and at its next slot tries again at the latest", async () => {
  let failing = true;
  const { house, worker } = openTestHouse(
    ground.db,
    [],
    [
      firing({ minutes: 60 }, () => {
        if (failing) throw new TypeError("a defect");
      }),
    ],
  );
  const one = worker({ random: () => 0.999 });
  await one.runDue();
  house.clock.advance(60 * minute);
  for (let hour = 0; hour < 30; hour += 1) {
    const tally = await one.runDue();
    assert.deepEqual([tally.failed, tally.dead], [1, 0]);
    house.clock.advance(60 * minute);
  }
  const [row] = await rowsOf(house.db);
  assert.equal(row?.faults, 30);
  assert.match(row?.last_error ?? "", /^TypeError/);
  failing = false;
  assert.equal((await one.runDue()).done, 1);
  const [mended] = await rowsOf(house.db);
  assert.deepEqual([mended?.faults, mended?.last_error, mended?.failing_since], [0, null, null]);
});

test("a rule changed to an earlier slot counts from the next start; one changed to a later slot after the next firing", async () => {
  const { house, worker } = openTestHouse(ground.db, [], [firing({ dailyAt: "12:00" })]);
  await worker().runDue();
  await worker({ schedules: [firing({ minutes: 15 })] }).runDue();
  assert.equal(beijing((await rowsOf(house.db))[0]?.run_at ?? new Date(0)), "2026-03-02 09:15");
  const back = worker({ schedules: [firing({ dailyAt: "12:00" })] });
  await back.runDue();
  assert.equal(beijing((await rowsOf(house.db))[0]?.run_at ?? new Date(0)), "2026-03-02 09:15");
  house.clock.advance(15 * minute);
  await back.runDue();
  assert.equal(beijing((await rowsOf(house.db))[0]?.run_at ?? new Date(0)), "2026-03-02 12:00");
});
