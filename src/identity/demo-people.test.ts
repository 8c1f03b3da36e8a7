import assert from "node:assert/strict";
import { after, test } from "node:test";
import { openTestDb } from "../kernel/testing/index.ts";
import { registers } from "../organization/grounds.fixture.ts";
import { place } from "./accounts.fixture.ts";
import { seedDemoPeople } from "./demo-people.ts";
import { actorOf, everything, hall, identityHouse, police } from "./identity.fixture.ts";
import { legalPersonsOf, mayActFor } from "./mandates.ts";
import { signIn } from "./sign-in.ts";

const { db, close } = await openTestDb(import.meta.url, registers);
after(close);
const { house } = identityHouse(db);

const halls = [{ hall, departments: [{ key: police, word: "police" }] }];

test("a demo has invented people who can do what their parts need, and seeding twice adds nothing", async () => {
  const people = await seedDemoPeople(house, halls);
  const before = await everything(db);
  assert.deepEqual(await seedDemoPeople(house, halls), people);
  assert.deepEqual(await everything(db), before);

  assert.deepEqual(Object.keys(people.citizens), ["zhang", "li", "wang", "chen", "zhao", "liu"]);
  assert.equal(people.citizens.liu?.account, null);
  const zhang = people.citizens.zhang?.person ?? "";
  const li = people.citizens.li?.person ?? "";
  const food = people.companies.food ?? "";
  assert.equal((await mayActFor(house, db, zhang, food))?.role, "representative");
  assert.equal((await legalPersonsOf(house, db, li))[0]?.name, "广州样例餐饮有限公司");

  const officers = Object.entries(people.officers);
  assert.deepEqual(
    officers.map(([name]) => name),
    [
      ...["admin", "editor", "legal"].map((seat) => `${hall}-${seat}`),
      ...["window", "review", "approve", "issue"].map((seat) => `${hall}-police-${seat}`),
    ],
  );
  const window = people.officers[`${hall}-police-window`]?.signsInAs ?? "";
  const { password } = people;
  const actor = await actorOf(house, await signIn(house, { name: window, password, ...place }));
  assert.deepEqual(actor.posts, ["window-officer"]);
  const phone = people.citizens.zhao?.signsInAs ?? "";
  assert.equal((await actorOf(house, await signIn(house, { name: phone, password, ...place }))).assurance, 1);
});

test("a hall that is no demo gets no people whose passwords everybody knows", async () => {
  const real = { ...house, config: { ...house.config, demo: false } };
  await assert.rejects(seedDemoPeople(real, halls), /demo/);
});
