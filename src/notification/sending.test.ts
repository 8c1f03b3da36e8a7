import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import type { FixedClock } from "../kernel/clock/index.ts";
import { inTransaction } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import { createServer, type HallServer } from "../kernel/http/index.ts";
import { replayAll } from "../kernel/outbox/index.ts";
import { openTestDb, type TestDb } from "../kernel/testing/index.ts";
import { chaozhou, mobile, monday, notificationHouse, smsKey, sweep, want, workerOf } from "./notification.fixture.ts";
import { listSendings } from "./queries.ts";
import { routes } from "./routes.ts";
import { reportsText, signSms } from "./sms/signature.ts";
import { type MailStandIn, startMailStandIn } from "./stand-in/mail-server.ts";
import { type SmsStandIn, startSmsStandIn } from "./stand-in/sms-gateway.ts";
import { sweepSendings } from "./sweep.ts";
import { openWays } from "./ways.ts";

let ground: TestDb;
let house: House & { readonly clock: FixedClock };
let gateway: SmsStandIn;
let mails: MailStandIn;
let server: HallServer;
before(async () => {
  ground = await openTestDb(import.meta.url);
});
after(() => ground.close());
beforeEach(async (t) => {
  await sweep(ground.db);
  house = notificationHouse(ground.db);
  gateway = await startSmsStandIn({ clock: house.clock, key: smsKey });
  mails = await startMailStandIn({ clock: house.clock });
  server = await createServer(house, { pages: [], routes, accessLog: false, perMinute: 0 });
  const publicUrl = await server.app.listen({ host: "127.0.0.1", port: 0 });
  Object.assign(house.config, {
    sms: { url: gateway.url, key: smsKey },
    mail: { url: mails.url, from: "hall@example.com" },
    publicUrl,
  });
  openWays(house, { timeoutMs: 300 });
  (t as { after(fn: () => Promise<void>): void }).after(async () => {
    await server.app.close();
    await gateway.close();
    await mails.close();
  });
});

const states = async () => (await listSendings(house.db, chaozhou)).map(({ state }) => state).reverse();
const texts = () => gateway.received.messages.map(({ text }) => text);
const night = "2026-03-02T23:30:00+08:00";
const notice = { template: "case-accepted", facts: { tail: "012345" } };

test("a wanted code reaches the phone once, and what is kept of it is neither number nor text", async () => {
  await want(house);
  const tally = await workerOf(house).runDue();
  assert.deepEqual([tally.done, tally.failed], [2, 0]);
  assert.deepEqual(
    gateway.received.messages.map(({ to, text }) => ({ to, text })),
    [{ to: mobile, text: "【网上办事大厅】登录验证码 123456，5 分钟内有效。工作人员不会向您索要，请勿告诉他人。" }],
  );
  const kept = await listSendings(house.db, chaozhou);
  assert.deepEqual([kept[0]?.state, kept[0]?.template], ["sent", "login-code"]);
  assert.ok(!JSON.stringify(kept).includes("123456") && !JSON.stringify(kept).includes(mobile));
});

test("neither the number nor the code lies readable in the outbox", async () => {
  await want(house);
  const rows = JSON.stringify(
    await house.db.selectFrom("kernel.outbox").select("payload").where("hall", "=", chaozhou).execute(),
  );
  assert.ok(rows.includes("login-code") && !rows.includes("123456") && !rows.includes(mobile));
});

test("an answer that was lost does not make a second message", async () => {
  await want(house);
  gateway.behave("lose-answer");
  assert.equal((await workerOf(house).runDue()).failed, 1);
  gateway.behave("well");
  house.clock.advance(300_000);
  await workerOf(house).runDue();
  assert.equal(texts().length, 1);
  assert.deepEqual(await states(), ["sent"]);
});

test("a code is sent at once in the night; a notice waits for seven in the morning, also one that an outage held", async () => {
  house.clock.set(night);
  await want(house);
  await want(house, notice);
  await workerOf(house).runDue();
  assert.deepEqual(await states(), ["sent", "waiting"]);
  house.clock.set("2026-03-03T06:59:59+08:00");
  await workerOf(house).runDue();
  assert.equal(texts().length, 1);
  house.clock.set("2026-03-03T07:00:00+08:00");
  await workerOf(house).runDue();
  assert.deepEqual(await states(), ["sent", "sent"]);

  house.clock.set("2026-03-03T21:58:00+08:00");
  gateway.behave("broken");
  await want(house, notice);
  await workerOf(house).runDue();
  gateway.behave("well");
  house.clock.set("2026-03-03T22:05:00+08:00");
  await workerOf(house).runDue();
  assert.equal(texts().length, 2, "the outage ended at night");
  house.clock.set("2026-03-04T07:00:00+08:00");
  await workerOf(house).runDue();
  assert.equal(texts().length, 3);
});

