import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { parseMobile } from "../kernel/codes/index.ts";
import { inTransaction } from "../kernel/db/index.ts";
import { openSession } from "../kernel/http/index.ts";
import { newId } from "../kernel/ids/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import { registers } from "../organization/grounds.fixture.ts";
import { password, place, registered, staffWith } from "./accounts.fixture.ts";
import { changePassword, resetPassword } from "./change-password.ts";
import { changePhone } from "./change-phone.ts";
import { listDevices, revokeDevice, revokeOtherDevices, signOut } from "./devices.ts";
import {
  actorOf,
  codeSentTo,
  everything,
  identityHouse,
  isAlive,
  monday,
  newPhone,
  newsOf,
  refused,
  refusedOutright,
  sessionOf,
} from "./identity.fixture.ts";
import { requestCode, sweepCodes } from "./phone-code.ts";
import { claimPhone, register } from "./register.ts";
import { signIn, signInByCode } from "./sign-in.ts";

const { db, close } = await openTestDb(import.meta.url, registers);
after(close);
const { house, clock, lines } = identityHouse(db);
beforeEach(() => clock.set(monday));

async function ask(purpose: "sign-in" | "register" | "reset-password" | "change-phone", phone: string) {
  await requestCode(house, { phone, purpose, address: phone });
  return await codeSentTo(house, phone);
}

test("[E1] a phone and its code make an account, at level 1, signed in", async () => {
  const opened = await registered(house);
  const actor = await actorOf(house, opened);
  assert.deepEqual(actor, {
    kind: "citizen",
    id: opened.account,
    assurance: 1,
    posts: [],
    person: opened.person,
    actingFor: null,
  });
  assert.deepEqual(await newsOf(house, "identity.person-registered").then(([first]) => first), {
    person: opened.person,
    account: opened.account,
  });
});

test("neither phone, code, name nor password lies readable in the database or in the log", async () => {
  const { phone } = await registered(house);
  await signIn(house, { name: phone, password, ...place });
  const wrong = "不对的密码不对的密码";
  await assert.rejects(signIn(house, { name: phone, password: wrong, ...place }));
  const seen = JSON.stringify(await everything(db), (_key, value) => (typeof value === "bigint" ? `${value}` : value));
  for (const secret of [phone, password, wrong]) {
    assert.ok(!seen.includes(secret));
    assert.ok(!lines.join("").includes(secret));
  }
  assert.ok(lines.some((line) => line.includes("sign-in refused")));
});

test("a code holds once, for five minutes, for five tries, and for its own phone", async () => {
  const phone = newPhone();
  const other = newPhone();
  const code = await ask("register", phone);
  const wrong = code === "000000" ? "000001" : "000000";
  await refusedOutright(db, "identity/wrong-code", () => register(house, { phone, code: wrong, ...place }));
  await refusedOutright(db, "identity/wrong-code", () => register(house, { phone: other, code, ...place }));
  clock.advance(5 * 60_000);
  await refusedOutright(db, "identity/wrong-code", () => register(house, { phone, code, ...place }));

  const second = await ask("register", phone);
  const bad = second === "000000" ? "000001" : "000000";
  for (let guess = 0; guess < 5; guess += 1) {
    await assert.rejects(register(house, { phone, code: bad, ...place }), { code: "identity/wrong-code" });
  }
  await refusedOutright(db, "identity/wrong-code", () => register(house, { phone, code: second, ...place }));

  clock.advance(60_000);
  const third = await ask("register", phone);
  await register(house, { phone, code: third, ...place });
  await refusedOutright(db, "identity/wrong-code", () => signInByCode(house, { phone, code: third, ...place }));
});

test("fifty registrations of one phone with the right code make exactly one account", async () => {
  const phone = newPhone();
  const code = await ask("register", phone);
  const tries = await Promise.allSettled(Array.from({ length: 50 }, () => register(house, { phone, code, ...place })));
  assert.equal(tries.filter(({ status }) => status === "fulfilled").length, 1);
});

test("fifty claims to one phone at once: one gets it, and claiming one's own again is no refusal", async () => {
  const phone = parseMobile(newPhone());
  const owners = Array.from({ length: 50 }, () => ({ person: newId(clock), account: newId(clock) }));
  const tries = await Promise.allSettled(
    owners.map((owner) => inTransaction(db, (tx) => claimPhone(house, tx, phone, owner))),
  );
  const won = owners.filter((_owner, at) => tries[at]?.status === "fulfilled");
  assert.equal(won.length, 1);
  for (const owner of won) await inTransaction(db, (tx) => claimPhone(house, tx, phone, owner));
});

test("a phone that is registered is not registered again, whatever its code", async () => {
  const { phone } = await registered(house);
  clock.advance(61_000);
  const code = await ask("register", phone);
  await refusedOutright(db, "identity/phone-taken", () => register(house, { phone, code, ...place }));
});

