import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { fixedClock } from "../kernel/clock/index.ts";
import { inTransaction } from "../kernel/db/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import { registers } from "../organization/grounds.fixture.ts";
import { atCounter, no, place, proven, registered, yes } from "./accounts.fixture.ts";
import { assuranceHistory, lowerAssurance, requireAssurance } from "./assurance.ts";
import {
  actorOf,
  citizen,
  hall,
  identityHouse,
  isAlive,
  monday,
  newIdNumber,
  newsOf,
  officer,
  refused,
  refusedOutright,
  sessionOf,
  visitor,
} from "./identity.fixture.ts";
import { findPerson } from "./person.ts";
import { proveIdentity } from "./prove-identity.ts";
import { readPersonalData } from "./read-personal-data.ts";
import { createRealNamePort, type RealNamePort, realNamePortOf } from "./real-name/port.ts";
import { registerAtCounter } from "./register-at-counter.ts";
import { contactOf, personByIdNumber, registerFactsOf } from "./register-facts.ts";
import { startRealNameStandIn } from "./stand-in/real-name.ts";

const { db, close } = await openTestDb(import.meta.url, registers);
after(close);
const { house, clock } = identityHouse(db);
beforeEach(() => clock.set(monday));

async function prove(who: Awaited<ReturnType<typeof registered>>, name: string, idNumber: string, port: RealNamePort) {
  const session = await sessionOf(house, who);
  const actor = await actorOf(house, who);
  return await proveIdentity(house, port, actor, { name, idNumber, session, device: place.device });
}

test("[E3] a name and number that belong together raise to level 2, with a new token and a line of history", async () => {
  const who = await registered(house);
  const idNumber = newIdNumber();
  const opened = await prove(who, " 阿依古丽.买买提 ", idNumber.toLowerCase(), yes);
  assert.equal(await isAlive(house, who), false);
  const actor = await actorOf(house, opened);
  assert.deepEqual([actor.kind === "citizen" && actor.person, actor.assurance], [who.person, 2]);
  assert.deepEqual(await findPerson(db, who.person), {
    id: who.person,
    kind: "natural",
    name: "阿******提",
    uscc: null,
    assurance: 2,
  });
  const levels = await assuranceHistory(db, who.person);
  assert.deepEqual(
    levels.map(({ from, to, way }) => [from, to, way]),
    [
      [1, 2, "real-name-check"],
      [0, 1, "phone"],
    ],
  );
  assert.deepEqual((await newsOf(house, "identity.assurance-changed"))[0], {
    person: who.person,
    from: 1,
    to: 2,
    way: "real-name-check",
  });
  const facts = await registerFactsOf(house, db, actor);
  assert.equal(facts["person.name"]?.value, "阿依古丽·买买提");
  assert.equal(facts["applicant.number"]?.value, idNumber);
  assert.equal(facts["person.phone"]?.value, who.phone);
  assert.equal(facts["person.name"]?.source, "账号信息，已实名");
});

test("what does not belong together, or is no name or number, is refused and leaves no trace", async () => {
  const who = await registered(house);
  const idNumber = newIdNumber();
  await refusedOutright(db, "identity/not-matching", () => prove(who, "张样例", idNumber, no));
  await refusedOutright(db, "identity/bad-name", () => prove(who, "1", idNumber, yes));
  await refusedOutright(db, "codes/bad-id-number", () => prove(who, "张样例", idNumber.replace(/.$/, "?"), yes));
  const second = await prove(who, "张样例", idNumber, yes);
  const again = { ...second, phone: who.phone };
  await refusedOutright(db, "identity/already-proven", () => prove(again, "李样例", newIdNumber(), yes));
  const stranger = await registered(house);
  await refusedOutright(db, "identity/id-number-taken", () => prove(stranger, "张样例", idNumber, yes));
});

test("an hour has five questions, so that numbers cannot be guessed", async () => {
  const who = await registered(house);
  for (let guess = 0; guess < 5; guess += 1) {
    await assert.rejects(prove(who, "张样例", newIdNumber(), no), { code: "identity/not-matching" });
  }
  await assert.rejects(prove(who, "张样例", newIdNumber(), yes), { code: "kernel/too-many-requests" });
});

