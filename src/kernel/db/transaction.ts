import { type Kysely, sql } from "kysely";
import type { Tables } from "./index.ts";
import { kyselyOver } from "./kysely-over.ts";
import { type Db, type Tx, writing } from "./reader.ts";
import { retrying } from "./retry.ts";

/** As long as a person waits; jobs may give more. */
const usualBudgetMs = 5_000;

/**
 * Runs `work` in one transaction and commits it; whatever `work` throws rolls everything back.
 *
 * The whole of `work` runs again after a lost connection, a serialization failure or a deadlock, so it may do nothing
 * but talk to the database. **A connection lost during COMMIT leaves the outcome unknown**: the second run may find
 * the rows of the first. Therefore a command carries an idempotency key, stored with its result, and a run that finds
 * the key must itself write something (`on conflict … do update set last_seen = $now`, never `do nothing`): only then
 * does its own COMMIT wait until a synchronous standby has the first run's rows too. A run that wrote nothing once
 * acknowledged a row which a failover then lost (study of distributed SQL, §2 and C2).
 *
 * @param options.budgetMs milliseconds after which it is not tried again; 5 000 when absent, jobs take 60 000 and more.
 * @param options.statementMs jobs: milliseconds one statement may take, instead of 15 000.
 * @throws HallError unavailable `kernel/database-away`, `kernel/database-busy` (a lock or a statement took too long),
 *   `kernel/disk-full`; and whatever `work` throws.
 */
export function inTransaction<T>(
  db: Db,
  work: (tx: Tx) => Promise<T>,
  options: { budgetMs?: number; statementMs?: number } = {},
): Promise<T> {
  const { kysely, lane, record } = db[writing];
  const { statementMs } = options;
  if (statementMs === undefined) return retrying(() => once(kysely, work), options.budgetMs ?? usualBudgetMs);
  const patient = kyselyOver(lane, record, statementMs + 10_000);
  const longWork = async (tx: Tx) => {
    await sql`select set_config('statement_timeout', ${`${statementMs}ms`}, true)`.execute(tx);
    return work(tx);
  };
  return retrying(() => once(patient, longWork), options.budgetMs ?? usualBudgetMs);
}

async function once<T>(kysely: Kysely<Tables>, work: (tx: Tx) => Promise<T>): Promise<T> {
  let thrown: { error: unknown } | undefined;
  try {
    return await kysely.transaction().execute(async (tx) => {
      try {
        return await work(tx);
      } catch (error) {
        thrown = { error };
        throw error;
      }
    });
  } catch (error) {
    // When the rollback fails as well, Kysely throws that failure; what went wrong first is what matters.
    throw thrown ? thrown.error : error;
  }
}

/**
 * Runs one hand-written statement that writes, as its own transaction in one round trip: the hot paths. Retried like
 * `inTransaction`, so the same rule of idempotency holds.
 *
 * @param values parameters `$1 …`; arrays become SQL arrays, so pass JSON as text and cast it (`$3::jsonb`).
 * @param options.name makes it a prepared statement of that name (one name, one text); ignored where `named` is off.
 * @returns the rows of its `returning`.
 */
export function runStatement<Row>(
  db: Db,
  text: string,
  values: unknown[],
  options: { name?: string; budgetMs?: number } = {},
): Promise<Row[]> {
  const { lane, named, record } = db[writing];
  record?.(text);
  return retrying(async () => {
    const lent = await lane.connect();
    try {
      const answer = await lent.query(text, values, named ? options.name : undefined);
      return answer.rows as Row[];
    } finally {
      lent.release();
    }
  }, options.budgetMs ?? usualBudgetMs);
}
