import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { runStatement } from "../kernel/db/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { openTestDb, testKeys } from "../kernel/testing/index.ts";
import {
  addDepartments,
  applicant,
  applicationHouse,
  hall,
  publish,
  smallItem,
  submitted,
} from "./application.fixture.ts";
import { withdraw } from "./index.ts";

const main = path.join(import.meta.dirname, "../cli/main.ts");
const folder = mkdtempSync(path.join(tmpdir(), "wangting-audit-"));
const { db, url, close } = await openTestDb(import.meta.url);
after(async () => {
  await close();
  rmSync(folder, { recursive: true, force: true });
});
let broken: { application: Id; number: string };
before(async () => {
  const { house } = applicationHouse(db);
  await addDepartments(db);
  const item = await publish(house, smallItem());
  await submitted(house, item);
  broken = await submitted(house, item);
  await withdraw(house, applicant, { hall, application: broken.application, reason: "不办了" });
});

const keys = [
  `digest:${testKeys.digest.toString("hex")}`,
  ...[...testKeys.versions].map(([v, key]) => `${v}:${key.toString("hex")}`),
];

function audit(): Promise<{ code: number; said: string }> {
  const env = {
    PATH: process.env.PATH ?? "",
    WANGTING_DATA: folder,
    DATABASE_URL: url,
    SEAL_KEYS: keys.join(","),
    LOG_LEVEL: "warn",
  };
  return new Promise((resolve) => {
    execFile(process.execPath, ["--import", "tsx", main, "audit"], { env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, said: stdout + stderr });
    });
  });
}

test("the audit says how many cases are whole, and names the step of which one byte was changed", async () => {
  const whole = await audit();
  assert.deepEqual(whole, { code: 0, said: "cases 2, broken 0, differing 0\n" });
  await runStatement(
    db,
    "update application.step set body = replace(body, 'withdraw', 'withdrew') where hall = $1 and application_id = $2 and seq = 2",
    [hall, broken.application],
  );
  const { code, said } = await audit();
  assert.equal(code, 1);
  assert.match(said, /cases 2, broken 1, differing 0/);
  assert.match(said, new RegExp(`broken ${hall} ${broken.number} ${broken.application} step 2`));
});
