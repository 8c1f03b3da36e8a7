import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { fixedClock } from "../clock/index.ts";
import { inTransaction } from "../db/index.ts";
import { createLog } from "../log/index.ts";
import { openTestDb, type TestDb } from "../testing/index.ts";
import { decide, subscriptions } from "./examples/decided.fixture.ts";
import { createOutbox, createWorker } from "./index.ts";
import { chaozhou } from "./test-house.fixture.ts";

let ground: TestDb;
before(async () => {
  ground = await openTestDb(import.meta.url);
});
after(() => ground.close());

test("the example of the README is the one that is run here", () => {
  const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
  assert.ok(read("README.md").includes(read("examples/decided.fixture.ts")));
});

test("the applicant is told of the decision once, also when the SMS platform was away at first", async () => {
  const clock = fixedClock("2026-03-02T09:00:00+08:00");
  const sent = new Map<string, string>();
  let away = true;
  const sms = {
    async send(key: string, text: string) {
      if (!away) sent.set(key, text);
      return !away;
    },
  };
  const outbox = createOutbox({ clock, hears: subscriptions });
  const house = { db: ground.db, clock, log: createLog({ level: "silent" }), outbox, sms };
  const worker = createWorker(house, { hall: chaozhou, subscriptions });

  await inTransaction(house.db, (tx) => decide(house, tx, chaozhou, "4451002603020001X"));
  assert.equal((await worker.runDue()).failed, 1);
  away = false;
  clock.advance(300_000);
  assert.equal((await worker.runDue()).done, 1);
  assert.deepEqual([...sent.values()], ["您的办件 4451002603020001X 已办结"]);
});
