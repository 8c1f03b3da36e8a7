import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parseDay } from "../kernel/calendar/index.ts";
import { fillFoodBusiness } from "./examples/fill-food-business.ts";

const read = (name: string) => readFileSync(new URL(name, import.meta.url), "utf8");

test("the README's example is the file that runs, and it says what the README shows", () => {
  assert.ok(read("README.md").includes(`\`\`\`ts\n${read("examples/fill-food-business.ts")}\`\`\``));
  const { said, nextPage, materials, lines } = fillFoodBusiness(parseDay("2026-11-24"));
  assert.deepEqual(said, ["只填数字，不带单位。您填的是“约86平”"]);
  assert.equal(nextPage, "subject");
  assert.deepEqual(materials, ["营业执照"]);
  assert.ok(lines.includes("经营者名称：广州示例餐饮有限公司"));
  assert.ok(lines.includes("场所面积：86.5 平方米"));
});

test("the README explains every finding that the checks can give", () => {
  const code = ["check-form.ts", "check-field.ts", "check-cross.ts"].map(read).join("\n");
  const given = [...code.matchAll(/(?:error|warning)\(\s*"([a-z-]+)"/g)].map((match) => match[1] ?? "");
  assert.ok(new Set(given).size >= 14);
  for (const one of given) assert.match(read("README.md"), new RegExp(`[| ]${one}[ |]`), one);
});