test("a code that has run out is never sent, however late the gateway comes back", async () => {
  gateway.behave("down");
  await want(house, { validUntil: new Date("2026-03-02T10:05:00+08:00") });
  await workerOf(house).runDue();
  gateway.behave("well");
  house.clock.set("2026-03-02T10:05:00+08:00");
  await workerOf(house).runDue();
  assert.deepEqual(await states(), ["expired"]);

  await want(house, { validUntil: new Date("2026-03-02T10:04:00+08:00") });
  await workerOf(house).runDue();
  assert.deepEqual([await states(), texts()], [["expired", "expired"], []]);
});

test("a hall without a gateway says so and keeps nothing waiting", async () => {
  const bare = notificationHouse(ground.db);
  await want(bare);
  assert.equal((await workerOf(bare).runDue()).failed, 0);
  assert.deepEqual(await states(), ["no-way"]);
});

test("a number that does not exist is not tried again", async () => {
  gateway.behave("refuse");
  await want(house);
  await workerOf(house).runDue();
  house.clock.advance(3_600_000);
  await workerOf(house).runDue();
  const [row] = await listSendings(house.db, chaozhou);
  assert.deepEqual([row?.state, row?.reason, gateway.asked], ["refused", "no such number", 1]);
});

test("a message whose template is not there is a dead letter, not a lost one", async () => {
  await want(house, { template: "no-such" });
  const tally = await workerOf(house, {
    backOff: { baseMs: 1, capMs: 1, awayCapMs: 1, maxFaults: 1, awayBudgetMs: 1 },
  }).runDue();
  assert.equal(tally.dead, 1);
  assert.deepEqual(await states(), []);
  assert.equal(
    await inTransaction(house.db, (tx) => replayAll(house, tx, { hall: chaozhou, subscriber: "notification" })),
    1,
  );
});

test("a mail goes its own way while text messages hang", async () => {
  gateway.behave("hang");
  await want(house, notice);
  await want(house, { ...notice, way: "mail", to: "somebody@example.com" });
  const tally = await workerOf(house).runDue();
  assert.deepEqual([tally.failed, tally.done], [1, 3]);
  assert.equal(
    mails.received.messages[0]?.text,
    "【网上办事大厅】您的办件（尾号 012345）已受理，可登录网厅查看办理时限。",
  );
});

test("the gateway's reports say what arrived, once and for all", async () => {
  await want(house);
  await want(house);
  await workerOf(house).runDue();
  gateway.behave("repeat");
  assert.deepEqual(await gateway.report("delivered"), [204, 204, 204, 204]);
  assert.deepEqual(await states(), ["delivered", "delivered"]);
});

test("a report for a message whose answer was lost keeps it from being sent again", async () => {
  await want(house);
  gateway.behave("lose-answer");
  await workerOf(house).runDue();
  gateway.behave("well");
  assert.deepEqual(await gateway.report("failed"), [204]);
  house.clock.advance(300_000);
  await workerOf(house).runDue();
  assert.deepEqual([await states(), gateway.asked], [["failed"], 1]);
});

test("who is not the gateway reports nothing: wrong key, old signature, other reports than were signed", async () => {
  const id = await want(house);
  await workerOf(house).runDue();
  const at = house.clock.now().toISOString();
  const reports = [{ requestId: `445100-${id}`, state: "delivered" as const, at }];
  const right = { at, reports, signature: signSms(smsKey, "/sms-reports", at, reportsText(reports)) };
  const post = async (payload: object) =>
    (await server.app.inject({ method: "POST", url: "/api/notification/sms-reports", payload })).statusCode;
  assert.equal(await post({ ...right, signature: signSms("wrong", "/sms-reports", at, reportsText(reports)) }), 403);
  assert.equal(await post({ ...right, reports: [{ ...reports[0], state: "failed" }] }), 403);
  assert.equal(await post({ ...right, reports: [{ ...reports[0], requestId: "x" }] }), 422);
  assert.deepEqual(await states(), ["sent"]);
  house.clock.advance(300_001);
  assert.equal(await post(right), 403);
  house.clock.set(monday);
  assert.equal(await post(right), 204);
  assert.deepEqual(await states(), ["delivered"]);
});

test("records of sending go after half a year; what still waits stays", async () => {
  await want(house);
  await workerOf(house).runDue();
  gateway.behave("down");
  await want(house, notice);
  await workerOf(house).runDue();
  const sweepAt = (at: string) => {
    house.clock.set(at);
    return inTransaction(house.db, (tx) => sweepSendings(house, tx));
  };
  assert.equal(await sweepAt("2026-08-28T10:00:00+08:00"), 0);
  assert.equal(await sweepAt("2026-08-30T10:00:00+08:00"), 1);
  assert.deepEqual(await states(), ["waiting"]);
});
