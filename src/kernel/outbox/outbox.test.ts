import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { Type } from "typebox";
import { inTransaction, runStatement } from "../db/index.ts";
import { openTestDb, type TestDb } from "../testing/index.ts";
import { createOutbox } from "./outbox.ts";
import { subscribe, work } from "./subscription.ts";
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
import { topic } from "./topic.ts";

const accepted = topic("case.accepted", Type.Object({ caseId: Type.String(), step: Type.Number() }));
const unheard = topic("case.unheard", Type.Object({}));
const recount = topic("case.recount", Type.Object({ day: Type.String() }));

const subscriptions = [
  subscribe({
    subscriber: "supervision",
    topic: accepted,
    inTransaction: async (_house: TestHouse, tx, delivery) => effect(tx, "supervision", delivery.payload.caseId),
  }),
  subscribe({
    subscriber: "notification",
    topic: accepted,
    inTransaction: async (_house: TestHouse, tx, delivery) => effect(tx, "notification", delivery.payload.caseId),
  }),
  work(recount, {
    inTransaction: async (_house: TestHouse, tx, delivery) => effect(tx, "recount", delivery.payload.day),
  }),
];

let ground: TestDb;
before(async () => {
  ground = await openTestDb(import.meta.url);
  await createEffects(ground.db);
});
after(() => ground.close());
beforeEach(() => sweepTables(ground.db));

test("an event becomes one delivery per subscriber, and each is done once and leaves no row", async () => {
  const { house, worker } = openTestHouse(ground.db, subscriptions);
  const payload = { caseId: "a1", step: 2 };
  await inTransaction(house.db, (tx) =>
    house.outbox.publish(tx, { hall: chaozhou, topic: accepted, payload, lane: "a1" }),
  );
  const rows = await rowsOf(house.db);
  assert.deepEqual(rows.map((row) => row.subscriber).sort(), ["notification", "supervision"]);
  assert.equal(new Set(rows.map((row) => row.event_id)).size, 1);
  assert.deepEqual(rows[0]?.payload, payload);

  assert.equal((await worker().runDue()).done, 2);
  assert.deepEqual((await effects(house.db)).map((each) => each.lane).sort(), ["notification", "supervision"]);
  assert.deepEqual(await rowsOf(house.db), []);
});

test("an event nobody hears leaves nothing, and one whose transaction is undone leaves nothing", async () => {
  const { house } = openTestHouse(ground.db, subscriptions);
  await inTransaction(house.db, (tx) => house.outbox.publish(tx, { hall: chaozhou, topic: unheard, payload: {} }));
  const undone = inTransaction(house.db, async (tx) => {
    await house.outbox.publish(tx, { hall: chaozhou, topic: accepted, payload: { caseId: "a", step: 1 } });
    throw new Error("refused later");
  });
  await assert.rejects(undone, /refused later/);
  assert.deepEqual(await rowsOf(house.db), []);
});

test("a payload of another shape is refused, naming the field and not its value", async () => {
  const { house } = openTestHouse(ground.db, subscriptions);
  const wrong = { caseId: "440102199001011234", step: "two" } as unknown as { caseId: string; step: number };
  await assert.rejects(
    inTransaction(house.db, (tx) => house.outbox.publish(tx, { hall: chaozhou, topic: accepted, payload: wrong })),
    (error: { code?: string; details?: unknown }) => {
      assert.equal(error.code, "outbox/payload-not-as-declared");
      assert.deepEqual(error.details, { topic: "case.accepted", fields: ["/step type"] });
      return true;
    },
  );
  assert.deepEqual(await rowsOf(house.db), []);
});

test("two houses in one process publish to their own subscribers", async () => {
  const { house } = openTestHouse(ground.db, subscriptions);
  const other = createOutbox({ clock: house.clock, hears: [{ subscriber: "archive", topic: accepted }] });
  const event = { hall: chaozhou, topic: accepted, payload: { caseId: "b", step: 1 } };
  await inTransaction(house.db, (tx) => other.publish(tx, event));
  assert.deepEqual(
    (await rowsOf(house.db)).map((row) => row.subscriber),
    ["archive"],
  );
});

