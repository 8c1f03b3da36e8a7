import assert from "node:assert/strict";
import { test } from "node:test";
import { cycles } from "./cycles.ts";
import { direction } from "./direction.ts";
import { pureEngines } from "./engines.ts";
import { faultsOf } from "./fixture-tree.fixture.ts";

const allowed = {
  "src/application/accept.ts": `
    import { HallError } from "../kernel/errors/index.ts";
    import { useLicence } from "../licence/index.ts";
    import { rights } from "./rights.ts";
    declare module "../kernel/db/index.ts" { interface Tables { "application.x": string } }`,
  "src/application/accept.test.ts": `import { openTestDb } from "../kernel/testing/index.ts";
    import { modules } from "../house.ts";
    import { openBrowser } from "../../tools/test/browser.ts";
    import { licences } from "../licence/grounds.fixture.ts";`,
  "src/house.ts": `import * as application from "./application/index.ts"; import * as kernel from "./kernel/index.ts";`,
  "src/kernel/index.ts": `export * from "./db/index.ts";`,
  "src/kernel/db/pool.ts": `import { HallError } from "../errors/index.ts"; import { names } from "../../house-order.ts";`,
  "src/kernel/codes/codes.test.ts": `import { inTransaction } from "../db/index.ts"; import { openTestDb } from "../testing/index.ts";`,
  "tools/check/x.ts": `import { moduleNames } from "../../src/house-order.ts";`,
};

test("imports to the left and through faces pass", async () => {
  assert.deepEqual(await faultsOf(direction, allowed), []);
});

const wrong: [string, string, string, RegExp][] = [
  [
    "a value of a later module",
    "src/licence/a.ts",
    `import { a } from "../application/index.ts";`,
    /licence stands before application/,
  ],
  [
    "a type of a later module",
    "src/licence/a.ts",
    `import type { A } from "../application/index.ts";`,
    /licence stands before/,
  ],
  [
    "an inline type import",
    "src/licence/a.ts",
    `type A = import("../application/index.ts").A;`,
    /licence stands before/,
  ],
  ["a dynamic import", "src/licence/a.ts", `await import("../application/index.ts");`, /licence stands before/],
  ["a re-export", "src/licence/a.ts", `export { a } from "../application/index.ts";`, /licence stands before/],
  [
    "a module reached past its face",
    "src/application/a.ts",
    `import { a } from "../licence/issue.ts";`,
    /behind its face/,
  ],
  [
    "a ground in what is no test",
    "src/application/a.ts",
    `import { a } from "../licence/grounds.fixture.ts";`,
    /behind its face/,
  ],
  [
    "another fixture of another module",
    "src/application/a.test.ts",
    `import { a } from "../licence/licence.fixture.ts";`,
    /behind its face/,
  ],
  [
    "a ground of a later module",
    "src/licence/a.test.ts",
    `import { a } from "../application/grounds.fixture.ts";`,
    /licence stands before/,
  ],
  [
    "a room reached past its face",
    "src/application/a.ts",
    `import { a } from "../kernel/db/pool.ts";`,
    /behind its face/,
  ],
  ["the kernel's manifest", "src/application/a.ts", `import { a } from "../kernel/index.ts";`, /manifest/],
  ["a later room", "src/kernel/ids/a.ts", `import type { Tx } from "../db/index.ts";`, /room ids stands before db/],
  ["a room past its face", "src/kernel/http/a.ts", `import { a } from "../db/pool.ts";`, /behind its face/],
  ["testing in the product", "src/kernel/http/a.ts", `import { a } from "../testing/index.ts";`, /tests only/],
  ["testing in a module", "src/region/a.ts", `import { a } from "../kernel/testing/index.ts";`, /tests only/],
  [
    "a module out of the kernel",
    "src/kernel/http/a.ts",
    `import { a } from "../../region/index.ts";`,
    /kernel stands before region/,
  ],
  ["the list of all modules", "src/region/a.ts", `import { a } from "../house.ts";`, /knows all modules/],
  ["the tools", "src/region/a.ts", `import { a } from "../../tools/say.ts";`, /belongs to the tools/],
  ["a test past a face", "src/application/a.test.ts", `import { a } from "../licence/issue.ts";`, /behind its face/],
  ["a folder nobody named", "src/helpers/a.ts", "export const a = 1;", /not in the line/],
  ["a room nobody named", "src/kernel/helpers/a.ts", "export const a = 1;", /not in the line/],
];

for (const [what, path, text, message] of wrong) {
  test(`direction finds ${what}`, async () => {
    const faults = await faultsOf(direction, { [path]: `\n${text}\n` });
    assert.equal(faults.length, 1, faults.join("\n"));
    assert.match(faults[0] ?? "", message);
  });
}

test("a fault names the line of its import", async () => {
  const faults = await faultsOf(direction, { "src/licence/a.ts": `\n\nimport { a } from "../application/index.ts";` });
  assert.match(faults[0] ?? "", /^src\/licence\/a\.ts:3 /);
});

test("a pure engine may take pure things", async () => {
  const text = `import type { Clock } from "../kernel/clock/index.ts"; import { createHash } from "node:crypto";
    import { parseDay } from "../kernel/calendar/index.ts";`;
  assert.deepEqual(await faultsOf(pureEngines, { "src/trust/a.ts": text }), []);
});

for (const specifier of [
  "../kernel/db/index.ts",
  "../kernel/http/index.ts",
  "../kernel/clock/index.ts",
  "pg",
  "fastify",
  "node:fs",
  "node:http",
]) {
  test(`a pure engine may not import ${specifier}`, async () => {
    assert.equal((await faultsOf(pureEngines, { "src/form/a.ts": `import { a } from "${specifier}";` })).length, 1);
  });
}

test("a ring of values is found, a ring of types is not", async () => {
  const ring = {
    "src/form/a.ts": `import { b } from "./b.ts";`,
    "src/form/b.ts": `import { c } from "./c.ts";`,
    "src/form/c.ts": `import { a } from "./a.ts";`,
  };
  assert.match((await faultsOf(cycles, ring)).join(), /a\.ts → src\/form\/b\.ts → src\/form\/c\.ts → src\/form\/a\.ts/);
  assert.deepEqual(await faultsOf(cycles, { ...ring, "src/form/c.ts": `import type { a } from "./a.ts";` }), []);
});
