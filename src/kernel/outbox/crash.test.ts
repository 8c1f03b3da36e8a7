import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { systemClock } from "../clock/index.ts";
import { inTransaction } from "../db/index.ts";
import { openTestDb, type TestDb } from "../testing/index.ts";
import { crashSubscriptions, told } from "./crash-subscriptions.fixture.ts";
import { createOutbox } from "./outbox.ts";
import { chaozhou, createEffects, effects, rowsOf } from "./test-house.fixture.ts";

let ground: TestDb;
const children: ChildProcess[] = [];
before(async () => {
  ground = await openTestDb(import.meta.url);
  await createEffects(ground.db);
});
after(async () => {
  for (const child of children) child.kill("SIGKILL");
  await ground.close();
});

function hire(): ChildProcess {
  const file = fileURLToPath(new URL("crash-worker.fixture.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", file, ground.url], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  return child;
}

/** Waits until the workers together have begun so many handlers. */
function begun(workers: readonly ChildProcess[], handlers: number): Promise<void> {
  let lines = 0;
  return new Promise((resolve) => {
    for (const worker of workers) {
      worker.stdout?.on("data", (chunk: Buffer) => {
        lines += chunk.toString().split("\n").length - 1;
        if (lines >= handlers) resolve();
      });
    }
  });
}

test("workers killed in the middle of their handlers lose nothing and do nothing twice", async (t) => {
  const lanes = ["a", "b", "c", "d", "e", "f"];
  const perLane = 12;
  const outbox = createOutbox({ clock: systemClock, hears: crashSubscriptions });
  for (let n = 0; n < perLane; n += 1) {
    await inTransaction(ground.db, async (tx) => {
      for (const lane of lanes) await outbox.publish(tx, { hall: chaozhou, topic: told, payload: { n }, lane });
    });
  }
  const ids = (await rowsOf(ground.db)).filter((row) => row.subscriber === "outside").map((row) => row.id);

  const rounds = 3;
  for (let round = 0; round < rounds; round += 1) {
    const pair = [hire(), hire()];
    await begun(pair, 15);
    for (const worker of pair) worker.kill("SIGKILL");
    await Promise.all(pair.map((worker) => once(worker, "exit")));
  }
  const last = [hire(), hire()];
  await Promise.all(last.map((worker) => once(worker, "exit")));

  assert.deepEqual(await rowsOf(ground.db), []);
  const came = await effects(ground.db);
  const inOrder = Array.from({ length: perLane }, (_, n) => `${n}`);
  for (const lane of lanes) {
    assert.deepEqual(
      came.filter((one) => one.lane === `within ${lane}`).map((one) => one.what),
      inOrder,
      lane,
    );
  }
  const outside = came.filter((one) => one.lane?.startsWith("outside")).map((one) => one.what);
  assert.deepEqual(new Set(outside), new Set(ids), "each reached the other side, under its own key");
  // At most what the killed workers had in hand comes a second time; the key tells the other side.
  const twice = outside.length - ids.length;
  assert.ok(twice <= rounds * 2 * 4, `${twice} came twice`);
  t.diagnostic(`kills ${rounds * 2}, deliveries ${ids.length * 2}, lost 0, within twice 0, outside twice ${twice}`);
});
