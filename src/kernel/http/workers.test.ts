import assert from "node:assert/strict";
import cluster from "node:cluster";
import { get } from "node:http";
import path from "node:path";
import { after, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { createLog } from "../log/index.ts";
import { freePort } from "../testing/index.ts";
import { startWorkers } from "./workers.ts";

const lines: string[] = [];
const port = await freePort();
const workers = startWorkers({
  count: 2,
  log: createLog({ level: "info", stream: { write: (line) => lines.push(line) } }),
  exec: path.join(import.meta.dirname, "worker.fixture.ts"),
  args: [String(port)],
});
after(() => workers.stop());
await workers.ready;

/**
 * Each question on a connection of its own, so that the workers take turns. A connection that the primary has just handed
 * to a worker that is dying is never answered (Node keeps no account of it), so a question waits three seconds at most.
 */
function ask(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = get(`http://127.0.0.1:${port}${url}`, { agent: false, timeout: 3_000 }, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (part) => {
        body += part;
      });
      response.on("end", () => resolve(body));
    });
    asked.on("timeout", () => asked.destroy(new Error("no answer in three seconds")));
    asked.on("error", reject);
  });
}

async function pids(): Promise<Set<string>> {
  const found = new Set<string>();
  for (let turn = 0; turn < 12; turn += 1) found.add(await ask("/pid"));
  return found;
}

/** Asks again until it holds, at most a few hundred times. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await holds().catch(() => false)) return;
    await wait(50);
  }
  assert.fail("it never came to hold");
}

test("two workers share one port", async () => {
  await until(async () => (await pids()).size === 2);
});

test("pages made stale in one worker are stale in the other", async () => {
  const kept = async () => new Set(await Promise.all(Array.from({ length: 12 }, () => ask("/kept"))));
  await until(async () => (await kept()).size === 2);
  const before = await kept();
  assert.deepEqual(await kept(), before);
  await ask("/stale");
  await until(async () => {
    const now = await kept();
    return now.size === 2 && Array.from(now).every((each) => !before.has(each));
  });
});

test("the figures of all workers come as one text", async () => {
  const text = await workers.metrics();
  const asked = /wangting_http_request_seconds_count\{method="GET",route="\/pid",status="200"\} (\d+)/.exec(text)?.[1];
  assert.ok(Number(asked) >= 12, text.slice(0, 400));
});

test("a worker that dies comes back", async () => {
  const before = await pids();
  await ask("/crash").catch(() => undefined);
  await until(async () => {
    const now = await pids();
    return now.size === 2 && Array.from(now).some((each) => !before.has(each));
  });
  assert.ok(lines.some((line) => line.includes("工作进程意外退出")));
});

test("workers are renewed one by one, and nobody is turned away meanwhile", async () => {
  const before = await pids();
  let rolling = true;
  const refused: unknown[] = [];
  const visitors = (async () => {
    while (rolling) await ask("/pid").catch((error) => refused.push(error));
  })();
  await workers.roll();
  rolling = false;
  await visitors;
  const now = await pids();
  assert.equal(now.size, 2);
  assert.ok(Array.from(now).every((each) => !before.has(each)));
  assert.deepEqual(refused, []);
});

test("told to stop, all workers finish and none comes back", async () => {
  await workers.stop();
  assert.equal(Object.keys(cluster.workers ?? {}).length, 0);
  await assert.rejects(ask("/pid"), { code: "ECONNREFUSED" });
});
