/**
 * `npm test [-- FILTER … --no-check --only-check]`: the checks, the build, every test, the lints of the database. With filters,
 * only the tests whose path holds one of them. Ends with one line `N passed, N failed`; 0 tests are a failure.
 */
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { checks } from "./check/all.ts";
import type { Check } from "./check/finding.ts";
import { runChecks } from "./check/run.ts";
import { readTree, treeOf } from "./check/tree.ts";
import { runProgram, startProgram, stopPrograms } from "./run-program.ts";
import { inWords, say } from "./say.ts";
import { readWish } from "./test/arguments.ts";
import { ensureChromium } from "./test/chromium.ts";
import { findTestFiles } from "./test/files.ts";
import { showSlowest } from "./test/show.ts";
import type { Tally } from "./test/tally.ts";

const root = join(import.meta.dirname, "..");
const recorded = join(root, ".cache/test-sql.jsonl");
const total = { passed: 0, failed: 0, skipped: 0 };
const files: Tally["files"] = [];
const started = performance.now();
let stopCluster: (() => Promise<void>) | undefined;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => void interrupted());

const wish = readWish(process.argv.slice(2));
if ("unknown" in wish) {
  say(`不认识的参数 unknown option ${wish.unknown}；可用 known: FILTER … --no-check --only-check`);
  process.exit(64);
}

if (wish.check) await check(checks, readTree(root));
if (wish.tests) await test(wish.filters);

showSlowest(files, root);
if (total.skipped > 0) say(`${total.skipped} skipped`);
const ran = total.passed + total.failed;
if (ran === 0) say("没有测试被运行 no test ran");
say(`用时 ${inWords(performance.now() - started)}`);
say(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 || ran === 0 ? 1 : 0;

async function check(wanted: readonly Check[], tree = treeOf({})): Promise<void> {
  const { passed, failed } = await runChecks(wanted, tree);
  total.passed += passed;
  total.failed += failed;
}

async function test(filters: readonly string[]): Promise<void> {
  const { plain, browser } = findTestFiles(root, filters);
  if (plain.length + browser.length === 0) return;
  if (filters.length === 0 || browser.length > 0) await build();

  const database = await import("./test/database.ts");
  const cluster = await database.startRunCluster();
  stopCluster = cluster.stop;
  process.env.WANGTING_TEST_CLUSTER = cluster.adminUrl;
  try {
    mkdirSync(join(root, ".cache"), { recursive: true });
    rmSync(recorded, { force: true });
    await runFiles(plain);
    if (browser.length > 0) await runInBrowser(browser);
    if (filters.length > 0) return;
    await check([
      { name: "catalogue", title: "表结构规则", find: () => database.lintDatabase(root) },
      { name: "manifests", title: "模块清单与事件", find: () => database.lintManifests(root) },
      { name: "queries", title: "语句规则", find: () => database.lintRecorded(root, recorded) },
    ]);
  } finally {
    stopCluster = undefined;
    await cluster.stop();
  }
}

async function build(): Promise<void> {
  if (!existsSync(join(root, "tools/build.ts"))) return say("· tools/build.ts is missing: nothing is built");
  const find: Check["find"] = async () => {
    const args = ["--import", "tsx", "tools/build.ts", "--quiet"];
    const { code, output } = await runProgram(process.execPath, args, { cwd: root });
    return code === 0 ? [] : [{ file: "tools/build.ts", line: 0, message: output.trim(), mend: "npm run build" }];
  };
  await check([{ name: "build", title: "构建", find }]);
}

async function runFiles(paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return;
  let tally: Tally | undefined;
  const program = startProgram(
    process.execPath,
    ["--import", "tsx", join(root, "tools/test/run-files.ts"), root, ...paths],
    {
      cwd: root,
      env: { WANGTING_TEST_SQL: recorded, NODE_ENV: "test" },
      loud: true,
      onMessage: (message) => {
        tally = message as Tally;
      },
    },
  );
  await new Promise((resolve) => program.once("close", resolve));
  if (!tally) {
    total.failed += 1;
    return say("✗ 测试进程中断 the process that runs the tests ended early");
  }
  total.passed += tally.passed;
  total.failed += tally.failed;
  total.skipped += tally.skipped;
  files.push(...tally.files);
}

async function runInBrowser(paths: readonly string[]): Promise<void> {
  const missing = await ensureChromium();
  if (missing === undefined) return runFiles(paths);
  total.failed += 1;
  say(`✗ ${missing}`);
}

/** Ends everything that was started: test processes with their children, then the database. */
async function interrupted(): Promise<void> {
  say("\n已中断，正在收拾 … stopping");
  stopPrograms("SIGTERM");
  setTimeout(() => stopPrograms("SIGKILL"), 2_000).unref();
  await stopCluster?.().catch((error: unknown) => say(String(error)));
  stopPrograms("SIGKILL");
  process.exit(130);
}
