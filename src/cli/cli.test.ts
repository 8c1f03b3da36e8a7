import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "../kernel/testing/index.ts";

const main = path.join(import.meta.dirname, "main.ts");
const folder = mkdtempSync(path.join(tmpdir(), "wangting-cli-"));
const running = new Set<ChildProcess>();
after(async () => {
  for (const child of running) child.kill("SIGTERM");
  for (const child of running) await ended(child);
  rmSync(folder, { recursive: true, force: true });
});

interface Run {
  readonly child: ChildProcess;
  readonly said: () => string;
}

function run(words: readonly string[], env: Record<string, string> = {}): Run {
  let text = "";
  const child = spawn(process.execPath, ["--import", "tsx", main, ...words], {
    env: { PATH: process.env.PATH ?? "", WANGTING_DATA: path.join(folder, "data"), LOG_LEVEL: "warn", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout?.on("data", (chunk) => (text += chunk));
  child.stderr?.on("data", (chunk) => (text += chunk));
  running.add(child);
  child.once("exit", () => running.delete(child));
  return { child, said: () => text };
}

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once("exit", resolve));
}

async function open(hall: Run, port: number): Promise<Response> {
  for (let tries = 0; tries < 1800; tries++) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    if (answer?.ok) return answer;
    if (hall.child.exitCode !== null) break;
    await pause(100);
  }
  throw new Error(`the hall did not open:\n${hall.said()}`);
}

test("a bad configuration is told whole, with exit code 78, and nothing is started", async () => {
  const hall = run(["start"], { PORT: "0", WORKERS: "none", HALL: "Guangdong" });
  assert.equal(await ended(hall.child), 78);
  for (const name of ["PORT", "WORKERS", "HALL"]) assert.match(hall.said(), new RegExp(`${name}：`));
});

test("a word nobody knows is told, with exit code 64", async () => {
  assert.equal(await ended(run(["begin"]).child), 64);
});

test("a hall opens, answers, finishes its requests when told to stop, and opens again on the same data", async () => {
  const ports = { PORT: String(await freePort()), METRICS_PORT: String(await freePort()) };
  for (const round of ["first", "second"]) {
    const hall = run(["demo"], ports);
    await open(hall, Number(ports.PORT));
    const page = await fetch(`http://127.0.0.1:${ports.PORT}/`);
    assert.equal(page.status, 200, round);
    assert.match(await page.text(), /<html lang="zh-CN"/);
    const figures = await fetch(`http://127.0.0.1:${ports.METRICS_PORT}/metrics`);
    assert.match(await figures.text(), /wangting_http_request_seconds/);
    hall.child.kill("SIGTERM");
    assert.equal(await ended(hall.child), 0, hall.said());
    assert.match(hall.said(), /已停止/);
  }
});

test("[A7] the probe proves on the demo data of a county that every item is at 办理 in three clicks, without a port", async () => {
  // All halls take a minute or two: `./wangting probe clicks` before a release.
  const probe = run(["probe", "clicks", "--hall", "440104"]);
  assert.equal(await ended(probe.child), 0, probe.said());
  assert.match(probe.said(), /items 1\d, over 3 clicks: 0\n$/);
});

test("the probe explains itself when it is not understood, and says when nobody answers at the address", async () => {
  assert.equal(await ended(run(["probe"]).child), 64);
  assert.equal(await ended(run(["probe", "clicks", "not an address"]).child), 64);
  assert.equal(await ended(run(["probe", "clicks", "--hall"]).child), 64);
  const away = run(["probe", "clicks", `http://127.0.0.1:${await freePort()}`]);
  assert.equal(await ended(away.child), 75);
  assert.match(away.said(), /没有应答/);
});

test("a port that is taken ends the start with one sentence and leaves no database running", async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
  const { port } = taken.address() as AddressInfo;
  const hall = run(["start"], { PORT: String(port), METRICS_PORT: String(await freePort()) });
  assert.equal(await ended(hall.child), 75);
  assert.match(hall.said(), new RegExp(`端口 ${port}`));
  await new Promise((resolve) => taken.close(resolve));
  const doctor = run(["doctor"], { PORT: String(port), METRICS_PORT: String(await freePort()) });
  assert.equal(await ended(doctor.child), 0, doctor.said());
});

test("two processes answer as one hall, and both go when told", async () => {
  const ports = { PORT: String(await freePort()), METRICS_PORT: String(await freePort()), WORKERS: "2" };
  const hall = run(["start"], ports);
  await open(hall, Number(ports.PORT));
  const answers = await Promise.all(Array.from({ length: 20 }, () => fetch(`http://127.0.0.1:${ports.PORT}/healthz`)));
  assert.ok(answers.every((answer) => answer.ok));
  hall.child.kill("SIGTERM");
  assert.equal(await ended(hall.child), 0, hall.said());
});

test("a database newer than the program is told by the doctor and stops the start", async () => {
  const ports = { PORT: String(await freePort()), METRICS_PORT: String(await freePort()) };
  const { layFoundation } = await import("./foundation.ts");
  const { readConfig, findRoot } = await import("../kernel/config/index.ts");
  const { createLog } = await import("../kernel/log/index.ts");
  const { systemClock } = await import("../kernel/clock/index.ts");
  const { closeDb, openDb, runStatement } = await import("../kernel/db/index.ts");
  const log = createLog({ level: "silent" });
  const config = readConfig(findRoot(), false, { WANGTING_DATA: path.join(folder, "data") });
  const foundation = await layFoundation(config, { modules: [], log, clock: systemClock });
  const db = await openDb({ url: foundation.url, log });
  await runStatement(db, "insert into kernel.migration values ('kernel', '9999_from_tomorrow.sql', 'x', $1)", [
    new Date(0),
  ]);
  await closeDb(db);
  await foundation.stop();

  const doctor = run(["doctor"], ports);
  assert.equal(await ended(doctor.child), 1);
  assert.match(doctor.said(), /数据库比程序新/);
  const hall = run(["start"], ports);
  assert.equal(await ended(hall.child), 65);
  assert.match(hall.said(), /kernel\/database-newer/);
});
