import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { parseDay } from "../kernel/calendar/index.ts";
import { usccCheckCharacter } from "../kernel/codes/index.ts";
import { inTransaction } from "../kernel/db/index.ts";
import { findSession } from "../kernel/http/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import { registers } from "../organization/grounds.fixture.ts";
import { atCounter, no, place, proven, registered, yes } from "./accounts.fixture.ts";
import { chooseActingFor } from "./choose-acting-for.ts";
import { grantMandate, revokeMandate } from "./grant-mandate.ts";
import {
  actorOf,
  hall,
  identityHouse,
  isAlive,
  monday,
  newsOf,
  officer,
  refused,
  refusedOutright,
  sessionOf,
  today,
} from "./identity.fixture.ts";
import { registerLegalPerson, registerLegalPersonAtCounter } from "./legal-persons.ts";
import { delegatesOf, legalPersonsOf, mayActFor } from "./mandates.ts";
import type { Opened } from "./open-account-session.ts";
import { findPerson } from "./person.ts";
import { registerFactsOf } from "./register-facts.ts";

const { db, close } = await openTestDb(import.meta.url, registers);
after(close);
const { house, clock } = identityHouse(db);
beforeEach(() => clock.set(monday));

const until = parseDay("2027-03-02");
let made = 0;
function newUscc(): string {
  made += 1;
  const characters = `91449999MA1${String(made).padStart(6, "0")}`;
  return characters + usccCheckCharacter(characters);
}

/** A company and its representative, signed in. */
async function company(address?: { division: string; detail: string }) {
  const boss = await proven(house, "张样例");
  const actor = await actorOf(house, boss);
  const told = { uscc: newUscc(), name: "潮州样例陶瓷（集团）有限公司", address };
  const { legalPerson } = await registerLegalPerson(house, yes, actor, told);
  return { boss, actor, legalPerson, uscc: told.uscc };
}

async function actingFor(who: Opened, legalPerson: string | null) {
  const session = await sessionOf(house, who);
  return await chooseActingFor(house, await actorOf(house, who), { legalPerson, session, device: place.device });
}

test("a legal person is registered by the representative the register of companies confirms, once", async () => {
  const { legalPerson, boss, actor, uscc } = await company();
  assert.deepEqual(await findPerson(db, legalPerson), {
    id: legalPerson,
    kind: "legal",
    name: "潮州样例陶瓷（集团）有限公司",
    uscc,
    assurance: 2,
  });
  const may = await mayActFor(house, db, boss.person, legalPerson);
  assert.deepEqual(may, { role: "representative", mandate: null, scope: null, until: null });
  const again = await registerLegalPerson(house, yes, actor, { uscc, name: "潮州样例陶瓷(集团)有限公司" });
  assert.equal(again.legalPerson, legalPerson);
  assert.equal((await delegatesOf(house, db, legalPerson)).length, 1);
});

test("whom the register does not confirm, and whoever is not known by name, registers nothing", async () => {
  const { actor } = await company();
  const told = { uscc: newUscc(), name: "潮州样例陶瓷有限公司" };
  await refusedOutright(db, "identity/not-matching", () => registerLegalPerson(house, no, actor, told));
  const weak = await actorOf(house, await registered(house));
  await refusedOutright(db, "kernel/stronger-sign-in-needed", () => registerLegalPerson(house, yes, weak, told));
  await refusedOutright(db, "codes/bad-uscc", () => registerLegalPerson(house, yes, actor, { ...told, uscc: "1" }));
});

test("a new representative takes the old one's place, whose sessions for the company end", async () => {
  const { boss, legalPerson, uscc } = await company();
  const acting = await actingFor(boss, legalPerson);
  const next = await proven(house, "李样例");
  await registerLegalPerson(house, yes, await actorOf(house, next), { uscc, name: "潮州样例陶瓷有限公司" });
  assert.equal(await isAlive(house, acting), false);
  assert.equal(await mayActFor(house, db, boss.person, legalPerson), undefined);
  assert.equal((await mayActFor(house, db, next.person, legalPerson))?.role, "representative");
});

test("the counter registers a company with a representative who has no account", async () => {
  const { person: representative } = await atCounter(house);
  const command = { hall, uscc: newUscc(), name: "样例个体户", representative };
  await refused(db, "identity/not-window-officer", (tx) =>
    registerLegalPersonAtCounter(house, tx, officer("reviewer"), command),
  );
  const act = inTransaction(db, (tx) => registerLegalPersonAtCounter(house, tx, officer("window-officer"), command));
  assert.equal((await findPerson(db, (await act).legalPerson))?.assurance, 3);
});

test("an agent acts within the term, sees whom for, and the form offers the company's facts", async () => {
  const address = { division: "445102", detail: "样例街 9 号" };
  const { legalPerson, actor, uscc } = await company(address);
  const agent = await proven(house, "陈样例");
  const { mandate } = await inTransaction(db, (tx) =>
    grantMandate(house, tx, actor, { legalPerson, delegate: agent, scope: { halls: [hall] }, from: today, until }),
  );
  assert.deepEqual((await newsOf(house, "identity.mandate-granted"))[0], {
    person: agent.person,
    legalPerson,
    mandate,
    role: "agent",
  });
  const [listed, ...others] = await legalPersonsOf(house, db, agent.person);
  assert.deepEqual([listed?.id, listed?.uscc, listed?.until, others.length], [legalPerson, uscc, until, 0]);
  const opened = await actingFor(agent, legalPerson);
  const acting = await actorOf(house, opened);
  assert.deepEqual(acting.kind === "citizen" && [acting.person, acting.actingFor], [agent.person, legalPerson]);
  const facts = await registerFactsOf(house, db, acting);
  assert.equal(facts["person.name"]?.value, "陈样例");
  assert.equal(facts["legalPerson.uscc"]?.value, uscc);
  assert.equal(facts["legalPerson.representative"]?.value, "张样例");
  assert.equal(facts["applicant.number"]?.value, uscc);
  assert.deepEqual(facts["applicant.address"]?.value, address);
  const back = await actingFor(opened, null);
  assert.equal(await isAlive(house, opened), false);
  const own = await actorOf(house, back);
  assert.equal(own.kind === "citizen" && own.actingFor, null);
});

