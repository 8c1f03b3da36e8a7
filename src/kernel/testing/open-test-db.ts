import { closeDb, type Db, openDb } from "../db/index.ts";
import { quiet } from "./cluster.ts";
import { createTestDatabase, testServerUrl } from "./database.ts";
import { type Ground, prepareGround, prepareTemplate } from "./template.ts";

/** A database of a test file's own. */
export interface TestDb {
  readonly db: Db;
  /** The same database, for a test that opens its own connections. */
  readonly url: string;
  /** Closes and drops it. */
  close(): Promise<void>;
}

/**
 * Gives a test file a fresh database with all migrations of all modules, and nothing else in it but its ground.
 * `WANGTING_RECORD_SQL` names a file in which all statements are noted for the query lint.
 *
 * @param file `import.meta.url` of the test.
 * @param ground what is in it from the start. Copied from a template in a run of the suite; a test started by hand fills
 *   it anew, because the server in `/tmp` outlives edits of what fills it.
 */
export async function openTestDb(file: string, ground?: Ground): Promise<TestDb> {
  const server = await testServerUrl();
  const bare = await prepareTemplate(server);
  const isRun = process.env.WANGTING_TEST_CLUSTER !== undefined;
  const template = ground && isRun ? await prepareGround(server, bare, ground) : bare;
  const { url, drop } = await createTestDatabase(file, `template ${template}`);
  const db = await openDb({ url, readers: 4, writers: 6, log: quiet, record: process.env.WANGTING_RECORD_SQL });
  if (ground && !isRun) await ground.fill(db);
  return {
    db,
    url,
    async close() {
      await closeDb(db);
      await drop();
    },
  };
}
