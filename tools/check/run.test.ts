import assert from "node:assert/strict";
import { test } from "node:test";
import type { Check } from "./finding.ts";
import { longFiles } from "./length.ts";
import { runChecks } from "./run.ts";
import { treeOf } from "./tree.ts";

test("a check that throws has failed, a check without findings has passed", async () => {
  const broken: Check = {
    name: "broken",
    title: "坏的",
    find() {
      throw new Error("expected in this test");
    },
  };
  const fine: Check = { name: "fine", title: "好的", find: () => Promise.resolve([]) };
  assert.deepEqual(await runChecks([broken, fine], treeOf({})), { passed: 1, failed: 1 });
});

test("only files over 300 lines are listed", () => {
  const tree = treeOf({ "src/form/a.ts": "\n".repeat(301), "src/form/b.ts": "\n".repeat(300) });
  assert.deepEqual(longFiles(tree), [{ path: "src/form/a.ts", lines: 301 }]);
});
