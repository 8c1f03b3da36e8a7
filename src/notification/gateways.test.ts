import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { fixedClock } from "../kernel/clock/index.ts";
import { findRoot, readConfig } from "../kernel/config/index.ts";
import { sendMail } from "./mail/send-mail.ts";
import { mobile, monday, smsKey } from "./notification.fixture.ts";
import { sendSms } from "./sms/gateway.ts";
import { isSignedSms, signSms } from "./sms/signature.ts";
import { type MailStandIn, startMailStandIn } from "./stand-in/mail-server.ts";
import { readReceived } from "./stand-in/read-received.ts";
import { type SmsStandIn, startSmsStandIn } from "./stand-in/sms-gateway.ts";
import { startStandIns } from "./stand-in/start.ts";

const clock = fixedClock(monday);
let gateway: SmsStandIn;
let mails: MailStandIn;
before(async () => {
  gateway = await startSmsStandIn({ clock, key: smsKey });
  mails = await startMailStandIn({ clock });
});
afterEach(() => {
  gateway.behave("well");
  mails.behave("well");
});
after(async () => {
  await gateway.close();
  await mails.close();
});

let count = 0;
const request = () => {
  count += 1;
  const requestId = `445100-${count}`;
  return { requestId, to: mobile, text: "【网厅】您好", validUntil: undefined, reportTo: "http://127.0.0.1:9/x" };
};
const send = (asked = request(), key = smsKey, timeoutMs = 2_000) =>
  sendSms({ clock }, { url: gateway.url, key }, asked, { timeoutMs });
const texts = (requestId: string) => gateway.received.messages.filter((one) => one.requestId === requestId);

test("the gateway takes a signed message, once for each request id", async () => {
  const asked = request();
  assert.deepEqual(await send(asked), { kind: "taken" });
  assert.deepEqual(await send(asked), { kind: "taken" });
  assert.deepEqual(
    texts(asked.requestId).map(({ to, text }) => ({ to, text })),
    [{ to: mobile, text: "【网厅】您好" }],
  );
});

test("a gateway that is down, hangs, or says 500 is away; the next try finds it well", async () => {
  for (const how of ["down", "hang", "broken"] as const) {
    const asked = request();
    gateway.behave(how);
    await assert.rejects(send(asked, smsKey, 300), { kind: "unavailable", code: "notification/sms-away" }, how);
    assert.equal(texts(asked.requestId).length, 0);
    gateway.behave("well");
    assert.deepEqual(await send(asked), { kind: "taken" });
    assert.equal(texts(asked.requestId).length, 1);
  }
});

test("a slow gateway is waited for", async () => {
  gateway.behave("slow");
  assert.deepEqual(await send(), { kind: "taken" });
});

test("a message that was taken while its answer was lost is not sent twice", async () => {
  const asked = request();
  gateway.behave("lose-answer");
  await assert.rejects(send(asked), { code: "notification/sms-away" });
  gateway.behave("well");
  assert.deepEqual(await send(asked), { kind: "taken" });
  assert.equal(texts(asked.requestId).length, 1);
});

test("a number that does not exist is an answer, a wrong key is a refusal", async () => {
  gateway.behave("refuse");
  assert.deepEqual(await send(), { kind: "refused", reason: "no such number" });
  gateway.behave("well");
  await assert.rejects(send(request(), "another key, just as long as the first"), {
    kind: "forbidden",
    code: "notification/sms-key-refused",
  });
});

test("a signature holds for its path, instant and body, and for five minutes", () => {
  const at = clock.now().toISOString();
  const signature = signSms(smsKey, "/messages", at, "{}");
  const said = { path: "/messages", at, body: "{}", signature };
  assert.equal(isSignedSms(smsKey, said, clock.now()), true);
  const later = (ms: number) => new Date(clock.now().getTime() + ms);
  assert.equal(isSignedSms(smsKey, said, later(300_000)), true);
  for (const wrong of [
    { ...said, path: "/received" },
    { ...said, body: "[]" },
    { ...said, at: later(1).toISOString() },
    { ...said, at: "soon" },
    { ...said, signature: "" },
    { ...said, signature: "0".repeat(64) },
  ]) {
    assert.equal(isSignedSms(smsKey, wrong, clock.now()), false);
  }
  assert.equal(isSignedSms(smsKey, said, later(300_001)), false);
  assert.equal(isSignedSms("another key", said, clock.now()), false);
});

test("a mail arrives with subject and text; a busy server is away, a mailbox that is not there is an answer", async () => {
  const config = { url: mails.url, from: "hall@example.com" };
  const mail = {
    requestId: "445100-m1",
    to: "somebody@example.com",
    subject: "【网厅】办件已受理",
    text: "【网厅】已受理",
  };
  assert.deepEqual(await sendMail(config, mail), { kind: "taken" });
  assert.deepEqual(
    mails.received.messages.map(({ requestId, to, text }) => ({ requestId, to, text })),
    [{ requestId: "445100-m1", to: "somebody@example.com", text: "【网厅】已受理" }],
  );
  mails.behave("busy");
  await assert.rejects(sendMail(config, mail), { kind: "unavailable", code: "notification/mail-away" });
  mails.behave("hang");
  await assert.rejects(sendMail(config, mail, { timeoutMs: 300 }), { code: "notification/mail-away" });
  mails.behave("refuse");
  assert.deepEqual(await sendMail(config, mail), { kind: "refused", reason: "smtp 550" });
  await assert.rejects(sendMail({ ...config, url: "smtp://127.0.0.1:1" }, mail), { code: "notification/mail-away" });
});

test("a demo hall gets a stand-in for what it lacks, and can read what arrived there", async () => {
  const config = readConfig(findRoot(), true, {});
  await using standIns = await startStandIns(config, clock);
  assert.deepEqual(Object.keys(standIns.env).sort(), ["MAIL_FROM", "SMS_KEY", "SMS_URL", "SMTP_URL"]);
  const { sms } = standIns.config;
  assert.ok(sms);
  await sendSms({ clock }, sms, request());
  const received = await readReceived({ clock, config: standIns.config });
  assert.deepEqual(
    received?.map(({ text }) => text),
    ["【网厅】您好"],
  );
  assert.equal(await readReceived({ clock, config: { ...standIns.config, demo: false } }), undefined);
  assert.equal(await readReceived({ clock, config: { ...standIns.config, sms: { ...sms, key: "wrong" } } }), undefined);

  const own = { url: "https://sms.example.gov.cn", key: "k".repeat(32) };
  await using others = await startStandIns({ ...config, sms: own }, clock);
  assert.deepEqual([others.config.sms, Object.keys(others.env).sort()], [own, ["MAIL_FROM", "SMTP_URL"]]);
});
