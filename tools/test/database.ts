import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { openTestDb, startTestCluster, type TestCluster } from "../../src/kernel/testing/index.ts";
import type { Finding } from "../check/finding.ts";
import { type Manifest, manifestFaults } from "../check/manifests.ts";
import { readCatalogue } from "../check/sql/catalogue.ts";
import { lintCatalogue } from "../check/sql/catalogue-lint.ts";
import { lintQueries, readRecorded } from "../check/sql/query-lint.ts";
import { loadTables } from "../check/sql/registry.ts";

const prefix = "wangting-test-run-";

/** The server of one run, without fsync, in a folder that goes with it. */
export async function startRunCluster(): Promise<TestCluster> {
  sweepOldRuns();
  const folder = join(tmpdir(), `${prefix}${process.pid}`);
  const cluster = await startTestCluster(folder);
  return {
    adminUrl: cluster.adminUrl,
    async stop() {
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Ends the servers and folders of runs that were killed before they could clean up. */
function sweepOldRuns(): void {
  for (const name of readdirSync(tmpdir())) {
    const runner = Number(name.startsWith(prefix) ? name.slice(prefix.length) : Number.NaN);
    if (Number.isNaN(runner) || existsSync(`/proc/${runner}`)) continue;
    const folder = join(tmpdir(), name);
    for (const pid of postmastersOf(folder)) process.kill(pid, "SIGQUIT");
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Process ids found in `postmaster.pid` files whose process really works in that folder. */
function postmastersOf(folder: string): number[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith("postmaster.pid"),
  );
  return files.flatMap((path) => {
    const pid = Number(readFileSync(join(folder, path), "utf8").split("\n")[0]);
    const command = `/proc/${pid}/cmdline`;
    return existsSync(command) && readFileSync(command, "utf8").includes(folder) ? [pid] : [];
  });
}

/** The catalogue lint on a freshly migrated database of the run's cluster. */
export async function lintDatabase(root: string): Promise<Finding[]> {
  const { url, close } = await openTestDb(import.meta.url);
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return lintCatalogue(await readCatalogue(client), await loadTables(root));
  } finally {
    await client.end();
    await close();
  }
}

/** The manifests that the house really loads; none while `src/house.ts` is missing. */
export async function lintManifests(root: string): Promise<Finding[]> {
  const house = join(root, "src/house.ts");
  if (!existsSync(house)) return [];
  const { modules } = (await import(pathToFileURL(house).href)) as { modules: readonly Manifest[] };
  return manifestFaults(modules);
}

/** The query lint over what the tests sent. */
export async function lintRecorded(root: string, file: string): Promise<Finding[]> {
  if (!existsSync(file))
    return [{ file, line: 0, message: "no statement was recorded", mend: "see tools/test/record-sql.ts" }];
  return lintQueries(await readRecorded(file), await loadTables(root));
}
