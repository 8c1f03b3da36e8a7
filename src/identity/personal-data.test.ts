import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import fc from "fast-check";
import { inTransaction } from "../kernel/db/index.ts";
import { createKeyRing } from "../kernel/seal/index.ts";
import { openTestDb, testKeys } from "../kernel/testing/index.ts";
import { registers } from "../organization/grounds.fixture.ts";
import { atCounter, proven } from "./accounts.fixture.ts";
import { citizen, hall, identityHouse, monday, officer, police, refused, system, visitor } from "./identity.fixture.ts";
import { openData, requirePerson, sealData, sealedColumns } from "./person.ts";
import { listAccesses, readPersonalData } from "./read-personal-data.ts";
import { rotateSeals } from "./rotate-seals.ts";
import { shownOf } from "./session-facts.ts";

const { db, close } = await openTestDb(import.meta.url, registers);
after(close);
const { house, clock, lines } = identityHouse(db);
beforeEach(() => clock.set(monday));

const request = { fields: ["name", "idNumber"] as const, purpose: "审查申请材料" };

test("[E10] every read by staff is written down with who, what and why, and the person sees it", async () => {
  const { person, phone, idNumber } = await proven(house);
  const application = "019a0000-0000-7000-8000-000000000001";
  const command = { person, ...request, hall, application };
  const data = await inTransaction(db, (tx) => readPersonalData(house, tx, officer("reviewer"), command));
  assert.deepEqual(data, { name: "张样例", idNumber });
  assert.ok(!("phone" in data) && phone);
  const [access, ...others] = await listAccesses(db, citizen(person));
  assert.equal(others.length, 0);
  assert.deepEqual(access && { ...access, id: "" }, {
    id: "",
    at: clock.now(),
    hall,
    department: police,
    fields: ["name", "idNumber"],
    purpose: "审查申请材料",
    application,
  });
});

test("a read that is undone leaves no entry: what was read and what is written stand together", async () => {
  const { person } = await proven(house);
  await assert.rejects(
    inTransaction(db, async (tx) => {
      await readPersonalData(house, tx, officer("reviewer"), { person, ...request });
      throw new Error("undone");
    }),
    /undone/,
  );
  assert.deepEqual(await listAccesses(db, citizen(person)), []);
});

test("oneself and whoever acts for the company read without an entry; everybody else is refused", async () => {
  const { person } = await proven(house);
  const own = await inTransaction(db, (tx) => readPersonalData(house, tx, citizen(person), { person, ...request }));
  assert.equal(own.name, "张样例");
  const acting = citizen("somebody", { actingFor: person });
  await inTransaction(db, (tx) => readPersonalData(house, tx, acting, { person, ...request }));
  assert.deepEqual(await listAccesses(db, citizen(person)), []);
  for (const actor of [
    visitor,
    system,
    citizen("somebody"),
    officer("catalogue-editor"),
    officer("hall-administrator"),
  ]) {
    await refused(db, "identity/not-yours", (tx) => readPersonalData(house, tx, actor, { person, ...request }));
  }
  await refused(db, "identity/not-yours", (tx) =>
    readPersonalData(house, tx, officer("reviewer", "445102"), { person, ...request, hall }),
  );
});

test("what happens at the counter is in the list as well, newest first and page by page", async () => {
  const { person } = await atCounter(house);
  for (let read = 0; read < 60; read += 1) {
    const command = { person, ...request, purpose: `第${read}次` };
    await inTransaction(db, (tx) => readPersonalData(house, tx, officer("reviewer"), command));
  }
  const first = await listAccesses(db, citizen(person));
  const second = await listAccesses(db, citizen(person), { after: first.at(-1)?.id });
  assert.deepEqual([first.length, second.length], [50, 11]);
  assert.equal(first[0]?.purpose, "第59次");
  assert.equal(second.at(-1)?.purpose, "窗口当面核验");
});