test("the same phone is not sent a second code within a minute, nor an eleventh in a day", async () => {
  const phone = newPhone();
  await ask("sign-in", phone);
  await refusedOutright(db, "kernel/too-many-requests", () => ask("register", phone));
  let sent = 1;
  for (let hour = 0; hour < 20; hour += 1) {
    clock.advance(3_600_000);
    try {
      await ask("sign-in", phone);
      sent += 1;
    } catch (error) {
      assert.ok(error instanceof Error && "code" in error && error.code === "kernel/too-many-requests");
    }
  }
  assert.ok(sent >= 10 && sent <= 19, `${sent}`);
});

test("a code is sent whether the phone is known or not, and the answer is the same", async () => {
  const { phone } = await registered(house);
  clock.advance(61_000);
  const stranger = newPhone();
  const known = await requestCode(house, { phone, purpose: "sign-in", address: "a" });
  const unknown = await requestCode(house, { phone: stranger, purpose: "sign-in", address: "b" });
  assert.deepEqual(Object.keys(known), Object.keys(unknown));
  assert.deepEqual(known.validUntil, unknown.validUntil);
  assert.match(unknown.phone, /^160\*{4}\d{4}$/);
});

test("whoever holds an unknown phone learns that it is not registered, and registers with the same code", async () => {
  const phone = newPhone();
  const code = await ask("sign-in", phone);
  await refusedOutright(db, "identity/not-registered", () => signInByCode(house, { phone, code, ...place }));
  assert.ok(await register(house, { phone, code, ...place }));
});

test("a hall without a gateway sends no codes and says so", async () => {
  const silent = identityHouse(db).house;
  const without = { ...silent, config: { ...silent.config, sms: undefined } };
  await assert.rejects(requestCode(without, { phone: newPhone(), purpose: "sign-in", address: "a" }), {
    code: "identity/no-messages",
  });
});

test("[E1] signing in by password and by code opens the same account, and ends the session there was", async () => {
  const first = await registered(house);
  const before = await inTransaction(db, (tx) =>
    openSession(house, tx, { kind: "citizen", accountId: null, device: "别人种下的" }),
  );
  const opened = await signIn(house, { name: first.phone, password, ...place, previous: before.session });
  assert.deepEqual([opened.account, opened.person], [first.account, first.person]);
  assert.equal(await isAlive(house, { ...opened, session: { token: before.token } }), false);
  clock.advance(61_000);
  const code = await ask("sign-in", first.phone);
  assert.equal((await signInByCode(house, { phone: first.phone, code, ...place })).account, first.account);
});

test("an unknown account and a wrong password get the same answer", async () => {
  const { phone } = await registered(house);
  const answers = [];
  for (const name of [phone, newPhone(), "nobody"]) {
    const answer = await signIn(house, { name, password: "猜一个密码猜一个密码", ...place }).catch((error) => error);
    answers.push({ code: answer.code, kind: answer.kind, message: answer.message, details: answer.details });
  }
  assert.deepEqual(answers[0], answers[1]);
  assert.deepEqual(answers[0], answers[2]);
  assert.equal(answers[0]?.code, "identity/wrong-password");
});

test("ten wrong guesses from one address close that address for this account, and nobody else", async () => {
  const { phone } = await registered(house);
  const guesser = { address: "198.51.100.9", device: "x" };
  for (let guess = 0; guess < 10; guess += 1) {
    await assert.rejects(signIn(house, { name: phone, password: `猜一个密码猜${guess}密码`, ...guesser }), {
      code: "identity/wrong-password",
    });
  }
  await assert.rejects(signIn(house, { name: phone, password, ...guesser }), { code: "kernel/too-many-requests" });
  assert.ok(await signIn(house, { name: phone, password, ...place }));
});

test("guesses from many addresses close the way by password for strangers, never for the owner", async () => {
  const { phone } = await registered(house);
  await signIn(house, { name: phone, password, ...place });
  const codes: unknown[] = [];
  for (let guess = 0; guess < 52; guess += 1) {
    const from = { address: `203.0.113.${guess}`, device: "x" };
    const error = await signIn(house, { name: phone, password: "猜一个密码猜一个密码", ...from }).catch((e) => e);
    codes.push(error.code);
  }
  assert.equal(codes.filter((code) => code === "identity/use-code").length, 3, "one token went to the owner's first");
  assert.ok(await signIn(house, { name: phone, password, ...place }), "a known address");
  clock.advance(61_000);
  const code = await ask("sign-in", phone);
  assert.ok(await signInByCode(house, { phone, code, address: "203.0.113.200", device: "x" }), "the way by code");
});

