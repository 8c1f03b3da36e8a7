import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { type Db, inTransaction } from "../kernel/db/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import {
  addDepartments,
  applicant,
  applicationHouse,
  approver,
  clerk,
  hall,
  publish,
  reviewer,
  smallItem,
  submitted,
  tokenAt,
} from "./application.fixture.ts";
import { acceptApplication, auditCases, decide, giveOpinion, withdraw } from "./index.ts";

const { db, close } = await openTestDb(import.meta.url);
after(close);
const { house } = applicationHouse(db);
let application: Id;
before(async () => {
  await addDepartments(db);
  const item = await publish(house, smallItem());
  const other = await submitted(house, item);
  await withdraw(house, applicant, { hall, application: other.application, reason: "不办了" });
  ({ application } = await submitted(house, item));
  const place = { hall, application };
  const accepted = await acceptApplication(house, clerk, { ...place, note: "收到" });
  const examined = await giveOpinion(house, reviewer, {
    ...place,
    token: tokenAt(accepted, "examine"),
    opinion: "agree",
    text: "符合",
  });
  await decide(house, approver, { ...place, token: tokenAt(examined, "decide"), approve: true });
});

/** Changes something behind the program's back, looks, and puts it back. */
async function tampered(change: ReturnType<typeof sql>): Promise<Awaited<ReturnType<typeof auditCases>>> {
  let report: Awaited<ReturnType<typeof auditCases>> | undefined;
  await inTransaction(db, async (tx) => {
    await change.execute(tx);
    report = await auditCases({ ...house, db: tx as unknown as Db });
    throw new Error("put it back");
  }).catch((error: Error) => assert.equal(error.message, "put it back"));
  assert.ok(report);
  return report;
}

test("journals as they were written are whole, and rows are what they fold to", async () => {
  const { cases, broken, differing, faults } = await auditCases(house);
  assert.deepEqual({ cases, broken, differing, faults }, { cases: 2, broken: 0, differing: 0, faults: [] });
});

test("one changed byte in the body or the hash of any step is found and the step is named", async () => {
  for (const seq of [1, 2, 3, 4]) {
    const length = await sql<{ body: number }>`select length(body) as body from application.step
      where hall = ${hall} and application_id = ${application} and seq = ${seq}`.execute(db);
    const size = length.rows[0]?.body ?? 0;
    for (const at of [1, 2, size >> 2, size >> 1, size - 1, size]) {
      const report = await tampered(sql`
        update application.step set body = overlay(body placing case when substr(body, ${at}, 1) = 'x' then 'y' else 'x' end from ${at} for 1)
         where hall = ${hall} and application_id = ${application} and seq = ${seq}`);
      assert.deepEqual([report.broken, report.differing], [1, 0], `step ${seq}, byte ${at}`);
      assert.deepEqual([report.faults[0]?.application, report.faults[0]?.seq], [application, seq]);
    }
    for (const byte of [0, 15, 31]) {
      const report = await tampered(sql`
        update application.step set hash = set_byte(hash, ${byte}, get_byte(hash, ${byte}) # 1)
         where hall = ${hall} and application_id = ${application} and seq = ${seq}`);
      assert.deepEqual([report.broken, report.faults[0]?.seq], [1, seq]);
    }
  }
});

test("a changed column beside the body, a step taken away, added or exchanged is found", async () => {
  const of = (seq: number) => sql`hall = ${hall} and application_id = ${application} and seq = ${seq}`;
  const broken: readonly [ReturnType<typeof sql>, number][] = [
    [sql`update application.step set kind = 'withdraw' where ${of(2)}`, 2],
    [sql`update application.step set happened_at = happened_at + interval '1 millisecond' where ${of(3)}`, 3],
    [sql`update application.step set move_id = '01920000-0000-7000-8000-00000000000f' where ${of(1)}`, 1],
    [sql`delete from application.step where ${of(2)}`, 2],
    [sql`delete from application.step where ${of(4)}`, 4],
    [
      sql`insert into application.step select hall, application_id, 5, move_id, kind, happened_at, body, hash
            from application.step where ${of(4)}`,
      5,
    ],
    [sql`update application.application set last_hash = sha256('x') where hall = ${hall} and id = ${application}`, 0],
    [
      sql`update application.step s set body = o.body, hash = o.hash, move_id = o.move_id, happened_at = o.happened_at
            from application.step o where s.hall = ${hall} and s.application_id = ${application} and s.seq = 1
             and o.hall = ${hall} and o.application_id <> ${application} and o.seq = 1`,
      1,
    ],
  ];
  for (const [change, seq] of broken) {
    const report = await tampered(change);
    assert.deepEqual([report.broken, report.faults[0]?.seq], [1, seq], report.faults[0]?.message);
  }
});

test("rows, tasks, words, answers and materials that are not what the journal says are found", async () => {
  const ofCase = sql`hall = ${hall} and application_id = ${application}`;
  const row = sql`hall = ${hall} and id = ${application}`;
  for (const change of [
    sql`update application.application set facts = jsonb_set(facts, '{visits}', '7') where ${row}`,
    sql`update application.application set state = 'accepted' where ${row}`,
    sql`update application.application set accepted_on = '2026-03-01' where ${row}`,
    sql`update application.application set person = '01920000-0000-7000-8000-00000000000f' where ${row}`,
    sql`delete from application.task where ${ofCase}`,
    sql`update application.task set duty = 'approver' where ${ofCase}`,
    sql`update application.task set claimed_by = 'somebody' where ${ofCase}`,
    sql`delete from application.words where ${ofCase} and seq = 2`,
    sql`update application.words set sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) where ${ofCase} and seq = 2`,
    sql`update application.content set sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) where ${ofCase}`,
    sql`delete from application.content where ${ofCase}`,
    sql`update application.material_use set files = '[]' where ${ofCase}`,
    sql`delete from application.material_use where ${ofCase}`,
  ]) {
    const report = await tampered(change);
    assert.deepEqual([report.broken, report.differing], [0, 1]);
    assert.equal(report.faults[0]?.application, application);
  }
});
