import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { test } from "node:test";
import { sql } from "kysely";
import { createTestDatabase, quiet } from "../testing/index.ts";
import { closeDb, inTransaction, openDb, runStatement } from "./index.ts";

test("each distinct statement is noted once, whichever way it took, without values", async () => {
  const folder = mkdtempSync("/tmp/wangting-record-");
  const database = await createTestDatabase(import.meta.url);
  const db = await openDb({ url: database.url, log: quiet, record: `${folder}/sql`, readers: 1, writers: 1 });
  for (const value of ["甲", "乙"]) {
    await sql`select ${value}::text as by_reader`.execute(db);
    await inTransaction(db, (tx) => sql`select ${value}::text as by_transaction`.execute(tx));
    await runStatement(db, "select $1::text as by_statement", [value]);
    await assert.rejects(sql`select ${value}::int as refused`.execute(db));
  }
  await closeDb(db);
  await database.drop();

  const noted = readFileSync(`${folder}/sql`, "utf8")
    .trim()
    .split("\n")
    .map((line) => (JSON.parse(line) as { sql: string }).sql);
  const ours = noted.filter((text) => !text.includes("pg_database"));
  assert.deepEqual(ours, [
    "select $1::text as by_reader",
    "select $1::text as by_transaction",
    "select $1::text as by_statement",
    "select $1::int as refused",
  ]);
  rmSync(folder, { recursive: true });
});
