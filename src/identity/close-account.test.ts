import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { usccCheckCharacter } from "../kernel/codes/index.ts";
import { inTransaction } from "../kernel/db/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import { registers } from "../organization/grounds.fixture.ts";
import { password, place, proven, registered, staffWith, yes } from "./accounts.fixture.ts";
import { closeAccount } from "./close-account.ts";
import { grantMandate } from "./grant-mandate.ts";
import {
  actorOf,
  codeSentTo,
  everything,
  identityHouse,
  isAlive,
  monday,
  newsOf,
  refusedOutright,
  sessionOf,
  today,
} from "./identity.fixture.ts";
import { registerLegalPerson } from "./legal-persons.ts";
import { legalPersonsOf } from "./mandates.ts";
import { findRow, openData } from "./person.ts";
import { requestCode } from "./phone-code.ts";
import { register } from "./register.ts";
import { personByIdNumber } from "./register-facts.ts";
import { signIn } from "./sign-in.ts";

const { db, close } = await openTestDb(import.meta.url, registers);
after(close);
const { house, clock } = identityHouse(db);
beforeEach(() => clock.set(monday));

test("[E1] an account is closed: nobody is signed in, phone and address are gone, name and number stay for the files", async () => {
  const one = await proven(house, "钱注销");
  const other = await signIn(house, { name: one.phone, password, address: "192.0.2.9", device: "手机" });
  const actor = await actorOf(house, one);
  await closeAccount(house, actor, { password, session: await sessionOf(house, one) });
  assert.deepEqual([await isAlive(house, one), await isAlive(house, other)], [false, false]);
  await assert.rejects(signIn(house, { name: one.phone, password, ...place }), { code: "identity/wrong-password" });
  const row = await findRow(db, one.person);
  assert.ok(row);
  assert.deepEqual([row.account_id, row.phone_sealed, row.address_sealed], [null, null, null]);
  assert.equal(openData(house, row, ["name"]).name, "钱注销");
  assert.equal(await personByIdNumber(house, db, one.idNumber), one.person);
  assert.deepEqual(await newsOf(house, "identity.account-closed"), [{ person: one.person, account: one.account }]);
  await assert.rejects(
    closeAccount(house, actor, { password, session: await sessionOf(house, await registered(house)) }),
    {
      code: "identity/account-changed",
    },
  );
  // The phone is free: its owner registers anew, with an account of its own.
  clock.advance(61_000);
  assert.notEqual((await registered(house, one.phone)).account, one.account);
});

test("the wrong password, an officer, a stranger's session: nothing is closed", async () => {
  const one = await registered(house);
  const [actor, session] = [await actorOf(house, one), await sessionOf(house, one)];
  await refusedOutright(db, "identity/wrong-password", () =>
    closeAccount(house, actor, { password: "不是它", session }),
  );
  const { loginName } = await staffWith(house);
  const officer = await signIn(house, { name: loginName, password, ...place });
  const of = { password, session: await sessionOf(house, officer) };
  const staff = await actorOf(house, officer);
  await refusedOutright(db, "identity/not-citizen", () => closeAccount(house, staff, of));
  assert.equal(await isAlive(house, one), true);
});

test("an account without a password is closed only soon after signing in", async () => {
  const phone = "16055500001";
  await requestCode(house, { phone, purpose: "register", address: phone });
  const one = await register(house, { phone, code: await codeSentTo(house, phone), ...place });
  const [actor, session] = [await actorOf(house, one), await sessionOf(house, one)];
  clock.advance(16 * 60_000);
  await refusedOutright(db, "identity/sign-in-again", () => closeAccount(house, actor, { password: "", session }));
  clock.set(monday);
  await closeAccount(house, actor, { password: "", session });
  assert.equal(await isAlive(house, one), false);
});

test("a representative changes the company's registration first; an agent's mandates end with the account", async () => {
  const [head, agent] = [await proven(house, "孙法人"), await proven(house, "李代理")];
  const boss = await actorOf(house, head);
  const uscc = `91449999MA0777777${usccCheckCharacter("91449999MA0777777")}`;
  const { legalPerson } = await registerLegalPerson(house, yes, boss, { uscc, name: "某某有限公司" });
  const delegate = { name: agent.name, idNumber: agent.idNumber };
  await inTransaction(db, (tx) => grantMandate(house, tx, boss, { legalPerson, delegate, from: today, until: today }));
  const before = await everything(db);
  await assert.rejects(closeAccount(house, boss, { password, session: await sessionOf(house, head) }), {
    code: "identity/still-representative",
  });
  assert.deepEqual(await everything(db), before);
  const of = { password, session: await sessionOf(house, agent) };
  await closeAccount(house, await actorOf(house, agent), of);
  assert.deepEqual(await legalPersonsOf(house, db, agent.person), []);
});

test("signing in where the account was never used tells its owner, once for each device and address", async () => {
  const one = await registered(house);
  const news = async () =>
    (await newsOf(house, "identity.new-device")).filter((told) => (told as { person: string }).person === one.person);
  const enter = (address: string, device: string) => signIn(house, { name: one.phone, password, address, device });
  await enter("192.0.2.1", "甲浏览器");
  assert.equal((await news()).length, 0, "the first sign-in of all");
  await enter("192.0.2.1", "乙浏览器");
  await enter("198.51.100.7", "甲浏览器");
  assert.equal((await news()).length, 0, "a known address, a known browser");
  await enter("203.0.113.9", "丙浏览器");
  assert.deepEqual(await news(), [{ person: one.person, account: one.account }]);
  await enter("203.0.113.9", "丙浏览器");
  assert.equal((await news()).length, 1);
});
