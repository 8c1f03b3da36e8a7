import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sql } from "kysely";
import { openTestDb, quiet } from "../testing/index.ts";
import { closeDb, inTransaction, openDb, type Reader, runStatement, scatter } from "./index.ts";

const { db, url, close } = await openTestDb(import.meta.url);
after(close);
const note = "insert into kernel.migration (module, file, sha256, applied_at) values ($1, $2, '', $3)";
await runStatement(db, note, ["region", "0001_test.sql", new Date(0)]);

async function filesOfRegion(reader: Reader): Promise<string[]> {
  const rows = await reader.selectFrom("kernel.migration").select("file").where("module", "=", "region").execute();
  return rows.map((row) => row.file).filter((file) => file === "0001_test.sql");
}

test("a reading function takes the database and a transaction alike", async () => {
  assert.deepEqual(await filesOfRegion(db), ["0001_test.sql"]);
  assert.deepEqual(await inTransaction(db, (tx) => filesOfRegion(tx)), ["0001_test.sql"]);
});

test("the type of a reader has no way to write", () => {
  const reader: Reader = db;
  // @ts-expect-error a reader has no insertInto
  assert.ok(reader.insertInto);
  // @ts-expect-error a reader has no updateTable
  assert.ok(reader.updateTable);
  // @ts-expect-error a reader has no deleteFrom
  assert.ok(reader.deleteFrom);
  // @ts-expect-error a reader opens no transaction
  assert.ok(reader.transaction);
  // @ts-expect-error nor does the database itself: inTransaction does
  assert.ok(db.transaction);
});

test("the server refuses hand-written SQL that writes through a reader, and nothing is written", async () => {
  for (const text of [
    "insert into kernel.migration values ('region', 'x', '', 'epoch')",
    "with gone as (delete from kernel.migration returning 1) select * from gone",
    "create table other (a int)",
    "select 1 from kernel.migration for update",
  ]) {
    await assert.rejects(sql.raw(text).execute(db), /a reading function tried to write/, text);
  }
  assert.deepEqual(await filesOfRegion(db), ["0001_test.sql"]);
});

test("a scattered statement carries its reason to the query lint", () => {
  const query = scatter(db.selectFrom("kernel.migration").select("file"), "nightly report over all halls");
  assert.match(query.compile().sql, /\/\* scatter: nightly report over all halls \*\/$/);
  assert.throws(() => scatter(db.selectFrom("kernel.migration").select("file"), "x */ drop /*"), RangeError);
});

test("a reader whose connection is cut in the middle of a statement reads on", async () => {
  const reading = sql<{ word: string }>`select 'read' as word from pg_sleep(0.3)`.execute(db);
  const cut = `select pg_terminate_backend(pid) from pg_stat_activity
                where application_name = 'wangting-reader' and datname = current_database()`;
  assert.ok((await runStatement(db, cut, [])).length > 0);
  assert.deepEqual((await reading).rows, [{ word: "read" }]);
});

test("a statement that the server refuses does not cost its connection", async () => {
  const one = await openDb({ url, log: quiet, readers: 1, writers: 1 });
  const pid = async () => (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(one)).rows[0]?.pid;
  const before = await pid();
  await assert.rejects(sql`select nothing from nowhere`.execute(one), { code: "42P01" });
  assert.equal(await pid(), before);
  await closeDb(one);
});
