import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { readRecorded } from "../check/sql/query-lint.ts";
import { ended, startProgram } from "../run-program.ts";
import { readWish } from "./arguments.ts";
import { findTestFiles } from "./files.ts";
import type { Tally } from "./tally.ts";

const project = fileURLToPath(new URL("../..", import.meta.url));
// Inside the project, because the test processes load tsx from where they run.
mkdirSync(join(project, ".cache"), { recursive: true });
const folder = mkdtempSync(join(project, ".cache/runner-"));
after(() => rmSync(folder, { recursive: true, force: true }));

async function runFile(name: string, text: string): Promise<{ tally: Tally | undefined; output: string }> {
  writeFileSync(join(folder, name), text);
  let tally: Tally | undefined;
  const program = startProgram(process.execPath, ["--import", "tsx", "tools/test/run-files.ts", folder, name], {
    cwd: project,
    // A runner inside a test is a runner all the same.
    env: { NODE_TEST_CONTEXT: undefined, WANGTING_TEST_SQL: join(folder, "sql.jsonl") },
    onMessage: (message) => {
      tally = message as Tally;
    },
  });
  const { output } = await ended(program);
  return { tally, output };
}

test("the runner counts tests, not suites, and shows what failed with its output", async () => {
  const { tally, output } = await runFile(
    "a.test.mjs",
    `import { describe, it, test } from "node:test";
     process.stdout.write("what the test said\\n");
     test("fine", () => {});
     describe("suite", () => { it("fine too", () => {}); it("wrong", () => { throw new Error("on purpose"); }); it.skip("later", () => {}); });`,
  );
  assert.deepEqual([tally?.passed, tally?.failed, tally?.skipped, tally?.files.length], [2, 1, 1, 1]);
  assert.match(output, /✗ a\.test\.mjs {2}wrong/);
  assert.match(output, /on purpose/);
  assert.match(output, /\| what the test said/);
});

test("a file that breaks while loading has failed", async () => {
  const { tally, output } = await runFile("b.test.mjs", `throw new Error("broken file");`);
  assert.deepEqual([tally?.passed, tally?.failed], [0, 1]);
  assert.match(output, /broken file/);
});

test("a file without a test has failed", async () => {
  const { tally } = await runFile("c.test.mjs", "export const nothing = 1;");
  assert.deepEqual([tally?.passed, tally?.failed], [0, 1]);
});

test("a file that ends with an error after its tests has failed", async () => {
  const { tally } = await runFile(
    "d.test.mjs",
    `import { test } from "node:test"; test("fine", () => {}); process.exitCode = 3;`,
  );
  assert.deepEqual([tally?.passed, tally?.failed], [1, 1]);
});

test("statements are recorded with the file that sent them", async () => {
  await runFile(
    "e.test.mjs",
    `import { test } from "node:test"; import { createRequire } from "node:module";
     const pg = createRequire(${JSON.stringify(join(project, "package.json"))})("pg");
     test("sends", () => { new pg.Client().query("select 42", () => {}); });`,
  );
  assert.match(readFileSync(join(folder, "sql.jsonl"), "utf8"), /select 42/);
  assert.ok((await readRecorded(join(folder, "sql.jsonl"))).some(({ sql }) => sql === "select 42"));
});

test("words after the command are read; an unknown option is named", () => {
  assert.deepEqual(readWish([]), { filters: [], check: true, tests: true });
  assert.deepEqual(readWish(["--no-check"]), { filters: [], check: false, tests: true });
  assert.deepEqual(readWish(["--only-check"]), { filters: [], check: true, tests: false });
  assert.deepEqual(readWish(["calendar", "ids"]), { filters: ["calendar", "ids"], check: false, tests: true });
  assert.deepEqual(readWish(["--fast"]), { unknown: "--fast" });
});

test("browser tests are kept apart from the others", () => {
  const { plain, browser } = findTestFiles(project, ["tools/test/"]);
  assert.ok(plain.includes("tools/test/run-files.test.ts"));
  assert.ok(browser.includes("tools/test/browser.browser.test.ts"));
  assert.ok(!plain.some((file) => file.includes(".browser.")));
});
