import assert from "node:assert/strict";
import { sql } from "kysely";
import {
  approveLegality,
  findItem,
  type ItemDocument,
  publishItem,
  saveDraft,
  submitForReview,
} from "../catalogue/index.ts";
import { type CalendarYear, createCalendar, shippedYears } from "../kernel/calendar/index.ts";
import { fixedClock } from "../kernel/clock/index.ts";
import { codeTables, createCodes, parseHallCode } from "../kernel/codes/index.ts";
import { findRoot, readConfig } from "../kernel/config/index.ts";
import { type Db, inTransaction } from "../kernel/db/index.ts";
import { createKeptPages, type House } from "../kernel/house/index.ts";
import type { Actor, Seat } from "../kernel/http/index.ts";
import { type Id, newId } from "../kernel/ids/index.ts";
import { createLog } from "../kernel/log/index.ts";
import { createOutbox, createWorker } from "../kernel/outbox/index.ts";
import { testSeal } from "../kernel/testing/index.ts";
import { jointFlow, onTheSpotFlow, promisedFlow } from "../process/index.ts";
import type { Draft } from "./check-before-submit.ts";
import { type CaseState, type Moved, type Receipt, submitApplication } from "./index.ts";
import { subscriptions } from "./jobs.ts";
import { readStanding } from "./read-case.ts";

/** Ten in the morning of a Monday. */
export const monday = "2026-03-02T10:00:00+08:00";
export const hall = parseHallCode("445100");
export const otherHall = parseHallCode("445200");
export const market = "dept-market";
export const fire = "dept-fire";
export const air = "dept-air";
export const quality = "dept-quality";

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
    }
  });
}

const editor = officer("editor", market, ["catalogue-editor", "catalogue-publisher"]);
export const judge = officer("judge", market, ["legality-reviewer"]);

/** A complete item with a small form: a name, an area; a plan that is always asked, a lease when the place is rented. */
export function smallItem(changes: Partial<ItemDocument> = {}): ItemDocument {
  return {
    taskName: "食品小作坊登记",
    catalogCode: "440125001000",
    taskCode: "11440000006939756B3440125001000",
    taskType: "07",
    deptName: "潮州市市场监督管理局",
    deptCode: "11440000006939756B",
    deptType: "1",
    useLevel: "3",
    byLaw: [{ title: "中华人民共和国食品安全法", clause: "第三十六条" }],
    legalDays: 20,
    legalUnit: "wd",
    promiseDays: 5,
    promiseUnit: "wd",
    acceptCondition: "有固定的生产加工场所",
    specialProcedure: ["publicity"],
    projectType: "2",
    reviewType: "2",
    serverType: ["1"],
    handleType: ["1", "2"],
    limitSceneNum: 0,
    isOnline: true,
    isFee: false,
    isPayOnline: false,
    isExpress: true,
    isMailResult: true,
    results: [{ resultType: "10", resultName: "食品小作坊登记证", resultSample: "样本", validity: "3年" }],
    deliverWay: ["1"],
    userTopicType: ["150"],
    corpTopicType: [],
    linkWay: { phone: "0768-2345678" },
    superviseWay: "0768-12345",
    transactAddr: [{ address: "潮州市枫春路政务服务中心" }],
    faqs: [{ question: "要多久？", answer: "五个工作日。" }],
    materials: [
      { key: "plan", materialName: "场所平面图", materialKind: "1", isNeed: "1", sourceType: "1" },
      {
        key: "lease",
        materialName: "租赁合同",
        isNeed: "1",
        sourceType: "1",
        when: { "==": [{ var: "rented" }, true] },
      },
      { key: "photo", materialName: "场所照片", isNeed: "2", sourceType: "1" },
    ],
    situations: [{ key: "rented", question: "场所是租的吗？", kind: "yesNo" }],
    form: {
      key: "workshop",
      name: "食品小作坊登记",
      pages: [
        {
          key: "basic",
          title: "基本信息",
          fields: [
            { kind: "text", key: "name", label: "小作坊名称", required: true, maxLength: 40 },
            { kind: "number", key: "area", label: "面积", required: true, scale: 2, unit: "平方米", least: 1 },
            { kind: "text", key: "remark", label: "备注", required: false },
          ],
        },
      ],
    },
    flow: promisedFlow({}, { examine: 1, decide: 1, issue: 1, deliver: 1 }),
    ...changes,
  };
}

