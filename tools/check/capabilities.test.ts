import assert from "node:assert/strict";
import { test } from "node:test";
import { capabilities, readCapabilities, readClaims } from "./capabilities.ts";
import { faultsOf } from "./fixture-tree.fixture.ts";
import { treeOf } from "./tree.ts";

const list =
  "| 代号 | 原话 | in short |\n|---|---|---|\n| C5 | 一次性告知 | one notice | P4 | x |\n| D1 | 并联 | parallel | P2 | y |\n";
const named = (name: string) => `import { test } from "node:test";\n${"test"}(\n  "${name}",\n  () => {},\n);\n`;

test("a test claims the rows its name begins with, one or several", () => {
  const files = {
    "docs/capabilities.md": list,
    "src/a.test.ts": named("[C5][D1] one notice"),
    "src/b.ts": named("[C5] x"),
  };
  assert.deepEqual(
    readCapabilities(treeOf(files)).map(({ id, short }) => `${id} ${short}`),
    ["C5 one notice", "D1 parallel"],
  );
  assert.deepEqual(readClaims(treeOf(files)), [{ file: "src/a.test.ts", line: 2, ids: ["C5", "D1"] }]);
});

test("an id that is no row is a fault", async () => {
  const files = { "docs/capabilities.md": list, "src/a.test.ts": named("[C5] [Z9] one notice") };
  assert.deepEqual(await faultsOf(capabilities, files), ["src/a.test.ts:2 [Z9] is no capability"]);
});
