import { pino } from "pino";
import { startPostgres } from "../db/index.ts";

/** A server for tests; what is in it may be lost at any time. */
export interface TestCluster {
  /** Its superuser's database. */
  readonly adminUrl: string;
  stop(): Promise<void>;
}

/**
 * Starts (or adopts) a server without fsync.
 *
 * @param dataDir absolute; the runner gives each run its own folder and stops the server at the end. Absent = a folder
 *   in `/tmp` that all tests of this user share and nobody stops: a test started by hand finds it warm.
 */
export async function startTestCluster(dataDir = sharedFolder()): Promise<TestCluster> {
  const server = await startPostgres({ dataDir, durable: false, log: quiet });
  return { adminUrl: server.adminUrl, stop: () => server.stop() };
}

/** The log of tests: says nothing. */
export const quiet = pino({ level: "silent" });

function sharedFolder(): string {
  return `/tmp/wangting-test-${process.geteuid?.() ?? 0}`;
}
