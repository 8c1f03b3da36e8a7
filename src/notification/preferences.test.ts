import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import type { FixedClock } from "../kernel/clock/index.ts";
import { inTransaction } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import { openTestDb, type TestDb } from "../kernel/testing/index.ts";
import { askMail, confirmMail, dropMail, setSms } from "./change-preferences.ts";
import { citizen, notificationHouse, sweep, workerOf } from "./notification.fixture.ts";
import { askedMail, confirmedMail, wishesOf } from "./preferences.ts";
import { type MailStandIn, startMailStandIn } from "./stand-in/mail-server.ts";

let ground: TestDb;
let house: House & { readonly clock: FixedClock };
let mails: MailStandIn;
before(async () => {
  ground = await openTestDb(import.meta.url);
});
after(() => ground.close());
beforeEach(async (t) => {
  await sweep(ground.db);
  house = notificationHouse(ground.db);
  mails = await startMailStandIn({ clock: house.clock });
  Object.assign(house.config, { mail: { url: mails.url, from: "hall@example.com" } });
  (t as { after(fn: () => Promise<void>): void }).after(() => mails.close());
});

type Citizen = ReturnType<typeof citizen>;
const mail = "somebody@example.com";
const ask = (actor: Citizen, to = mail) => inTransaction(house.db, (tx) => askMail(house, tx, actor, { mail: to }));
const confirm = (actor: Citizen, code: string) =>
  inTransaction(house.db, (tx) => confirmMail(house, tx, actor, { code }));
const wishes = (actor: Citizen) => wishesOf(house.db, actor.person);

async function codeFromMail(): Promise<string> {
  await workerOf(house).runDue();
  return /验证码 (\d{6})/.exec(mails.received.messages.at(-1)?.text ?? "")?.[1] ?? "";
}

/** Six digits that are not these. */
const otherThan = (code: string) => `${(Number(code) + 1) % 1_000_000}`.padStart(6, "0");

test("who said nothing gets text messages and no mail; both can be changed and changed back", async () => {
  const actor = citizen(house);
  assert.equal((await wishes(actor)).sms, true);
  for (const on of [false, true]) {
    await inTransaction(house.db, (tx) => setSms(house, tx, actor, { on }));
    assert.equal((await wishes(actor)).sms, on);
  }
});

test("an address is used once its code has come back, and is not readable in the table", async () => {
  const actor = citizen(house);
  await ask(actor, ` ${mail} `);
  assert.deepEqual(
    [askedMail(house, await wishes(actor)), confirmedMail(house, await wishes(actor))],
    [mail, undefined],
  );
  assert.equal(await confirm(actor, await codeFromMail()), "confirmed");
  assert.deepEqual(
    [askedMail(house, await wishes(actor)), confirmedMail(house, await wishes(actor))],
    [undefined, mail],
  );
  const rows = await house.db
    .selectFrom("notification.preference")
    .selectAll()
    .where("person_id", "=", actor.person)
    .execute();
  assert.ok(!JSON.stringify(rows.map(({ mail }) => mail?.toString("latin1"))).includes("somebody"));

  await inTransaction(house.db, (tx) => dropMail(house, tx, actor));
  assert.equal(confirmedMail(house, await wishes(actor)), undefined);
});

test("five wrong codes, half an hour, or another person's code: none confirms", async () => {
  const [actor, stranger] = [citizen(house), citizen(house)];
  await ask(actor);
  const code = await codeFromMail();
  await assert.rejects(confirm(stranger, code), { kind: "conflict", code: "notification/no-code" });
  for (const _ of [1, 2, 3, 4, 5]) assert.equal(await confirm(actor, otherThan(code)), "wrong");
  await assert.rejects(confirm(actor, code), { code: "notification/no-code" });

  house.clock.advance(60_000);
  await ask(actor);
  const second = await codeFromMail();
  house.clock.advance(30 * 60_000);
  await assert.rejects(confirm(actor, second), { code: "notification/no-code" });
  assert.equal(confirmedMail(house, await wishes(actor)), undefined);
});

test("a second code within a minute is refused and changes nothing", async () => {
  const actor = citizen(house);
  await ask(actor);
  const code = await codeFromMail();
  house.clock.advance(59_999);
  await assert.rejects(ask(actor, "other@example.com"), { kind: "conflict", code: "notification/code-just-sent" });
  await workerOf(house).runDue();
  assert.equal(mails.received.messages.length, 1);
  assert.equal(await confirm(actor, code), "confirmed");
  assert.equal(confirmedMail(house, await wishes(actor)), mail);
});

test("what is no address, and a hall without mail, are refused", async () => {
  const actor = citizen(house);
  for (const wrong of [
    "",
    "x",
    "a@b",
    "a b@example.com",
    "a@example.com,b@example.com",
    `${"a".repeat(99)}@example.com`,
    "a@例子.中国",
  ]) {
    await assert.rejects(ask(actor, wrong), { kind: "invalid", code: "notification/bad-mail" }, wrong);
  }
  house = notificationHouse(ground.db);
  await assert.rejects(ask(citizen(house)), { kind: "unavailable", code: "notification/no-mail-server" });
});

test("wishes are those of who signed in, whoever that acts for", async () => {
  const company = citizen(house).person;
  const actor = { ...citizen(house), actingFor: company };
  await inTransaction(house.db, (tx) => setSms(house, tx, actor, { on: false }));
  assert.deepEqual([(await wishes(actor)).sms, (await wishesOf(house.db, company)).sms], [false, true]);
});
