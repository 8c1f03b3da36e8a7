import { closeDb, type Db, openDb } from "../db/index.ts";
import { quiet } from "./cluster.ts";
import { createTestDatabase, testServerUrl } from "./database.ts";
import { prepareTemplate } from "./template.ts";

/** A database of a test file's own. */
export interface TestDb {
  readonly db: Db;
  /** The same database, for a test that opens its own connections. */
  readonly url: string;
  /** Closes and drops it. */
  close(): Promise<void>;
}

/**
 * Gives a test file a fresh database with all migrations of all modules, and nothing else in it.
 * `WANGTING_RECORD_SQL` names a file in which all statements are noted for the query lint.
 *
 * @param file `import.meta.url` of the test.
 */
export async function openTestDb(file: string): Promise<TestDb> {
  const template = await prepareTemplate(await testServerUrl());
  const { url, drop } = await createTestDatabase(file, `template ${template}`);
  const db = await openDb({ url, readers: 4, writers: 6, log: quiet, record: process.env.WANGTING_RECORD_SQL });
  return {
    db,
    url,
    async close() {
      await closeDb(db);
      await drop();
    },
  };
}
