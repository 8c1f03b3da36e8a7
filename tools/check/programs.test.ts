import assert from "node:assert/strict";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { biome, types } from "./programs.ts";
import { treeOf } from "./tree.ts";

const project = fileURLToPath(new URL("../..", import.meta.url));
let root = "";

before(async () => {
  root = await mkdtemp(join(tmpdir(), "wangting-check-"));
  await symlink(join(project, "node_modules"), join(root, "node_modules"));
  await writeFile(
    join(root, "tsconfig.json"),
    JSON.stringify({ compilerOptions: { strict: true, noEmit: true, types: [] } }),
  );
  await writeFile(join(root, "biome.json"), `{ "files": { "includes": ["*.ts"] } }\n`);
});
after(() => rm(root, { recursive: true, force: true }));

test("the type check names file and line of a wrong type", async () => {
  await writeFile(join(root, "a.ts"), `export const a = 1;\nexport const b: string = a;\n`);
  const [finding, ...more] = await types.find({ ...treeOf({}), root });
  assert.deepEqual([finding?.file, finding?.line, more.length], ["a.ts", 2, 0]);
});

test("biome's faults come with file, line and the mend", async () => {
  await writeFile(join(root, "a.ts"), "export const a = 1;\ndebugger;\n");
  const findings = await biome.find({ ...treeOf({}), root });
  assert.ok(findings.some(({ file, line, mend }) => file === "a.ts" && line === 2 && /noDebugger/.test(mend)));
});

test("both pass where nothing is wrong", async () => {
  await writeFile(join(root, "a.ts"), "export const a = 1;\n");
  const tree = { ...treeOf({}), root };
  assert.deepEqual([await types.find(tree), await biome.find(tree)], [[], []]);
});