test("state and event go in one hand-written statement; where the state is refused there is no event", async () => {
  const { house } = openTestHouse(ground.db, subscriptions);
  await runStatement(house.db, "CREATE TABLE public.small_case (id text, state text, steps bigint)", []);
  await runStatement(house.db, "INSERT INTO public.small_case VALUES ('c1', 'submitted', 7)", []);
  const accept = async () => {
    const event = { hall: chaozhou, topic: accepted, payload: { caseId: "c1", step: 8 }, lane: "c1" };
    const news = house.outbox.rows(event, { first: 2, from: "accepted", laneNo: "accepted.steps" });
    const text = `
      WITH accepted AS (
        UPDATE public.small_case SET state = 'accepted', steps = steps + 1
        WHERE id = $1 AND state = 'submitted' RETURNING steps
      ), news AS (${news.text})
      SELECT steps FROM accepted`;
    return await runStatement<{ steps: bigint }>(house.db, text, ["c1", ...news.values]);
  };
  assert.deepEqual(await accept(), [{ steps: 8n }]);
  assert.deepEqual(
    (await rowsOf(house.db)).map((row) => [row.subscriber, row.lane, row.lane_no]),
    [
      ["supervision", "c1", 8n],
      ["notification", "c1", 8n],
    ],
  );
  assert.deepEqual(await accept(), []);
  assert.equal((await rowsOf(house.db)).length, 2);

  const silent = house.outbox.rows({ hall: chaozhou, topic: unheard, payload: {} }, { first: 2, from: "done" });
  const text = `WITH done AS (SELECT $1::text AS id), news AS (${silent.text}) SELECT id FROM done`;
  assert.deepEqual(await runStatement(house.db, text, ["x", ...silent.values]), [{ id: "x" }]);
});

test("a job waits for its instant", async () => {
  const { house, worker } = openTestHouse(ground.db, subscriptions);
  const runAt = new Date("2026-03-02T10:00:00+08:00");
  await inTransaction(house.db, (tx) =>
    house.outbox.enqueue(tx, { hall: chaozhou, job: recount, payload: { day: "2026-03-01" }, runAt }),
  );
  assert.equal((await worker().runDue()).done, 0);
  house.clock.advance(3_600_000);
  assert.equal((await worker().runDue()).done, 1);
  assert.deepEqual(await effects(house.db), [{ lane: "recount", what: "2026-03-01" }]);
});

test("a job under a key is there once; the second call finds it, writes, and may only bring it forward", async () => {
  const { house, worker } = openTestHouse(ground.db, subscriptions);
  const enqueue = (minutes: number) =>
    inTransaction(house.db, (tx) =>
      house.outbox.enqueue(tx, {
        hall: chaozhou,
        job: recount,
        payload: { day: "2026-03-01" },
        runAt: new Date(house.clock.now().getTime() + minutes * 60_000),
        dedupeKey: "2026-03-01",
      }),
    );
  const first = await enqueue(30);
  const later = await enqueue(60);
  assert.equal(first.isNew, true);
  assert.deepEqual(later, { id: first.id, isNew: false });
  assert.equal((await rowsOf(house.db))[0]?.touched, 1, "already there must still write: its commit is the proof");
  assert.deepEqual((await rowsOf(house.db))[0]?.run_at, new Date("2026-03-02T09:30:00+08:00"));
  await enqueue(10);
  house.clock.advance(600_000);
  assert.equal((await worker().runDue()).done, 1);
  assert.equal((await enqueue(0)).isNew, true, "done is gone: the key is free again");
});

test("a job asked for again while it runs runs once more", async () => {
  const again = async (house: TestHouse) =>
    inTransaction(house.db, (tx) =>
      house.outbox.enqueue(tx, { hall: chaozhou, job: recount, payload: { day: "d" }, dedupeKey: "d" }),
    );
  let runs = 0;
  const counting = work(recount, {
    inTransaction: async (house: TestHouse, tx) => {
      runs += 1;
      await effect(tx, null, `run ${runs}`);
      if (runs === 1) await again(house);
    },
  });
  const { house, worker } = openTestHouse(ground.db, [counting]);
  await again(house);
  assert.equal((await worker().runDue()).done, 2);
  assert.deepEqual(
    (await effects(house.db)).map((each) => each.what),
    ["run 1", "run 2"],
  );
  assert.deepEqual(await rowsOf(house.db), []);
});

test("a subscriber named twice for one topic is refused at start", () => {
  const twice = [subscriptions[0], subscriptions[0]].flatMap((each) => (each ? [each] : []));
  assert.throws(() => openTestHouse(ground.db, twice), RangeError);
});
