import assert from "node:assert/strict";
import { test } from "node:test";
import type { Check } from "./finding.ts";
import { faultsOf } from "./fixture-tree.fixture.ts";
import { forbidden } from "./forbidden.ts";

function rule(name: string): Check {
  const found = forbidden.find((check) => check.name === name);
  assert.ok(found, `no rule ${name}`);
  return found;
}

const wrong: [string, string][] = [
  ["any", "export const a: any = 1;"],
  ["any", "export const a = b as any;"],
  ["any", "export function f<T = any>(x: Record<string, any[]>) {}"],
  ["console", `console.log("x");`],
  ["console", `console["error"]("x");`],
  ["clock", "const a = new Date();"],
  ["clock", "const a = Date.now();"],
  ["clock", "const now = Date.now;"],
  ["clock", "const a = Date();"],
  ["environment", "const a = process.env.HOME;"],
  ["environment", "const { env } = process;"],
  ["environment", `import { env } from "node:process";`],
  ["random", "const a = Math.random();"],
  ["piece", "const a = `/* kernel.outbox by src/kernel/outbox/outbox.ts */ insert`;"],
];

for (const [name, text] of wrong) {
  test(`${name} finds ${text}`, async () => {
    assert.notEqual((await faultsOf(rule(name), { "src/region/a.ts": `// why\n${text}` })).length, 0);
  });
}

const right: [string, string, string][] = [
  ["any", "src/region/a.ts", `// any\nconst any = "any";`],
  ["console", "src/region/a.ts", `const a = "console.log";`],
  ["clock", "src/region/a.ts", "const a = new Date(value); const b = performance.now();"],
  ["clock", "src/kernel/clock/clock.ts", "const a = new Date();"],
  ["clock", "src/region/a.test.ts", "const a = Date.now();"],
  ["environment", "src/kernel/config/a.ts", "const a = process.env;"],
  ["environment", "tools/a.ts", "const a = process.env;"],
  ["random", "src/kernel/outbox/back-off.ts", "const a = Math.random();"],
  ["piece", "src/kernel/outbox/outbox.ts", "const a = `/* kernel.outbox by src/kernel/outbox/outbox.ts */ insert`;"],
];

for (const [name, path, text] of right) {
  test(`${name} lets ${path} say ${text.split("\n").at(-1)}`, async () => {
    assert.deepEqual(await faultsOf(rule(name), { [path]: text }), []);
  });
}