test("changing the password asks for the old one, ends all other sessions and gives this one a new token", async () => {
  const first = await registered(house);
  const other = await signIn(house, { name: first.phone, password, ...place });
  const actor = await actorOf(house, first);
  const session = await sessionOf(house, first);
  const next = "换成另一句足够长的话";
  const here = { ...place, previous: session };
  await refusedOutright(db, "identity/wrong-password", () =>
    changePassword(house, actor, { old: "不是原来的那句密码啊", password: next, ...here }),
  );
  await refusedOutright(db, "identity/weak-password", () =>
    changePassword(house, actor, { old: password, password: "1234567890", ...here }),
  );
  const opened = await changePassword(house, actor, { old: password, password: next, ...here });
  assert.deepEqual([await isAlive(house, first), await isAlive(house, other)], [false, false]);
  assert.ok(await isAlive(house, opened));
  await refusedOutright(db, "identity/wrong-password", () => signIn(house, { name: first.phone, password, ...place }));
  assert.ok(await signIn(house, { name: first.phone, password: next, ...place }));
});

test("a forgotten password is set anew by a code, and every device is signed out", async () => {
  const first = await registered(house);
  clock.advance(61_000);
  const { phone } = first;
  const code = await ask("reset-password", phone);
  const next = "新设的一句足够长的话";
  assert.ok(await resetPassword(house, { phone, code, password: next, ...place }));
  assert.equal(await isAlive(house, first), false);
  assert.ok(await signIn(house, { name: phone, password: next, ...place }));
});

test("a new phone takes the place of the old one, which is free again", async () => {
  const first = await registered(house);
  const actor = await actorOf(house, first);
  const taken = await registered(house);
  const phone = newPhone();
  clock.advance(61_000);
  const session = await sessionOf(house, first);
  const takenCode = await ask("change-phone", taken.phone);
  await refusedOutright(db, "identity/phone-taken", () =>
    changePhone(house, actor, { phone: taken.phone, code: takenCode, ...place, previous: session }),
  );
  const code = await ask("change-phone", phone);
  await refusedOutright(db, "identity/wrong-code", () => register(house, { phone, code, ...place }));
  await changePhone(house, actor, { phone, code, ...place, previous: session });
  assert.equal(await isAlive(house, first), false);
  assert.equal((await signIn(house, { name: phone, password, ...place })).account, first.account);
  await refusedOutright(db, "identity/wrong-password", () => signIn(house, { name: first.phone, password, ...place }));
  clock.advance(3_600_000);
  assert.notEqual((await registered(house, first.phone)).account, first.account);
});

test("[E1] one sees one's devices and signs them out, and no one else's", async () => {
  const first = await registered(house);
  clock.advance(1_000);
  const second = await signIn(house, { name: first.phone, password, address: "192.0.2.7", device: "手机" });
  const stranger = await actorOf(house, await registered(house));
  const actor = await actorOf(house, first);
  const devices = await listDevices(house, db, actor, await sessionOf(house, first));
  assert.deepEqual(
    devices.map(({ id, isThis }) => [id, isThis]),
    [
      [second.device, false],
      [first.device, true],
    ],
  );
  await refused(db, "identity/no-device", (tx) => revokeDevice(house, tx, stranger, { device: second.device }));
  await inTransaction(db, (tx) => revokeDevice(house, tx, actor, { device: second.device }));
  assert.deepEqual([await isAlive(house, first), await isAlive(house, second)], [true, false]);
  await refused(db, "identity/no-device", (tx) => revokeDevice(house, tx, actor, { device: second.device }));

  const third = await signIn(house, { name: first.phone, password, ...place });
  assert.equal(await inTransaction(db, (tx) => revokeOtherDevices(house, tx, actor, { id: first.device })), 1);
  assert.deepEqual([await isAlive(house, first), await isAlive(house, third)], [true, false]);
  await signOut(house, await sessionOf(house, first));
  assert.equal(await isAlive(house, first), false);
});

test("an officer signs in by login name, with the duties of his posts", async () => {
  const { loginName, account, posts } = await staffWith(house, "window-officer", "reviewer");
  const opened = await signIn(house, { name: ` ${loginName.toUpperCase()} `, password, ...place });
  const actor = await actorOf(house, opened);
  assert.equal(actor.kind, "staff");
  assert.deepEqual([actor.id, actor.posts], [account, ["window-officer", "reviewer"]]);
  assert.deepEqual(actor.kind === "staff" && actor.seats.map(({ post, hall }) => [post, hall]), [
    [posts[0], "445100"],
    [posts[1], "445100"],
  ]);
});

test("codes that ran out are swept", async () => {
  await ask("sign-in", newPhone());
  clock.advance(2 * 86_400_000);
  await inTransaction(db, (tx) => sweepCodes(house, tx));
  const left = await db.selectFrom("identity.phone_code").select("tries").execute();
  assert.deepEqual(left, []);
});
