import { moduleNames } from "../house-order.ts";
import type { Clock } from "../kernel/clock/index.ts";
import type { Config } from "../kernel/config/index.ts";
import { closeDb, inTransaction, openDb, type Postgres, startPostgres } from "../kernel/db/index.ts";
import type { Log } from "../kernel/log/index.ts";
import { migrate } from "../kernel/migrate/index.ts";
import type { Module } from "../kernel/module/index.ts";

/** A database that is up, of this edition of the program, and holds its reference data. */
export interface Foundation {
  readonly url: string;
  /** The migrations that were applied now, `module/file`. */
  readonly applied: readonly string[];
  /** Stops the embedded server, after everybody else has let go of it; does nothing to a database of somebody else. */
  stop(): Promise<void>;
}

/**
 * Brings the database up: starts or adopts the embedded server unless `DATABASE_URL` names one, migrates, loads reference data.
 *
 * @throws HallError of the launcher and of the migrations; nothing is left running then.
 */
export async function layFoundation(
  config: Config,
  parts: { modules: readonly Module[]; log: Log; clock: Clock },
): Promise<Foundation> {
  const { log, clock, modules } = parts;
  const postgres = config.databaseUrl
    ? undefined
    : await startPostgres({ dataDir: config.dataDir, log, binFolder: config.pgBin });
  const url = config.databaseUrl ?? (postgres as Postgres).url;
  try {
    const { applied } = await migrate(url, { root: config.root, modules: moduleNames, log, clock });
    await loadReferenceData(url, modules, log);
    return { url, applied, stop: async () => postgres?.stop() };
  } catch (error) {
    await postgres?.stop();
    throw error;
  }
}

async function loadReferenceData(url: string, modules: readonly Module[], log: Log): Promise<void> {
  const db = await openDb({ url, readers: 1, writers: 1, log });
  try {
    for (const module of modules) {
      if (module.loadReference) await inTransaction(db, async (tx) => module.loadReference?.(tx));
    }
  } finally {
    await closeDb(db);
  }
}
