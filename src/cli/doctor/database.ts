import { existsSync } from "node:fs";
import path from "node:path";
import { sql } from "kysely";
import { moduleNames } from "../../house-order.ts";
import type { Config } from "../../kernel/config/index.ts";
import { closeDb, type Db, openDb, startPostgres } from "../../kernel/db/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import type { Log } from "../../kernel/log/index.ts";
import { readMigrations } from "../../kernel/migrate/index.ts";
import { broken, type Finding, fine, warning } from "./finding.ts";

const matter = "数据库";

/** What a look at the database gave: the finding, and instants to hold the clock against. */
export interface DatabaseLook {
  readonly finding: Finding;
  /** The last thing the database has recorded. */
  readonly lastRecorded?: Date | undefined;
  /** The present of its server. */
  readonly serverNow?: Date | undefined;
}

/**
 * Whether the database comes up, is one we can use, and is not newer than the program. It is only looked at: an embedded
 * one that was never made stays unmade, and nothing is migrated.
 */
export async function lookAtDatabase(config: Config, log: Log): Promise<DatabaseLook> {
  if (!config.databaseUrl && !existsSync(path.join(config.dataDir, "postgres", "PG_VERSION"))) {
    return { finding: fine(matter, "还没有，第一次启动时新建") };
  }
  try {
    return await withDatabase(config, log, (db) => compare(db, config));
  } catch (error) {
    if (error instanceof HallError) return { finding: broken(matter, `${error.message}（${error.code}）。`) };
    const said = error instanceof Error ? error.message : String(error);
    return {
      finding: broken(matter, `数据库起不来（${said}）：请看数据目录里的 PostgreSQL 日志，或检查 DATABASE_URL。`),
    };
  }
}

async function withDatabase(config: Config, log: Log, look: (db: Db) => Promise<DatabaseLook>): Promise<DatabaseLook> {
  const postgres = config.databaseUrl
    ? undefined
    : await startPostgres({ dataDir: config.dataDir, log, binFolder: config.pgBin });
  try {
    const db = await openDb({ url: postgres?.url ?? config.databaseUrl ?? "", readers: 1, writers: 1, log });
    try {
      return await look(db);
    } finally {
      await closeDb(db);
    }
  } finally {
    await postgres?.stop();
  }
}

async function compare(db: Db, config: Config): Promise<DatabaseLook> {
  const present = await sql<{ now: Date; ledger: string | null }>`
    select clock_timestamp() as now, to_regclass('kernel.migration')::text as ledger`.execute(db);
  const serverNow = present.rows[0]?.now;
  if (!present.rows[0]?.ledger)
    return { finding: warning(matter, "是空的：运行 ./wangting migrate 或直接启动。"), serverNow };

  const applied = await db.selectFrom("kernel.migration").select(["module", "file", "applied_at"]).execute();
  const known = new Set(readMigrations(config.root, moduleNames).map(({ module, file }) => `${module}/${file}`));
  const unknown = applied.filter(({ module, file }) => !known.has(`${module}/${file}`));
  const pending = known.size - (applied.length - unknown.length);
  const lastRecorded = applied.map((row) => row.applied_at).toSorted((a, b) => b.getTime() - a.getTime())[0];
  const facts = { lastRecorded, serverNow };
  if (unknown.length > 0) {
    return {
      finding: broken(matter, `数据库比程序新（多出 ${unknown.length} 个迁移）：请换用更新的程序，不要降级。`),
      ...facts,
    };
  }
  if (pending > 0) return { finding: warning(matter, `有 ${pending} 个升级还没做：启动时会自动做。`), ...facts };
  return {
    finding: fine(matter, config.databaseUrl ? "外部服务器，版本一致" : "自带的 PostgreSQL，版本一致"),
    ...facts,
  };
}
