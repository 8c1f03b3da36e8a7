import pg from "pg";
import { type Clock, systemClock } from "../clock/index.ts";
import { HallError } from "../errors/index.ts";
import type { Log } from "../log/index.ts";
import { type Migration, readMigrations } from "./files.ts";

/** Any number that is ours: "wangting" in ASCII. */
const lockKey = "8602270316929707623";

/** A migration must not queue in front of all others on a busy table; it is asked again instead. */
const lockTries = 10;

/**
 * Brings the database to what the code needs: applies the files it lacks, each in its own transaction together with
 * its row in the ledger `kernel.migration`. Forward only.
 *
 * Two runners at once are safe: the second waits and finds nothing left. The wait is a session-level advisory lock;
 * that is allowed here and nowhere else, because migrations run on one connection to one node, never through a pooler
 * in transaction mode.
 *
 * A file whose first line is `-- no-transaction` holds one statement that may not run in a transaction (`create index
 * concurrently if not exists …`). Its row is written afterwards, so it may run twice after a crash and must bear that.
 *
 * @param url a direct connection; one host, the primary.
 * @param options.root the project's folder. @param options.modules in the order of the house.
 * @returns what was applied now, `module/file`, in order.
 * @throws HallError conflict `kernel/migration-edited`, `kernel/database-newer`; invalid `kernel/migration-name`.
 */
export async function migrate(
  url: string,
  options: { root: string; modules: readonly string[]; log: Log; clock?: Clock },
): Promise<{ applied: string[] }> {
  const files = readMigrations(options.root, options.modules);
  const client = new pg.Client({
    connectionString: url,
    application_name: "wangting-migrate",
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  client.on("error", (error) => options.log.warn({ reason: error.message }, "database connection lost"));
  await client.connect();
  try {
    await client.query("set timezone = 'Asia/Shanghai'; set client_min_messages = warning");
    await client.query("select pg_advisory_lock($1::bigint)", [lockKey]);
    await makeLedger(client);
    const lacking = await lackingFiles(client, files);
    const clock = options.clock ?? systemClock;
    for (const file of lacking) {
      options.log.info({ migration: `${file.module}/${file.file}` }, "正在更新数据库");
      await (file.alone ? applyAlone(client, file, clock) : applyTogether(client, file, clock));
    }
    return { applied: lacking.map((file) => `${file.module}/${file.file}`) };
  } finally {
    await client.end(); // and with it the lock
  }
}

async function makeLedger(client: pg.Client): Promise<void> {
  await client.query(`
    create schema if not exists kernel;
    create table if not exists kernel.migration (
      module text not null,
      file text not null,
      sha256 text not null,
      applied_at timestamptz not null,
      constraint migration_pkey primary key (module, file)
    );
    comment on table kernel.migration is '已执行的迁移文件'`);
}

/** @throws HallError when the ledger and the code disagree about what was applied. */
async function lackingFiles(client: pg.Client, files: Migration[]): Promise<Migration[]> {
  const ledger = await client.query<{ module: string; file: string; sha256: string }>(
    "select module, file, sha256 from kernel.migration",
  );
  const applied = new Map(ledger.rows.map((row) => [`${row.module}/${row.file}`, row.sha256]));
  const known = new Map(files.map((file) => [`${file.module}/${file.file}`, file]));

  const unknown = [...applied.keys()].filter((name) => !known.has(name)).sort();
  if (unknown.length > 0) {
    throw new HallError("conflict", "kernel/database-newer", "数据库比程序新，请先升级程序再启动", { files: unknown });
  }
  const edited = [...applied].filter(([name, sha256]) => known.get(name)?.sha256 !== sha256).map(([name]) => name);
  if (edited.length > 0) {
    throw new HallError(
      "conflict",
      "kernel/migration-edited",
      "已执行过的迁移文件被改动，请恢复原文件，另写一个新的迁移",
      {
        files: edited.sort(),
      },
    );
  }
  return files.filter((file) => !applied.has(`${file.module}/${file.file}`));
}

async function applyTogether(client: pg.Client, file: Migration, clock: Clock): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await client.query("begin; set local lock_timeout = '3s'");
      await client.query(file.text);
      await note(client, file, clock);
      await client.query("commit");
      return;
    } catch (error) {
      await client.query("rollback");
      if (!(isLockTimeout(error) && tries < lockTries)) throw explain(error, file);
    }
  }
}

async function applyAlone(client: pg.Client, file: Migration, clock: Clock): Promise<void> {
  try {
    await client.query(file.text);
  } catch (error) {
    throw explain(error, file);
  }
  await note(client, file, clock);
}

async function note(client: pg.Client, file: Migration, clock: Clock): Promise<void> {
  await client.query("insert into kernel.migration (module, file, sha256, applied_at) values ($1, $2, $3, $4)", [
    file.module,
    file.file,
    file.sha256,
    clock.now(),
  ]);
}

function isLockTimeout(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "55P03";
}

/** PostgreSQL says what is wrong but not in which file; position counts characters from the file's beginning. */
function explain(error: unknown, file: Migration): unknown {
  if (!(error instanceof Error)) return error;
  const position = "position" in error ? Number(error.position) : Number.NaN;
  const line = position > 0 ? `:${file.text.slice(0, position).split("\n").length}` : "";
  error.message = `${file.module}/${file.file}${line}: ${error.message}`;
  return error;
}
