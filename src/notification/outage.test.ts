import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import type { FixedClock } from "../kernel/clock/index.ts";
import { inTransaction } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import { newId } from "../kernel/ids/index.ts";
import { listDead, replayAll, type WantedMessage, type Worker } from "../kernel/outbox/index.ts";
import { openTestDb, type TestDb } from "../kernel/testing/index.ts";
import { chaozhou, notificationHouse, smsKey, sweep, want, workerOf } from "./notification.fixture.ts";
import { listSendings } from "./queries.ts";
import { startMailStandIn } from "./stand-in/mail-server.ts";
import { type Behaviour, type SmsStandIn, startSmsStandIn } from "./stand-in/sms-gateway.ts";
import { openWays } from "./ways.ts";

let ground: TestDb;
let house: House & { readonly clock: FixedClock };
let gateway: SmsStandIn;
before(async () => {
  ground = await openTestDb(import.meta.url);
});
after(() => ground.close());
beforeEach(async (t) => {
  await sweep(ground.db);
  house = notificationHouse(ground.db);
  gateway = await startSmsStandIn({ clock: house.clock, key: smsKey });
  Object.assign(house.config, { sms: { url: gateway.url, key: smsKey } });
  openWays(house, { timeoutMs: 100 });
  (t as { after(fn: () => Promise<void>): void }).after(() => gateway.close());
});

const minute = 60_000;
const cases = ["a", "b", "c"].map((name) => ({ name, lane: "" }));

/** Every case tells something, its revisions in order; the number's tail says which. */
async function tell(revision: number, by: Partial<WantedMessage> = {}): Promise<void> {
  for (const one of cases) {
    one.lane ||= newId(house.clock);
    const facts = { tail: `${one.name}${String(revision).padStart(3, "0")}` };
    await want(house, { template: "case-accepted", facts, lane: one.lane, laneNo: revision, ...by });
  }
}

/** Lets the time go by in steps, a worker always at hand. */
async function letPass(worker: Worker, ms: number, stepMs: number, each: () => Promise<void> = async () => {}) {
  for (let gone = 0; gone < ms; gone += stepMs) {
    await each();
    await worker.runDue();
    house.clock.advance(stepMs);
  }
}

function tails(name: string): string[] {
  const found = gateway.received.messages.map(({ text }) => /尾号 (\w+)/.exec(text)?.[1] ?? "");
  return found.filter((tail) => tail.startsWith(name));
}

const revisions = (name: string, count: number) =>
  Array.from({ length: count }, (_, at) => `${name}${String(at + 1).padStart(3, "0")}`);

async function assertAllArrived(count: number): Promise<void> {
  for (const { name } of cases)
    assert.deepEqual(tails(name), revisions(name, count), `case ${name}: all, once, in order`);
  const sendings = await listSendings(house.db, chaozhou, { size: 1_000 });
  assert.deepEqual(
    [sendings.length, sendings.filter(({ state }) => state === "sent").length],
    [count * cases.length, count * cases.length],
  );
  assert.deepEqual(await listDead(house.db, chaozhou), []);
}

for (const how of ["down", "broken", "hang", "lose-answer"] as const satisfies readonly Behaviour[]) {
  test(`a gateway that is out for 300 s (${how}) loses nothing and keeps the order of each case`, async () => {
    const worker = workerOf(house);
    let revision = 0;
    gateway.behave(how);
    await letPass(worker, 300_000, 15_000, async () => {
      revision += 1;
      if (revision <= 8) await tell(revision);
    });
    gateway.behave("well");
    await letPass(worker, 15 * minute, minute);
    await assertAllArrived(8);
  });
}

test("a gateway that is out for 24 h loses nothing, keeps the order, and wakes nobody at night", async (t) => {
  const worker = workerOf(house);
  let step = 0;
  gateway.behave("down");
  await letPass(worker, 24 * 60 * minute, 10 * minute, async () => {
    step += 1;
    // A message of each case every two hours.
    if (step % 12 === 1) await tell((step + 11) / 12);
  });
  assert.equal(gateway.received.messages.length, 0);
  const asked = gateway.asked;
  gateway.behave("well");
  await letPass(worker, 60 * minute, 5 * minute);
  await assertAllArrived(12);
  t.diagnostic(`24 h out: 36 wanted, 36 arrived, lost 0, out of order 0; the dead gateway was asked ${asked} times`);
});

