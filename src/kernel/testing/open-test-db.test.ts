import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sql } from "kysely";
import { runStatement } from "../db/index.ts";
import { openTestDb } from "./index.ts";

const { db, close } = await openTestDb(import.meta.url);
after(close);

test("a test database has the migrations applied and is empty of everything else", async () => {
  const rows = await db.selectFrom("kernel.migration").selectAll().where("module", "=", "kernel").execute();
  assert.ok(rows.some((row) => row.file === "0001_create_kernel_schema.sql"));
});

test("two test databases do not see each other", async () => {
  const other = await openTestDb(import.meta.url);
  await runStatement(db, "create table only_here (a int)", []);
  await assert.rejects(sql`select from only_here`.execute(other.db), { code: "42P01" });
  await other.close();
});
