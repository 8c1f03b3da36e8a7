import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { auditCases, countQueue, loadCases, officerQueue, outcomeNames } from "../application/index.ts";
import { modules } from "../house.ts";
import { type DemoPeople, demoDesks, seatsOf } from "../identity/index.ts";
import { createBlobStore } from "../kernel/blob/index.ts";
import { createCalendar, shippedYears } from "../kernel/calendar/index.ts";
import { fixedClock } from "../kernel/clock/index.ts";
import { codeTables, createCodes } from "../kernel/codes/index.ts";
import { findRoot, readConfig } from "../kernel/config/index.ts";
import { inTransaction } from "../kernel/db/index.ts";
import { createKeptPages, type House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { createLog } from "../kernel/log/index.ts";
import { createOutbox } from "../kernel/outbox/index.ts";
import { openTestDb, testKeys, testSeal } from "../kernel/testing/index.ts";
import { seedDemoCases } from "./demo-cases.ts";
import { seedGuides, seedPeople } from "./seed-demo.ts";

const folder = mkdtempSync(path.join(tmpdir(), "wangting-demo-cases-"));
const { db, url, close } = await openTestDb(import.meta.url);
after(async () => {
  await close();
  rmSync(folder, { recursive: true, force: true });
});

const warnings: string[] = [];
const log = createLog({ level: "warn", stream: { write: (line: string) => void warnings.push(line) } });
const clock = fixedClock("2026-11-20T15:00:00+08:00");
const hears = modules.flatMap((module) => module.subscriptions ?? []);
const house: House = {
  config: readConfig(findRoot(), true, { WANGTING_DATA: folder }),
  secret: Buffer.alloc(32, 7),
  seal: testSeal,
  clock,
  calendar: createCalendar(shippedYears),
  codes: createCodes(codeTables, []),
  db,
  log,
  blobs: createBlobStore({ kind: "fs", folder: path.join(folder, "blobs") }),
  outbox: createOutbox({ clock, hears }),
  pages: createKeptPages(),
};

let people: DemoPeople;
before(async () => {
  for (const module of modules) {
    if (module.loadReference) await inTransaction(db, async (tx) => module.loadReference?.(tx));
  }
});

function say(args: readonly string[]): Promise<{ code: number; said: string }> {
  const keys = [
    `digest:${testKeys.digest.toString("hex")}`,
    ...[...testKeys.versions].map(([version, key]) => `${version}:${key.toString("hex")}`),
  ];
  const env = {
    PATH: process.env.PATH ?? "",
    WANGTING_DATA: folder,
    DATABASE_URL: url,
    SEAL_KEYS: keys.join(","),
    LOG_LEVEL: "warn",
  };
  return new Promise((resolve) => {
    const words = ["--import", "tsx", path.join(import.meta.dirname, "main.ts"), ...args];
    execFile(process.execPath, words, { env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, said: stdout + stderr });
    });
  });
}

test("[E10] a hall that is no demo is not loaded, and a demo hall is loaded with what is asked for", async () => {
  assert.equal((await say(["load"])).code, 64);
  assert.equal((await say(["load", "--cases", "none"])).code, 64);
  const foreign = await say(["load", "--cases", "5"]);
  assert.equal(foreign.code, 1);
  assert.match(foreign.said, /不是样例大厅/);
  await assert.rejects(loadCases(house, { cases: 5 }), { code: "application/nothing-to-load" });
});

test("[C1] the demo has cases in every state, made by real acts, and a second run adds nothing", async () => {
  await seedGuides(house);
  people = await seedPeople(house);
  const first = await seedDemoCases(house, people);
  assert.ok(first.cases > 100 && first.drafts >= 3, JSON.stringify(first));
  assert.deepEqual(
    warnings.filter((line) => line.includes("early end")),
    [],
  );
  const rows = await db.selectFrom("application.application").select(["hall", "state", "outcome", "facts"]).execute();
  const states = new Set(rows.map(({ state }) => state));
  assert.deepEqual([...states].sort(), ["accepted", "correcting", "decided", "finished", "paused", "submitted"]);
  const outcomes = new Set(rows.flatMap(({ outcome }) => outcome ?? []));
  for (const outcome of ["granted", "refused", "notAccepted", "withdrawn", "voided"]) {
    assert.ok(outcomes.has(outcome) && Object.hasOwn(outcomeNames, outcome), outcome);
  }
  assert.deepEqual([...new Set(rows.map(({ hall }) => hall))].sort(), demoDesks.map(({ hall }) => hall).sort());
  const facts = rows.map((row) => row.facts);
  assert.ok(facts.some(({ acceptance }) => acceptance?.deemed));
  assert.ok(facts.some(({ pauses }) => pauses.some(({ to }) => to !== null)));
  assert.ok(facts.some(({ extensions }) => extensions.length > 0));
  assert.ok(facts.some(({ pickedUpAt }) => pickedUpAt !== null));
  assert.ok(facts.some(({ corrections }) => corrections.some(({ override }) => override)));
  assert.ok(facts.some(({ tasks }) => tasks.some(({ claimedBy }) => claimedBy !== null)));
  assert.ok(
    facts.some(({ joint, departments }) => joint && departments.length >= 3),
    "joint cases go to departments of their own",
  );
  const steps = await db.selectFrom("application.step").select("kind").distinct().execute();
  for (const kind of ["preReview", "correct", "returnTask", "recordVisit", "issueResult"]) {
    assert.ok(
      steps.some((step) => step.kind === kind),
      kind,
    );
  }
  assert.deepEqual(await seedDemoCases(house, people), { cases: 0, drafts: 0 });
  const { cases, broken, differing } = await auditCases(house);
  assert.deepEqual({ cases, broken, differing }, { cases: first.cases, broken: 0, differing: 0 });
});

test("documents of old cases wait for a second each, and nothing else of the cases is left to be told", async () => {
  const rows = await db.selectFrom("kernel.outbox").select(["subscriber", "topic", "run_at"]).execute();
  const made = rows.filter(({ subscriber }) => subscriber === "application.make-document");
  const slots = new Set(made.map(({ run_at }) => run_at.getTime()));
  assert.ok(made.length > 100);
  assert.ok(slots.size >= made.length * 0.8, `${slots.size} of ${made.length}`);
  assert.ok([...slots].every((at) => at > clock.now().getTime()));
  const late = rows.filter(
    ({ topic, subscriber }) => topic.startsWith("application.") && !made.some((one) => one.subscriber === subscriber),
  );
  assert.deepEqual(late, []);
  const sendings = await db.selectFrom("notification.sending").select("id").execute();
  assert.deepEqual(sendings, []);
});

test("[E10] six hundred loaded cases are whole for the audit and lie in the officers' queues", async () => {
  const account = people.officers["440104-market-window"]?.account ?? "";
  const seats = await seatsOf(db, account);
  const officer: Actor = { kind: "staff", id: account, assurance: 3, posts: [], seats };
  const waiting = async () => (await countQueue(house, officer)).reduce((sum, { all }) => sum + all, 0);
  const before = await waiting();
  const { code, said } = await say(["load", "--cases", "600"]);
  assert.equal(code, 0, said);
  assert.match(said, /已造 600 件/);
  assert.ok((await waiting()) > before);
  assert.equal((await officerQueue(house, officer)).entries.length, 20);
  const { cases, broken, differing, faults } = await auditCases(house);
  assert.deepEqual({ broken, differing, first: faults[0] }, { broken: 0, differing: 0, first: undefined });
  assert.ok(cases > 700);
});