test("two accounts that prove one number at once: one gets it", async () => {
  const idNumber = newIdNumber();
  const both = [await registered(house), await registered(house)];
  const tries = await Promise.allSettled(both.map((who) => prove(who, "张样例", idNumber, yes)));
  assert.deepEqual(tries.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
});

test("the service is asked over HTTP; silence, errors, nonsense and a wrong key are a sentence, never a level", async () => {
  const key = "r".repeat(32);
  const standIn = await startRealNameStandIn({ key, clock });
  after(() => standIn.close());
  const port = createRealNamePort({ clock }, { url: standIn.url, key });
  const claim = { name: "张样例", idNumber: newIdNumber() };
  assert.equal(await port.checkPerson(claim), true);
  assert.equal(await port.checkPerson({ ...claim, name: "张不符" }), false);
  const company = { uscc: "91449999MA0000001G", name: "广州样例餐饮有限公司", representative: claim };
  assert.equal(await port.checkRepresentative(company), true);
  assert.equal(await port.checkRepresentative({ ...company, uscc: "91449999MA0000001X" }), false);
  for (const mood of ["error", "nonsense"] as const) {
    standIn.mood = mood;
    await assert.rejects(port.checkPerson(claim), { code: "identity/real-name-away" });
  }
  standIn.mood = "well";
  const wrongKey = createRealNamePort({ clock }, { url: standIn.url, key: "x".repeat(32) });
  await assert.rejects(wrongKey.checkPerson(claim), { code: "identity/real-name-away" });
  const otherClock = createRealNamePort({ clock: fixedClock("2026-03-02T11:00:00+08:00") }, { url: standIn.url, key });
  await assert.rejects(otherClock.checkPerson(claim), { code: "identity/real-name-away" });
  await standIn.close();
  await assert.rejects(port.checkPerson(claim), { code: "identity/real-name-away" });
});

test("a hall that has no service sends people to the counter", () => {
  assert.throws(() => realNamePortOf(house), { code: "identity/no-real-name-check" });
});

test("[E3] the counter registers whoever stands there, without an account, at level 3, and finds him again", async () => {
  const idNumber = newIdNumber();
  const first = await atCounter(house, "刘样例", idNumber);
  assert.equal(first.isNew, true);
  assert.equal((await findPerson(db, first.person))?.assurance, 3);
  assert.equal(await personByIdNumber(house, db, idNumber.toLowerCase()), first.person);
  assert.deepEqual(await contactOf(house, db, first.person), { mobile: undefined });
  const command = { hall, name: "刘样例", idNumber, phone: "0768-2345678" };
  const act = inTransaction(db, (tx) => registerAtCounter(house, tx, officer("window-officer"), command));
  assert.deepEqual(await act, { person: first.person, isNew: false });
  assert.deepEqual(await contactOf(house, db, first.person), { mobile: "0768-2345678" });
  await refused(db, "identity/name-differs", (tx) =>
    registerAtCounter(house, tx, officer("window-officer"), { ...command, name: "张样例" }),
  );
  const passport = { hall, name: "Anna Muster", idType: "33", idNumber: " e12345678 " };
  const abroad = await inTransaction(db, (tx) => registerAtCounter(house, tx, officer("window-officer"), passport));
  assert.equal(abroad.isNew, true);
  await refused(db, "identity/bad-document", (tx) =>
    registerAtCounter(house, tx, officer("window-officer"), { ...passport, idType: "51" }),
  );
});

test("fifty counters that register one visitor at once make one person", async () => {
  const visitor = { hall, name: "刘样例", idNumber: newIdNumber() };
  const done = await Promise.all(
    Array.from({ length: 50 }, () =>
      inTransaction(db, (tx) => registerAtCounter(house, tx, officer("window-officer"), visitor)),
    ),
  );
  assert.equal(new Set(done.map(({ person }) => person)).size, 1);
  assert.equal(done.filter(({ isNew }) => isNew).length, 1);
});

test("an account whose owner a counter knew before moves to that person, keeps the counter's level, and the news says so", async () => {
  const known = await atCounter(house, "王样例");
  const who = await registered(house);
  const opened = await prove(who, "王样例", known.idNumber, yes);
  assert.equal(opened.person, known.person);
  const actor = await actorOf(house, opened);
  assert.deepEqual([actor.kind === "citizen" && actor.person, actor.assurance], [known.person, 3]);
  assert.deepEqual((await newsOf(house, "identity.person-joined"))[0], { person: known.person, from: who.person });
  assert.equal((await findPerson(db, who.person))?.id, known.person, "the old person leads there");
  assert.deepEqual(await contactOf(house, db, known.person), { mobile: who.phone });
});

test("[E3] a wrong check is taken back: level, sessions and history say so", async () => {
  const who = await proven(house);
  const command = { person: who.person, hall, to: 1 as const, reason: "证件是别人的" };
  await refused(db, "identity/not-window-officer", (tx) =>
    lowerAssurance(house, tx, officer("window-officer", "445102"), command),
  );
  await inTransaction(db, (tx) => lowerAssurance(house, tx, officer("window-officer"), command));
  assert.equal(await isAlive(house, who), false);
  assert.equal((await findPerson(db, who.person))?.assurance, 1);
  assert.equal((await assuranceHistory(db, who.person))[0]?.way, "withdrawn");
  await refused(db, "identity/not-higher", (tx) => lowerAssurance(house, tx, officer("window-officer"), command));
});

test("an act that asks more than the actor's level is refused on the server", () => {
  assert.throws(() => requireAssurance(citizen("p", { assurance: 1 }), 2), { code: "kernel/stronger-sign-in-needed" });
  assert.throws(() => requireAssurance(visitor, 1), { code: "kernel/sign-in-needed" });
  requireAssurance(citizen("p", { assurance: 2 }), 2);
});

test("an address is kept whole and offered whole", async () => {
  const address = { division: "445102", detail: "样例街 3 号 '\"\\ 🏠" };
  const visitor = { hall, name: "刘样例", idNumber: newIdNumber(), address };
  const { person } = await inTransaction(db, (tx) => registerAtCounter(house, tx, officer("window-officer"), visitor));
  const own = await inTransaction(db, (tx) =>
    readPersonalData(house, tx, citizen(person), { person, fields: ["address"], purpose: "本人" }),
  );
  assert.deepEqual(own, { address });
  assert.deepEqual((await registerFactsOf(house, db, citizen(person)))["person.address"]?.value, address);
});
