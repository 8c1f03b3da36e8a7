import type { Log } from "../log/index.ts";
import { checkServer } from "./check-server.ts";
import { isDemoted } from "./faults.ts";
import { hostList } from "./hosts.ts";
import { kyselyOver } from "./kysely-over.ts";
import { type Lane, openLane } from "./lane.ts";
import { type Db, writing } from "./reader.ts";
import { recorder } from "./record.ts";
import { retrying } from "./retry.ts";

/** Reads are retried as long as a person waits for a page. */
const readBudgetMs = 5_000;

/**
 * Opens the database and looks whether it fits.
 *
 * Connections: `readers` + `writers` per process must stay below the server's `max_connections` − 10, over all processes.
 * Every statement ends after 15 s, every wait for a lock after 3 s, every forgotten transaction after 30 s.
 *
 * @param options.url PostgreSQL URL; several hosts (`a:5432,b:5432`) = the one that takes writes is found and followed.
 * @param options.readers reading connections of this process, 10 when absent. @param options.writers writing ones, 10.
 * @param options.named false = statements are never prepared under a name (PgBouncer < 1.21 in transaction mode).
 * @param options.record tests: a file to which each distinct statement is added, one JSON line `{"sql": …}`.
 * @throws HallError unavailable `kernel/database-away`; conflict `kernel/database-too-old`, `kernel/database-encoding`.
 */
export async function openDb(options: {
  url: string;
  readers?: number;
  writers?: number;
  log: Log;
  named?: boolean;
  record?: string | undefined;
}): Promise<Db> {
  const record = recorder(options.record);
  const hosts = hostList(options.url);
  const readLane = openLane({ hosts, size: options.readers ?? 10, readOnly: true, log: options.log });
  const writeLane = openLane({ hosts, size: options.writers ?? 10, readOnly: false, log: options.log });

  const readerKysely = kyselyOver(oneStatementEach(readLane), record);
  const kysely = kyselyOver(writeLane, record);
  const db = Object.assign(readerKysely, {
    [writing]: { lane: writeLane, readLane, kysely, named: options.named ?? true, record },
  }) satisfies Db;
  try {
    await checkServer(db);
  } catch (error) {
    await closeDb(db);
    throw error;
  }
  return db;
}

/** Closes all connections; statements under way end first. */
export async function closeDb(db: Db): Promise<void> {
  // Not Kysely's destroy: it does nothing for a side that Kysely has not used yet.
  await Promise.all([db[writing].readLane.end(), db[writing].lane.end()]);
}

/** Each read is a statement of its own, so it may be asked again when the connection is lost. */
function oneStatementEach(lane: Lane): Lane {
  return {
    end: () => lane.end(),
    connect: async () => ({
      release: () => undefined,
      query: (text, values) =>
        retrying(async () => {
          const lent = await lane.connect();
          try {
            return await lent.query(text, values);
          } catch (error) {
            // Here it is no failover but a mistake in our code: trying again would only hide it for five seconds.
            throw isDemoted(error) ? new Error("a reading function tried to write", { cause: error }) : error;
          } finally {
            lent.release();
          }
        }, readBudgetMs),
    }),
  };
}
