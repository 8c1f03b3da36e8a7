import { createHash } from "node:crypto";
import pg from "pg";
import { startTestCluster } from "./cluster.ts";

/** A database on the test server that nobody else uses. */
export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/**
 * The superuser's database of the test server: the one the runner names in `WANGTING_TEST_CLUSTER`, or else that of a
 * server in `/tmp`, started or found.
 */
export async function testServerUrl(): Promise<string> {
  return process.env.WANGTING_TEST_CLUSTER ?? (await startTestCluster()).adminUrl;
}

/**
 * Makes a database without any tables of ours; most tests want `openTestDb`.
 *
 * @param file `import.meta.url` of the test; it names the database, together with the process id.
 * @param clause what follows `create database name`: a template, an encoding.
 */
export async function createTestDatabase(file: string, clause = ""): Promise<TestDatabase> {
  const adminUrl = await testServerUrl();
  const name = databaseName(file);
  await asAdmin(adminUrl, async (admin) => {
    await sweep(admin);
    await admin.query(`create database ${name} ${clause}`);
  });
  return {
    url: databaseUrl(adminUrl, name),
    drop: () =>
      asAdmin(adminUrl, (admin) => admin.query(`drop database if exists ${name} with (force)`)).then(() => {}),
  };
}

/** Runs `work` on a connection to the admin database. */
export async function asAdmin<T>(adminUrl: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

/** The URL of another database on the same server. */
export function databaseUrl(adminUrl: string, name: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

let made = 0;

function databaseName(file: string): string {
  made += 1;
  return `test_${process.pid}_${createHash("sha256").update(file).digest("hex").slice(0, 8)}_${made}`;
}

/** Drops what test processes left that were killed. */
async function sweep(admin: pg.Client): Promise<void> {
  const found = await admin.query<{ name: string }>("select datname as name from pg_database where datname ~ '^test_'");
  for (const { name } of found.rows) {
    if (!isAlive(Number(name.split("_")[1]))) await admin.query(`drop database if exists ${name} with (force)`);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM"; // another account's, but alive
  }
}
