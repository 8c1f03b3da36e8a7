import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runJointCase } from "./examples/joint-case.ts";

const read = (name: string) => readFileSync(new URL(name, import.meta.url), "utf8");

test("the README's example is the file that runs, and its case ends granted", () => {
  assert.ok(read("README.md").includes(`\`\`\`ts\n${read("examples/joint-case.ts")}\`\`\``));
  const { outcome, tokens } = runJointCase();
  assert.deepEqual({ outcome, tokens }, { outcome: "granted", tokens: [] });
});

test("the README explains every finding that the checks can give", () => {
  const files = ["structure.ts", "check-flow.ts", "law.ts", "bpmn/read.ts", "bpmn/read-node.ts"];
  const code = files.map(read).join("\n");
  const given = [...code.matchAll(/(?:find|over|error|warning)\(\s*"([a-z-]+)"/g)].map((match) => match[1] ?? "");
  const named = [...code.matchAll(/code: "([a-z-]+)"/g)].map((match) => match[1] ?? "");
  assert.ok(given.length > 30);
  const readme = read("README.md");
  for (const one of [...given, ...named]) assert.match(readme, new RegExp(`[| ]${one}[ |]`), one);
});
