import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { sql } from "kysely";
import pg from "pg";
import { quiet } from "../testing/index.ts";
import { closeDb, inTransaction, openDb, type Postgres, runStatement, startPostgres } from "./index.ts";

// Two servers with the same content; the second is a hot standby (of nobody: replication is not what is tested here).
const folder = mkdtempSync("/tmp/wangting-failover-");
const startIn = (name: string) => startPostgres({ dataDir: path.join(folder, name), log: quiet, durable: false });
const made = await startIn("a");
await asSuperuser(made, "create table public.mark (word text); grant all on public.mark to wangting", "wangting");
await made.stop();
mkdirSync(path.join(folder, "b"));
execFileSync("cp", ["-a", path.join(folder, "a", "postgres"), path.join(folder, "b", "postgres")]);
writeFileSync(path.join(folder, "b", "postgres", "standby.signal"), "");
const a = await startIn("a");
const b = await startIn("b");
after(async () => {
  await a.stop();
  await b.stop();
  rmSync(folder, { recursive: true });
});

async function asSuperuser(server: Postgres, text: string, database = "postgres"): Promise<unknown[]> {
  const url = new URL(server.adminUrl);
  url.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  const answer = await client.query<Record<string, unknown>>(text);
  await client.end();
  return Object.values(answer.rows?.[0] ?? {});
}

test("with several hosts, the one that takes writes is found, and followed when it changes", async () => {
  const host = (name: string) => encodeURIComponent(path.join(folder, name, "postgres-run"));
  const url = `postgres://wangting@${host("b")},${host("a")}/wangting`;
  const db = await openDb({ url, log: quiet, readers: 2, writers: 2 });
  const words = async () =>
    (await sql<{ word: string }>`select word from mark`.execute(db)).rows.map((row) => row.word);

  await runStatement(db, "insert into mark values ('first')", []);
  assert.deepEqual(await words(), ["first"]); // readers go there too, so that one reads what one wrote

  // As in a switch-over: the old primary answers, but refuses writes (25006); the standby becomes primary.
  await asSuperuser(b, "select pg_promote()");
  await asSuperuser(a, "alter system set default_transaction_read_only = on");
  await asSuperuser(a, "select pg_reload_conf()");
  // The signal takes its time; a new session that shows the setting proves that the old ones have been told.
  while (!(await asSuperuser(a, "show default_transaction_read_only")).includes("on"));
  await inTransaction(db, (tx) => sql`insert into mark values ('second')`.execute(tx), { budgetMs: 30_000 });
  await runStatement(db, "insert into mark values ('third')", []);
  assert.deepEqual(await words(), ["second", "third"]); // and follow
  await closeDb(db);
});
