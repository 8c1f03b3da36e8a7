import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { findRoot } from "../kernel/config/index.ts";
import example from "./examples/item.json" with { type: "json" };
import { lineFindings } from "./import/line-finding.ts";
import { checkItem, gateRules, itemRules, materialsFor, parseDocument } from "./index.ts";

const readme = readFileSync(path.join(findRoot(), "src/catalogue/README.md"), "utf8");

test("the README's example is a document, its rules speak, and an answer shortens its materials", () => {
  const document = parseDocument(example);
  const findings = checkItem(document);
  assert.ok(findings.length > 0 && findings.every(({ severity }) => severity !== "error"));
  assert.deepEqual(
    materialsFor(document, { agent: false }).map(({ material }) => material.materialName),
    ["备案申请表"],
  );
});

test("the README names every rule of the items, of the gate and of the import", () => {
  for (const { code, title } of [...itemRules, ...gateRules]) assert.ok(readme.includes(`| ${code} | ${title}`), code);
  for (const { rule } of Object.values(lineFindings)) assert.ok(readme.includes(rule), rule);
});