test("what a gateway that is away for more than seven days left behind is seen as dead and replayed in order", async () => {
  const worker = workerOf(house);
  gateway.behave("broken");
  await tell(1);
  await tell(2);
  await letPass(worker, 8 * 24 * 60 * minute, 6 * 60 * minute);
  const dead = await listDead(house.db, chaozhou);
  assert.deepEqual(
    dead.map(({ subscriber, waitingBehind }) => ({ subscriber, waitingBehind })),
    cases.map(() => ({ subscriber: "notification.send-sms", waitingBehind: 1 })),
  );
  for (const { lastError } of dead) assert.match(lastError, /^unavailable notification\/(sms-away|way-resting)$/);
  gateway.behave("well");
  const which = { hall: chaozhou, subscriber: "notification.send-sms" };
  assert.equal(await inTransaction(house.db, (tx) => replayAll(house, tx, which)), 3);
  await letPass(worker, 30 * minute, minute);
  await assertAllArrived(2);
});

test("a wrong key makes dead letters that are replayed once the key is right", async () => {
  Object.assign(house.config, { sms: { url: gateway.url, key: "not the key the gateway knows, no" } });
  openWays(house);
  const worker = workerOf(house);
  await tell(1);
  await letPass(worker, 12 * 60 * minute, 20 * minute);
  const dead = await listDead(house.db, chaozhou);
  assert.deepEqual(
    dead.map(({ lastError }) => lastError),
    cases.map(() => "forbidden notification/sms-key-refused"),
  );
  Object.assign(house.config, { sms: { url: gateway.url, key: smsKey } });
  openWays(house);
  house.clock.set("2026-03-03T10:00:00+08:00");
  await inTransaction(house.db, (tx) => replayAll(house, tx, { hall: chaozhou, subscriber: "notification.send-sms" }));
  await worker.runDue();
  await assertAllArrived(1);
});

for (const [words, outMs, stepMs] of [
  ["300 s", 300_000, 15_000],
  ["24 h", 24 * 60 * minute, 30 * minute],
] as const) {
  test(`a mail server that is out for ${words} loses nothing and keeps the order of each case`, async (t) => {
    const mails = await startMailStandIn({ clock: house.clock, received: gateway.received });
    t.after(() => mails.close());
    Object.assign(house.config, { mail: { url: mails.url, from: "hall@example.com" } });
    // The server greets after 100 ms, to see who talks too early.
    openWays(house, { timeoutMs: 400 });
    const worker = workerOf(house);
    mails.behave("busy");
    let revision = 0;
    await letPass(worker, outMs, stepMs, async () => {
      revision += 1;
      if (revision <= 4) await tell(revision, { way: "mail", to: "somebody@example.com" });
      if (revision === 5) mails.behave("hang");
      if (revision === 9) mails.behave("busy");
    });
    mails.behave("well");
    await letPass(worker, 15 * minute, minute);
    await assertAllArrived(4);
  });
}

test("a gateway that hangs does not hold up other work: it is asked a few times, then left in peace", async () => {
  gateway.behave("hang");
  const worker = workerOf(house);
  for (let count = 0; count < 40; count += 1)
    await want(house, { template: "case-accepted", facts: { tail: `${count}` } });
  const tally = await worker.runDue();
  // 40 were planned; of the 40 tries only those before the circuit opened reached the gateway.
  assert.deepEqual([tally.done, tally.failed], [40, 40]);
  assert.ok(gateway.asked <= 4, `asked ${gateway.asked} times`);
  gateway.behave("well");
  // The first call back is a trial: what comes beside it is told to come again.
  await letPass(worker, 15 * minute, 5 * minute);
  assert.equal(gateway.received.messages.length, 40);
});