test("an agent for everything sees the company's log, an agent for some items his own", async () => {
  const { person: company } = await atCounter(house);
  const { person: agent } = await atCounter(house);
  const acting = citizen(agent, { actingFor: company });
  const whose = async (actor: Parameters<typeof listAccesses>[1]) =>
    (await listAccesses(db, actor)).map(({ id }) => id);
  const own = await whose(citizen(agent));
  assert.notDeepEqual(await whose(acting), own);
  assert.deepEqual(await whose({ ...acting, scope: { items: ["one"] } }), own);
});

test("[E10] the log of the house holds no name, number or phone of anybody", async () => {
  const { person, phone, idNumber } = await proven(house, "欧阳样例");
  house.log.info({ person, phone, idNumber, note: `来电 ${phone}，证件 ${idNumber}` }, "a careless line");
  const text = lines.join("");
  for (const secret of ["欧阳样例", phone, idNumber]) assert.ok(!text.includes(secret), secret);
});

test("what is sealed for one person or one column opens for no other", async () => {
  const one = await proven(house);
  const two = await proven(house, "李样例");
  const [rowOne, rowTwo] = [await requirePerson(db, one.person), await requirePerson(db, two.person)];
  assert.throws(() => openData(house, { ...rowOne, phone_sealed: rowTwo.phone_sealed }, ["phone"]), /phone_sealed/);
  assert.throws(() => openData(house, { ...rowOne, phone_sealed: rowOne.id_number_sealed }, ["phone"]), /phone_sealed/);
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (name) => {
      const sealed = sealData(house, rowOne.person_id, { name });
      assert.equal(openData(house, { ...rowOne, ...sealed }, ["name"]).name, Buffer.from(name).toString());
    }),
  );
});

test("the keys rotate: every sealed column is sealed anew, a broken-off run goes on, lookups and contents stay", async () => {
  const people = [];
  for (let each = 0; each < 7; each += 1) people.push(await proven(house));
  const versions = new Map([...testKeys.versions, [2, Buffer.alloc(32, 2)]]);
  const next = identityHouse(db, {}, createKeyRing({ digest: testKeys.digest, versions })).house;
  const options = { batch: 3, mostBatches: 1 };
  const first = await rotateSeals(next, sealedColumns, options);
  assert.deepEqual([first.renewed > 0, first.finished], [true, []]);
  const again = identityHouse(db, {}, createKeyRing({ digest: testKeys.digest, versions })).house;
  const rest = await rotateSeals(again, sealedColumns, { batch: 3 });
  assert.ok(rest.renewed > 0);
  assert.deepEqual(rest.finished, ["identity.person"]);
  const rows = await db.selectFrom("identity.person").selectAll().execute();
  const sealed = rows.flatMap((row) => [row.name_sealed, row.id_number_sealed, row.phone_sealed, row.address_sealed]);
  assert.ok(sealed.every((each) => each === null || next.seal.versionOf(each) === 2));
  const onlyNew = createKeyRing({ digest: testKeys.digest, versions: new Map([[2, Buffer.alloc(32, 2)]]) });
  for (const { person, idNumber, phone } of people) {
    assert.deepEqual(openData({ seal: onlyNew }, await requirePerson(db, person), ["idNumber", "phone"]), {
      idNumber,
      phone,
    });
  }
  assert.equal((await rotateSeals(next, sealedColumns)).renewed, 0, "once it is done, it is done");
});

test("a rotation is not finished while something was sealed with the old key behind its back", async () => {
  const versions = new Map([...testKeys.versions, [3, Buffer.alloc(32, 3)]]);
  const next = identityHouse(
    db,
    {},
    createKeyRing({ digest: testKeys.digest, versions: versions.set(2, Buffer.alloc(32, 2)) }),
  );
  const short = await rotateSeals(next.house, sealedColumns, { batch: 500, mostBatches: 1 });
  assert.deepEqual(short.finished, []);
  const late = await proven(house);
  const rest = await rotateSeals(next.house, sealedColumns, { batch: 500 });
  assert.deepEqual([rest.renewed, rest.finished.length], [1, 1]);
  assert.equal(next.house.seal.versionOf((await requirePerson(db, late.person)).phone_sealed ?? Buffer.alloc(2)), 3);
});

test("a visitor's head shows nobody", () => {
  assert.equal(shownOf(undefined), undefined);
});
