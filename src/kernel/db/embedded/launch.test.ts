import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { sql } from "kysely";
import pg from "pg";
import { quiet } from "../../testing/index.ts";
import { closeDb, openDb, runStatement, startPostgres } from "../index.ts";
import { findBinaries } from "./binaries.ts";
import { isServerOf, readPidFile } from "./pid-file.ts";
import { TestHall, untilGone } from "./test-hall-process.ts";

const isRoot = process.geteuid?.() === 0;
const hasNamespaces = spawnSync("unshare", ["-U", "true"]).status === 0;
const made: string[] = [];
after(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

function newFolder(under = "/tmp/"): string {
  const folder = mkdtempSync(path.join(under, "wangting-launch-"));
  made.push(folder);
  return folder;
}

const start = (dataDir: string, more: { binFolder?: string } = {}) =>
  startPostgres({ dataDir, log: quiet, durable: false, ...more });

async function ask<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

test("what one start wrote the next one finds; nothing of it can be reached from outside", async () => {
  const dataDir = newFolder();
  const first = await start(dataDir);
  assert.equal(first.adopted, false);
  await ask(first.url, "create table kept as select '留下' as word");
  await first.stop();
  assert.ok(!isServerOf(path.join(dataDir, "postgres"), first.pid));

  const second = await start(dataDir);
  assert.equal(second.adopted, false);
  assert.equal(second.url, first.url);
  assert.deepEqual(await ask(second.url, "select word from kept"), [{ word: "留下" }]);
  const [settings] = await ask(
    second.url,
    `select current_setting('listen_addresses') as tcp, current_setting('server_encoding') as encoding,
            current_setting('timezone') as zone, rolsuper as super, datlocprovider::text as provider, datlocale as locale
       from pg_roles, pg_database where rolname = current_user and datname = current_database()`,
  );
  assert.deepEqual(settings, {
    tcp: "",
    encoding: "UTF8",
    zone: "Asia/Shanghai",
    super: false,
    provider: "b",
    locale: "C.UTF-8",
  });
  assert.equal(statSync(dataDir).mode & 0o007, 0);
  assert.equal(statSync(path.join(dataDir, "postgres-run")).mode & 0o777, 0o700);
  assert.equal(statSync(path.join(dataDir, "postgres")).mode & 0o777, 0o700);
  await second.stop();
});

test("two halls that start at once on one folder share one server; the last to leave stops it", async () => {
  const dataDir = newFolder();
  const halls = [1, 2, 3].map(() => new TestHall({ dataDir, durable: false }));
  const ready = await Promise.all(halls.map((hall) => hall.ready()));
  assert.deepEqual(ready.map((each) => each.adopted).sort(), [false, true, true]);
  const [pid] = new Set(ready.map((each) => each.pid));
  assert.ok(pid);
  assert.equal(new Set(ready.map((each) => each.pid)).size, 1);

  const [one, two, three] = halls;
  await one?.leave();
  await two?.kill();
  assert.ok(isServerOf(path.join(dataDir, "postgres"), pid));
  await three?.leave();
  assert.ok(!isServerOf(path.join(dataDir, "postgres"), pid));
});

test("a server whose hall was killed is adopted as it is", async () => {
  const dataDir = newFolder();
  const hall = new TestHall({ dataDir, durable: false });
  const { pid } = await hall.ready();
  await hall.kill();
  const postgres = await start(dataDir);
  assert.deepEqual([postgres.adopted, postgres.pid], [true, pid]);
  assert.deepEqual(await ask(postgres.url, "select 1 as one"), [{ one: 1 }]);
  await postgres.stop();
  assert.ok(!isServerOf(path.join(dataDir, "postgres"), pid));
});

test("a server that dies under a running hall comes back, and statements wait for it", async () => {
  const dataDir = newFolder();
  const postgres = await startPostgres({ dataDir, log: quiet });
  const db = await openDb({ url: postgres.url, log: quiet, readers: 2, writers: 2 });
  await runStatement(db, "create table kept (word text)", []);
  const before = postgres.pid;
  process.kill(before, "SIGKILL");
  await untilGone(before);
  await runStatement(db, "insert into kept values ('还在')", [], { budgetMs: 30_000 });
  assert.deepEqual((await sql`select word from kept`.execute(db)).rows, [{ word: "还在" }]);
  assert.notEqual(postgres.pid, before);
  await closeDb(db);
  await postgres.stop();
});

test("a running server whose socket was swept away is started anew", async () => {
  const dataDir = newFolder();
  const hall = new TestHall({ dataDir, durable: false });
  const { pid } = await hall.ready();
  await hall.kill();
  rmSync(path.join(dataDir, "postgres-run", ".s.PGSQL.5432"));
  const postgres = await start(dataDir);
  assert.equal(postgres.adopted, false);
  assert.ok(!isServerOf(path.join(dataDir, "postgres"), pid));
  assert.deepEqual(await ask(postgres.url, "select 1 as one"), [{ one: 1 }]);
  await postgres.stop();
});

test("a pid file or a socket lock that names a stranger does not stop the start", async () => {
  const dataDir = newFolder();
  const cluster = path.join(dataDir, "postgres");
  await (await start(dataDir)).stop();
  const { uid, gid } = statSync(cluster);
  // As after a reboot: the id belongs to somebody else now, here to ourselves.
  const file = path.join(cluster, "postmaster.pid");
  const lines = [process.pid, cluster, 1, 5432, path.join(dataDir, "postgres-run"), "", "  1 1", "ready   ", ""];
  writeFileSync(file, lines.join("\n"));
  chownSync(file, uid, gid);
  writeFileSync(path.join(dataDir, "postgres-run", ".s.PGSQL.5432.lock"), `${process.pid}\n`);
  assert.equal(isServerOf(cluster, process.pid), false);

  const postgres = await start(dataDir);
  assert.equal(postgres.adopted, false);
  await postgres.stop();
});

test("rubbish of a first start that was killed is swept, and the start is a first one again", async () => {
  const dataDir = newFolder();
  mkdirSync(path.join(dataDir, "postgres-new-1"));
  writeFileSync(path.join(dataDir, "postgres-new-1", "PG_VERSION"), "18\n");
  await (await start(dataDir)).stop();
  assert.ok(!readdirSync(dataDir).some((name) => name.startsWith("postgres-new-")));
});

test("a folder whose path is too long for a socket gets its socket elsewhere, and that goes with the server", async () => {
  const dataDir = path.join(newFolder(), "很长的目录名".repeat(4), "x".repeat(60));
  const postgres = await start(dataDir);
  const folder = new URL(postgres.url).searchParams.get("host") ?? "";
  assert.match(folder, /^\/tmp\/wangting-/);
  assert.equal(statSync(folder).mode & 0o777, 0o700);
  const before = postgres.pid;
  process.kill(before, "SIGKILL");
  await untilGone(before);
  while (postgres.pid === before) await new Promise((later) => setTimeout(later, 20));
  assert.deepEqual(await ask(postgres.url, "select 1 as one"), [{ one: 1 }]); // the URL stayed true
  await postgres.stop();
  assert.ok(!existsSync(folder));
});

test("a cluster of another major version is refused in one sentence with the mend", async () => {
  const dataDir = newFolder();
  mkdirSync(path.join(dataDir, "postgres"), { mode: 0o700 });
  writeFileSync(path.join(dataDir, "postgres", "PG_VERSION"), "9\n");
  await assert.rejects(start(dataDir), { kind: "conflict", code: "kernel/postgres-version", message: /PG_BIN/ });
  assert.deepEqual(readdirSync(path.join(dataDir, "postgres")), ["PG_VERSION"]);
});

test("a machine without PostgreSQL hears how to get one", async () => {
  const attempt = start(newFolder(), { binFolder: "/nonexistent" });
  await assert.rejects(attempt, { kind: "unavailable", code: "kernel/postgres-missing" });
});

test("a data folder that cannot be one is refused with the mend", async () => {
  const file = path.join(newFolder(), "file");
  writeFileSync(file, "");
  await assert.rejects(start(path.join(file, "data")), { kind: "unavailable", code: "kernel/data-folder-refused" });
});

test("a folder named postgres that is no cluster is left alone", async () => {
  const dataDir = newFolder();
  mkdirSync(path.join(dataDir, "postgres"));
  writeFileSync(path.join(dataDir, "postgres", "notes"), "");
  await assert.rejects(start(dataDir), { code: "kernel/postgres-failed" });
  assert.deepEqual(readdirSync(path.join(dataDir, "postgres")), ["notes"]);
});

test("a broken cluster is refused, and the server's own words are kept", async () => {
  const dataDir = newFolder();
  await (await start(dataDir)).stop();
  writeFileSync(path.join(dataDir, "postgres", "postgresql.conf"), "no_such_setting = 1\n");
  const said = (error: unknown) =>
    /no_such_setting/.test(String((error as { details: { said: string } }).details.said));
  await assert.rejects(
    start(dataDir),
    (error) => (error as { code: string }).code === "kernel/postgres-failed" && said(error),
  );
  assert.match(readFileSync(path.join(dataDir, "postgres-start.log"), "utf8"), /no_such_setting/);
});

test("what a server said into its own log before it gave up is kept, too", async () => {
  const dataDir = newFolder();
  await (await start(dataDir)).stop();
  rmSync(path.join(dataDir, "postgres", "global", "pg_control"));
  await assert.rejects(start(dataDir), (error) => {
    const { code, details } = error as { code: string; details: { said: string } };
    return code === "kernel/postgres-failed" && details.said.includes("pg_control");
  });
});

test("PostgreSQL of the system will do as well", async (context) => {
  const root = "/usr/lib/postgresql";
  const version = existsSync(root) ? readdirSync(root).find((name) => Number(name) >= 15) : undefined;
  if (!version) return context.skip("no PostgreSQL of the system on this machine");
  const binFolder = path.join(root, version, "bin");
  const dataDir = newFolder();
  const postgres = await start(dataDir, { binFolder });
  const [row] = await ask<{ version: string }>(postgres.url, "select current_setting('server_version') as version");
  assert.ok(row?.version.startsWith(version));
  await closeDb(await openDb({ url: postgres.url, log: quiet, readers: 1, writers: 1 }));
  await postgres.stop();

  // Without being told, the next start takes the version the cluster was made with.
  assert.deepEqual(
    (await findBinaries(Number(version))).map((each) => each.major),
    [Number(version)],
  );
  const again = await start(dataDir);
  await again.stop();
});

test("root starts it below a closed folder of root, where no other account can go", async (context) => {
  if (!isRoot || !hasNamespaces) return context.skip("needs root and user namespaces");
  const home = newFolder();
  chmodSync(home, 0o700);
  const dataDir = path.join(home, "hall", "data");
  const first = await start(dataDir);
  assert.deepEqual(await ask(first.url, "select 1 as one"), [{ one: 1 }]);
  await first.stop();
  const second = await start(dataDir);
  await second.stop();
});

test("an ordinary user starts it in a closed home", async (context) => {
  if (!isRoot) return context.skip("needs root to become somebody else");
  const home = newFolder();
  const nobody = 65534;
  chownSync(home, nobody, nobody);
  chmodSync(home, 0o700);
  const hall = new TestHall({ dataDir: path.join(home, "data"), durable: false, uid: nobody, gid: nobody });
  const { adopted } = await hall.ready();
  assert.equal(adopted, false);
  assert.equal(statSync(path.join(home, "data", "postgres")).uid, nobody);
  assert.equal(readPidFile(path.join(home, "data", "postgres"))?.status, "ready");
  await hall.leave();
});

test("a user without a name, as containers have them, starts it", async (context) => {
  if (!isRoot || !hasNamespaces) return context.skip("needs root and user namespaces");
  const home = newFolder();
  chownSync(home, 54321, 54321);
  const hall = new TestHall({ dataDir: path.join(home, "data"), durable: false, uid: 54321, gid: 54321 });
  await hall.ready();
  await hall.leave();
});

test("an ordinary user hears how to mend a folder of somebody else", async (context) => {
  if (!isRoot) return context.skip("needs root to become somebody else");
  const folder = newFolder();
  chmodSync(folder, 0o755);
  const hall = new TestHall({ dataDir: path.join(folder, "data"), uid: 65534, gid: 65534 });
  await assert.rejects(hall.ready(), /kernel\/data-folder-refused/);
});
