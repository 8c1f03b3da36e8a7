import assert from "node:assert/strict";
import { sql } from "kysely";
import { findItem } from "../catalogue/index.ts";
import { type CalendarYear, createCalendar, shippedYears } from "../kernel/calendar/index.ts";
import { fixedClock } from "../kernel/clock/index.ts";
import { codeTables, createCodes } from "../kernel/codes/index.ts";
import { findRoot, readConfig } from "../kernel/config/index.ts";
import { type Db, inTransaction } from "../kernel/db/index.ts";
import { createKeptPages, type House } from "../kernel/house/index.ts";
import { type Id, newId } from "../kernel/ids/index.ts";
import { createLog } from "../kernel/log/index.ts";
import { createOutbox, createWorker } from "../kernel/outbox/index.ts";
import { testSeal } from "../kernel/testing/index.ts";
import type { Draft } from "./check-before-submit.ts";
import { type CaseState, type Moved, type Receipt, submitApplication } from "./index.ts";
import { subscriptions } from "./jobs.ts";
import { air, applicant, citizenId, fire, hall, market, quality } from "./people.fixture.ts";
import { readStanding } from "./read-case.ts";

export * from "./items.fixture.ts";
export * from "./people.fixture.ts";

/** Ten in the morning of a Monday. */
export const monday = "2026-03-02T10:00:00+08:00";

const departments = [
  { key: market, name: "潮州市市场监督管理局", uscc: "11440000006939756B" },
  { key: fire, name: "消防救援机构", uscc: null },
  { key: air, name: "人民防空主管部门", uscc: null },
  { key: quality, name: "质量安全监督机构", uscc: null },
];

/** A house with a clock that is moved by hand. */
export function applicationHouse(db: Db, years: readonly CalendarYear[] = shippedYears) {
  const clock = fixedClock(monday);
  const hears = [
    ...subscriptions,
    ...["submitted", "accepted", "decided", "closed", "correction-requested", "not-accepted", "delivered"].map(
      (what) => ({
        subscriber: "test",
        topic: { name: `application.${what}` },
      }),
    ),
  ];
  const parts: Partial<House> = {
    config: readConfig(findRoot(), false, {}),
    secret: Buffer.alloc(32, 7),
    seal: testSeal,
    clock,
    calendar: createCalendar(years),
    codes: createCodes(codeTables, []),
    db,
    log: createLog({ level: "silent" }),
    pages: createKeptPages(),
    outbox: createOutbox({ clock, hears }),
  };
  return { house: parts as House, clock };
}

export async function addDepartments(db: Db): Promise<void> {
  await inTransaction(db, async (tx) => {
    await sql`insert into organization.department_change (number, kind, from_on, document, recorded_at, recorded_by)
      values (1, 'found', '2000-01-01', '样例', ${new Date(monday)}, 'test')`.execute(tx);
    await sql`update organization.register set last_change = 1`.execute(tx);
    for (const [at, { key, name, uscc }] of departments.entries()) {
      await sql`insert into organization.department (key, division, origin) values (${key}, ${hall}, 'local')`.execute(
        tx,
      );
      await sql`insert into organization.department_version
        (department, version, from_on, change, name, short_name, nature, uscc, position, state)
        values (${key}, 1, '2000-01-01', 1, ${name}, ${name}, '1', ${uscc}, ${at}, 'live')`.execute(tx);
      await sql`insert into organization.department_alias (division, alias, department)
        values (${hall}, ${name}, ${key})`.execute(tx);
      const duties = at < 2 ? ["window-officer", "reviewer", "approver", "issuer", "co-reviewer"] : ["co-reviewer"];
      await sql`insert into organization.post (hall, id, department, name, duties, opened_at)
        values (${hall}, gen_random_uuid(), ${key}, '经办', ${duties}, ${new Date(monday)})`.execute(tx);
    }
  });
}

/** A finished draft of the small item. */
export async function draftOf(house: House, item: Id, changes: Partial<Draft> = {}): Promise<Draft> {
  const found = await findItem(house.db, item);
  assert.ok(found);
  return {
    id: newId(house.clock),
    hall,
    item,
    version: found.version,
    person: citizenId,
    agent: null,
    applicantName: "陈*",
    answers: { rented: false, name: "阿婆牛肉丸", area: 36.5 },
    materials: [{ key: "plan", files: [newId(house.clock)], way: "upload" }],
    channel: "web",
    ...changes,
  };
}

/** A case that has just come in. */
export async function submitted(house: House, item: Id, changes: Partial<Draft> = {}): Promise<Receipt> {
  return await submitApplication(house, applicant, { draft: await draftOf(house, item, changes) });
}

export async function stateOf(house: House, application: Id): Promise<CaseState> {
  const standing = await readStanding(house.db, hall, application);
  assert.ok(standing);
  return standing.state;
}

/** A file linked to a draft or its case, as `material` leaves it. */
export async function fileOf(house: House, application: Id): Promise<Id> {
  const id = newId(house.clock);
  await inTransaction(house.db, async (tx) => {
    await sql`insert into material.file (hall, id, sha256, sm3, name, type, bytes, uploader, uploaded_at, scan)
      values (${hall}, ${id}, ${"a".repeat(64)}, ${"b".repeat(64)}, '平面图.pdf', 'pdf', 10,
        'citizen:x', ${house.clock.now()}, 'clean')`.execute(tx);
    await sql`insert into material.link (hall, file_id, use, linked_at)
      values (${hall}, ${id}, ${`case:${application}`}, ${house.clock.now()})`.execute(tx);
  });
  return id;
}

/** The token of the open task at a node. */
export function tokenAt({ state }: Pick<Moved, "state">, node: string): number {
  const task = state.tasks.find((one) => one.node === node);
  assert.ok(task, `a task at ${node}: ${state.tasks.map((one) => one.node).join()}`);
  return task.token;
}

/** Everything that the module has written of a case, for "left no trace". */
export async function everythingOf(db: Db, application: Id): Promise<unknown> {
  const tables = ["application", "step", "words", "content", "material_use", "task"];
  const rows: unknown[] = [];
  for (const table of tables) {
    const key = table === "application" ? "id" : "application_id";
    const select = sql<object>`select to_jsonb(t) - 'touched' as row from ${sql.table(`application.${table}`)} t
      where hall = ${hall} and ${sql.ref(key)} = ${application} order by to_jsonb(t)::text`;
    rows.push((await select.execute(db)).rows);
  }
  const news = sql<object>`select topic, payload from kernel.outbox where hall = ${hall} and lane = ${application} order by id`;
  rows.push((await news.execute(db)).rows);
  return rows;
}

/** The act is refused, and everything is afterwards what it was. */
export async function refusedWithoutTrace(
  house: House,
  application: Id,
  code: string,
  act: () => Promise<unknown>,
): Promise<void> {
  const before = await everythingOf(house.db, application);
  await assert.rejects(act(), { code });
  assert.deepEqual(await everythingOf(house.db, application), before);
}

/** Delivers the news that wait. */
export async function deliverNews(house: House): Promise<void> {
  await createWorker(house, { hall, subscriptions }).runDue();
}

/** Moves the clock to an hour of a day, Beijing time. */
export function at(day: string, time = "10:00"): string {
  return `${day}T${time}:00+08:00`;
}
