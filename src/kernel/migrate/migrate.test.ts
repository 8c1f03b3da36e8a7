import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { fixedClock } from "../clock/index.ts";
import { createTestDatabase, quiet, type TestDatabase } from "../testing/index.ts";
import { migrate } from "./index.ts";

let database: TestDatabase;
let root: string;
beforeEach(async () => {
  database = await createTestDatabase(import.meta.url);
  root = mkdtempSync("/tmp/wangting-migrate-");
  write("kernel", "0001_create_stamp.sql", "create table stamp (word text);\ninsert into stamp values ('第一');\n");
  write("region", "0001_add_stamp.sql", "insert into stamp values ('第二');\n");
});
afterEach(async () => {
  await database.drop();
  rmSync(root, { recursive: true });
});

function write(module: string, file: string, text: string): void {
  const folder = path.join(root, "src", module, "migrations");
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, file), text);
}

const run = (modules = ["kernel", "region"]) => migrate(database.url, { root, modules, log: quiet });

async function ask(text: string): Promise<unknown[][]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text, rowMode: "array" })).rows;
  } finally {
    await client.end();
  }
}

const words = async () => (await ask("select word from stamp order by ctid")).flat();
const ledger = async () => (await ask("select module || '/' || file from kernel.migration order by 1")).flat();

test("files are applied once, modules in the order of the house, and the ledger knows them", async () => {
  const first = await run();
  assert.deepEqual(first.applied, ["kernel/0001_create_stamp.sql", "region/0001_add_stamp.sql"]);
  assert.deepEqual((await run()).applied, []);
  assert.deepEqual(await words(), ["第一", "第二"]);
  assert.deepEqual(await ledger(), first.applied);
});

test("a file that came later is applied later, at the clock's time", async () => {
  await run();
  write("kernel", "0002_add_stamp.sql", "insert into stamp values ('第三');");
  const clock = fixedClock("2024-03-01T09:00:00+08:00");
  const { applied } = await migrate(database.url, { root, modules: ["kernel", "region"], log: quiet, clock });
  assert.deepEqual(applied, ["kernel/0002_add_stamp.sql"]);
  const [[at]] = (await ask("select applied_at from kernel.migration where file = '0002_add_stamp.sql'")) as [[Date]];
  assert.deepEqual(at, clock.now());
});

test("a file that fails leaves no trace, says where, and those before it stay", async () => {
  write("region", "0002_fail_here.sql", "insert into stamp values ('不该留下');\n\nselect nothing from nowhere;\n");
  await assert.rejects(run(), /region\/0002_fail_here\.sql:3: relation "nowhere" does not exist/);
  assert.deepEqual(await words(), ["第一", "第二"]);
  assert.deepEqual(await ledger(), ["kernel/0001_create_stamp.sql", "region/0001_add_stamp.sql"]);
});

test("an edited file is refused before anything is done; other line ends are no edit", async () => {
  await run();
  const file = path.join(root, "src/kernel/migrations/0001_create_stamp.sql");
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replaceAll("\n", "\r\n"));
  assert.deepEqual((await run()).applied, []);

  writeFileSync(file, `${text}-- changed\n`);
  write("kernel", "0002_add_stamp.sql", "insert into stamp values ('不该做');");
  await assert.rejects(run(), {
    kind: "conflict",
    code: "kernel/migration-edited",
    details: { files: ["kernel/0001_create_stamp.sql"] },
  });
  assert.deepEqual(await words(), ["第一", "第二"]);
});

test("a database newer than the code is refused, be it by a file or by a whole module", async () => {
  await run();
  await assert.rejects(run(["kernel"]), { kind: "conflict", code: "kernel/database-newer" });
  rmSync(path.join(root, "src/region/migrations/0001_add_stamp.sql"));
  await assert.rejects(run(), { code: "kernel/database-newer", details: { files: ["region/0001_add_stamp.sql"] } });
});

test("a statement that may not run in a transaction has a file of its own", async () => {
  write(
    "kernel",
    "0002_index_stamp.sql",
    "-- no-transaction\ncreate index concurrently if not exists stamp_word on stamp (word);\n",
  );
  await run();
  assert.deepEqual(await ask("select indexname from pg_indexes where tablename = 'stamp'"), [["stamp_word"]]);
  assert.ok((await ledger()).includes("kernel/0002_index_stamp.sql"));
});

test("a file with a bad name or a number used twice is refused", async () => {
  for (const file of ["0001_create_other.sql", "2_create_other.sql", "0002-create-other.sql", "0002_Create.sql"]) {
    write("kernel", file, "");
    await assert.rejects(run(), { kind: "invalid", code: "kernel/migration-name" }, file);
    rmSync(path.join(root, "src/kernel/migrations", file));
  }
});

test("a migration waits for a lock on its table rather than fail", async () => {
  await run();
  write("kernel", "0002_widen_stamp.sql", "alter table stamp add column more text;");
  const holder = new pg.Client({ connectionString: database.url });
  await holder.connect();
  await holder.query("begin; lock table stamp");
  const running = run();
  await holder.query("select pg_sleep(3.5)"); // longer than one try
  await holder.query("commit");
  await holder.end();
  assert.deepEqual((await running).applied, ["kernel/0002_widen_stamp.sql"]);
});

test("of several runners at once, each file is applied by one", async () => {
  for (let number = 2; number <= 12; number++) {
    const digits = String(number).padStart(4, "0");
    write("kernel", `${digits}_add_stamp.sql`, `insert into stamp select '${digits}' from pg_sleep(0.02);`);
  }
  const applied = (await Promise.all([1, 2, 3].map(runInProcess))).flat();
  assert.equal(applied.length, 13);
  assert.equal(new Set(applied).size, 13);
  assert.equal((await words()).length, 13);
  assert.equal((await ledger()).length, 13);
});

/** Migrates in a process of its own; returns what that process applied. */
function runInProcess(): Promise<string[]> {
  const face = JSON.stringify(path.join(path.dirname(fileURLToPath(import.meta.url)), "index.ts"));
  const program = `
    import { pino } from "pino";
    import { migrate } from ${face};
    const [url, root] = process.argv.slice(-2);
    const log = pino({ level: "silent" });
    const { applied } = await migrate(url, { root, modules: ["kernel", "region"], log });
    process.stdout.write(JSON.stringify(applied));`;
  const args = ["--import", "tsx", "--input-type=module", "--eval", program, "--", database.url, root];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.on("data", (part) => {
    said += part;
  });
  return new Promise((resolve, reject) => {
    child.on("close", (code) =>
      code === 0 ? resolve(JSON.parse(said) as string[]) : reject(new Error(`exit ${code}`)),
    );
  });
}
