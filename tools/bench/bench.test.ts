import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { judge, median } from "./bench.ts";
import { createContext } from "./context.ts";
import { cpuOf, rssOf } from "./proc.ts";

test("a limit is kept at its edge and missed beyond it; no number has missed", () => {
  assert.equal(judge(2, { atMost: 2 }), "kept");
  assert.equal(judge(2.01, { atMost: 2 }), "missed");
  assert.equal(judge(1, { atLeast: 1 }), "kept");
  assert.equal(judge(0.99, { atLeast: 1 }), "missed");
  assert.equal(judge(Number.NaN, {}), "missed");
});

test("the median of an even count is the mean of the middle two", () => {
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(median([4, 1, 2, 3]), 2.5);
});

test("measures are taken in turns and the first round is thrown away", async () => {
  const { context, end } = createContext(process.cwd(), true);
  const order: string[] = [];
  const take = (name: string) => () => Promise.resolve(order.push(name));
  assert.deepEqual(await context.inTurns([take("a"), take("b")]), [3, 4]);
  assert.deepEqual(order, ["a", "b", "a", "b"]);
  const folder = context.folder();
  await end();
  assert.equal(existsSync(folder), false);
});

test("CPU time and memory of a process are read from the system", () => {
  const before = cpuOf(process.pid);
  for (let work = 0, _sum = 0; cpuOf(process.pid) === before; work += 1) _sum += work;
  assert.ok(cpuOf(process.pid) > before);
  assert.ok(rssOf(process.pid) > 10);
});