/** 施工许可那样的联办. */
export function jointItem(changes: Partial<ItemDocument> = {}): ItemDocument {
  return smallItem({
    taskName: "联合验收",
    catalogCode: "440125002000",
    taskCode: "11440000006939756B3440125002000",
    flow: jointFlow(
      {
        branches: [
          { key: "fire", name: "消防意见", body: "消防救援机构", limit: 1 },
          { key: "air", name: "人防意见", body: "人民防空主管部门", limit: 1 },
          { key: "quality", name: "质量安全意见", body: "质量安全监督机构", limit: 1 },
        ],
      },
      {},
      { examine: 1, decide: 1, issue: 1, deliver: 1 },
    ),
    ...changes,
  });
}

export function instantItem(changes: Partial<ItemDocument> = {}): ItemDocument {
  return smallItem({
    taskName: "当场登记",
    catalogCode: "440125003000",
    taskCode: "11440000006939756B3440125003000",
    projectType: "1",
    reviewType: "1",
    promiseDays: 0,
    flow: onTheSpotFlow(),
    ...changes,
  });
}

/** Writes, submits, approves and publishes an item. */
export async function publish(house: House, content: ItemDocument): Promise<Id> {
  return await inTransaction(house.db, async (tx) => {
    const { item } = await saveDraft(house, tx, editor, { content, home: { hall, division: hall }, reason: "新编" });
    await submitForReview(house, tx, editor, { item, reason: "报审" });
    await approveLegality(house, tx, judge, { item, reason: "合法" });
    await publishItem(house, tx, editor, { item, reason: "发布" });
    return item;
  });
}

/** Publishes the next version of an item. */
export async function republish(house: House, item: Id, content: ItemDocument): Promise<void> {
  await inTransaction(house.db, async (tx) => {
    await saveDraft(house, tx, editor, { content, item, revision: 0 });
    await submitForReview(house, tx, editor, { item, reason: "报审" });
    await approveLegality(house, tx, judge, { item, reason: "合法" });
    await publishItem(house, tx, editor, { item, reason: "修订" });
  });
}

/** An officer who holds these duties in one department of one hall. */
export function officer(id: string, department: string, duties: readonly string[], at: string = hall): Actor {
  const seats = duties.map((duty): Seat => ({ post: `${id}-post`, duty, hall: at, department }));
  return { kind: "staff", id, assurance: 3, posts: [...duties], seats };
}

export const clerk = officer("clerk", market, ["window-officer"]);
export const secondClerk = officer("clerk-2", market, ["window-officer"]);
export const reviewer = officer("reviewer", market, ["reviewer"]);
export const approver = officer("approver", market, ["approver"]);
export const issuer = officer("issuer", market, ["issuer"]);
export const firefighter = officer("fire", fire, ["co-reviewer"]);
export const airOfficer = officer("air", air, ["co-reviewer"]);
export const inspectorOfQuality = officer("quality", quality, ["co-reviewer"]);
/** The same duties next door, and in another hall. */
export const neighbour = officer("neighbour", fire, ["window-officer", "reviewer", "approver", "issuer"]);
export const foreigner = officer("foreigner", market, ["window-officer", "reviewer", "approver", "issuer"], otherHall);
export const watch: Actor = { kind: "system", id: "test.watch", assurance: 3, posts: [] };

export const citizenId = "01920000-0000-7000-8000-000000000001" as Id;
export const strangerId = "01920000-0000-7000-8000-000000000002" as Id;
export function citizen(person: Id = citizenId, actingFor: Id | null = null): Actor {
  return { kind: "citizen", id: `account-${person}`, assurance: 2, posts: [], person, actingFor };
}
export const applicant = citizen();
export const stranger = citizen(strangerId);

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