test("a session for a company ends with the mandate, on its last day at midnight", async () => {
  clock.set("2026-03-02T23:00:00+08:00");
  const { legalPerson, actor } = await company();
  const agent = await proven(house, "陈样例");
  const command = { legalPerson, delegate: agent, from: today, until: today };
  await inTransaction(db, (tx) => grantMandate(house, tx, actor, command));
  const opened = await actingFor(agent, legalPerson);
  assert.ok(await isAlive(house, opened));
  clock.set("2026-03-03T00:00:01+08:00");
  assert.equal(await isAlive(house, opened), false);
  assert.equal(await mayActFor(house, db, agent.person, legalPerson), undefined);
  assert.equal((await delegatesOf(house, db, legalPerson))[0]?.state, "ended");
});

test("revoking a mandate ends what rests on it at once; the agent may give it up himself", async () => {
  const { legalPerson, actor } = await company();
  const agent = await proven(house, "陈样例");
  const command = { legalPerson, delegate: agent, from: today, until };
  const first = await inTransaction(db, (tx) => grantMandate(house, tx, actor, command));
  const own = await sessionOf(house, agent);
  const opened = await actingFor(agent, legalPerson);
  const stranger = await actorOf(house, await proven(house, "王样例"));
  await refused(db, "identity/not-representative", (tx) =>
    revokeMandate(house, tx, stranger, { legalPerson, ...first }),
  );
  await inTransaction(db, (tx) => revokeMandate(house, tx, actor, { legalPerson, ...first }));
  assert.equal(await isAlive(house, opened), false);
  assert.ok(own);
  await refused(db, "identity/no-mandate", (tx) => revokeMandate(house, tx, actor, { legalPerson, ...first }));

  const second = await inTransaction(db, (tx) => grantMandate(house, tx, actor, command));
  const agentActor = {
    kind: "citizen",
    id: agent.account,
    assurance: 2,
    posts: [],
    person: agent.person,
    actingFor: null,
  } as const;
  await inTransaction(db, (tx) => revokeMandate(house, tx, agentActor, { legalPerson, ...second }));
  assert.equal(await mayActFor(house, db, agent.person, legalPerson), undefined);
});

test("a second mandate to the same agent takes the place of the first", async () => {
  const { legalPerson, actor } = await company();
  const agent = await proven(house, "陈样例");
  const command = { legalPerson, delegate: agent, from: today, until };
  await inTransaction(db, (tx) => grantMandate(house, tx, actor, command));
  const acting = await actingFor(agent, legalPerson);
  const scope = { halls: ["440100"] };
  const { mandate } = await inTransaction(db, (tx) => grantMandate(house, tx, actor, { ...command, scope }));
  assert.deepEqual(await mayActFor(house, db, agent.person, legalPerson).then((may) => [may?.mandate, may?.scope]), [
    mandate,
    scope,
  ]);
  assert.equal(await isAlive(house, acting), false);
});

test("what a mandate lacks is said: term, scope, a person who is known, another person; agents grant none", async () => {
  const { legalPerson, actor, boss } = await company();
  const agent = await proven(house, "陈样例");
  const good = { legalPerson, delegate: agent, from: today, until };
  const wrong = [
    ["identity/bad-term", { ...good, until: parseDay("2031-03-03") }],
    ["identity/bad-term", { ...good, from: parseDay("2026-03-01") }],
    ["identity/bad-term", { ...good, from: until, until: today }],
    ["identity/bad-scope", { ...good, scope: { items: [] } }],
    ["identity/bad-scope", { ...good, scope: {} }],
    ["identity/no-delegate", { ...good, delegate: { name: "陈样例例", idNumber: agent.idNumber } }],
    ["identity/delegate-is-self", { ...good, delegate: boss }],
  ] as const;
  for (const [code, command] of wrong) await refused(db, code, (tx) => grantMandate(house, tx, actor, command));
  await inTransaction(db, (tx) => grantMandate(house, tx, actor, good));
  const acting = await actorOf(house, await actingFor(agent, legalPerson));
  const third = await proven(house, "赵样例");
  await refused(db, "identity/not-representative", (tx) =>
    grantMandate(house, tx, acting, { ...good, delegate: third }),
  );
  await refusedOutright(db, "identity/may-not-act", () => actingFor(third, legalPerson));
});

test("two mandates for one agent at the same time: one stands", async () => {
  const { legalPerson, actor } = await company();
  const agent = await proven(house, "陈样例");
  const command = { legalPerson, delegate: agent, from: today, until };
  await Promise.all(
    Array.from({ length: 8 }, () => inTransaction(db, (tx) => grantMandate(house, tx, actor, command))),
  );
  const standing = (await delegatesOf(house, db, legalPerson)).filter(({ state }) => state === "standing");
  assert.equal(standing.filter(({ role }) => role === "agent").length, 1);
  assert.ok(await findSession(house, agent.session.token));
});
