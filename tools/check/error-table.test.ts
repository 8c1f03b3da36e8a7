import assert from "node:assert/strict";
import { test } from "node:test";
import { errorTable } from "./error-table.ts";
import { faultsOf } from "./fixture-tree.fixture.ts";

const row = "| region/not-found | not-found | 没有这个区划 | 换一个代码 |";
const thrower = `throw new HallError("not-found", "region/not-found", "没有这个区划");`;

function region(code: string, table: string): Record<string, string> {
  return {
    "src/region/find.ts": code,
    "src/region/errors.md": `| code | kind | 意思 | 怎么办 |\n|---|---|---|---|\n${table}\n`,
  };
}

test("a code with its row of the same kind passes, also behind a condition", async () => {
  assert.deepEqual(await faultsOf(errorTable, region(thrower, row)), []);
  const either = `new HallError("invalid", bad ? "region/a" : "region/b", "x")`;
  const rows = "| `region/a` | invalid | 甲 | 改 |\n| region/b | invalid | 乙 | 改 |";
  assert.deepEqual(await faultsOf(errorTable, region(either, rows)), []);
});

const wrong: [string, string, string, RegExp][] = [
  ["a code without a row", thrower, "", /region\/not-found has no row/],
  ["a row of another kind", thrower, row.replace("| not-found |", "| conflict |"), /its row says conflict/],
  ["a row that nothing throws", "export const a = 1;", row, /thrown nowhere/],
  ["a kind that does not exist", thrower, row.replace("| not-found |", "| missing |"), /has the kind/],
  ["a row that says too little", thrower, row.replace(" 换一个代码 ", " "), /says too little/],
  ["a code with two rows", thrower, `${row}\n${row}`, /two rows/],
  [
    "a code handed on by a function",
    `const f = (c) => new HallError("invalid", c, "x"); f("region/hidden");`,
    "",
    /region\/hidden has no row/,
  ],
];

for (const [what, code, table, message] of wrong) {
  test(`errors finds ${what}`, async () => {
    assert.match((await faultsOf(errorTable, region(code, table))).join("\n"), message);
  });
}

test("a room of the kernel keeps its rows in the kernel's table", async () => {
  const code = `throw new HallError("invalid", "codes/bad", "x");`;
  const table = "## codes\n| codes/bad | invalid | 代码不对 | 改正 |";
  assert.deepEqual(await faultsOf(errorTable, { "src/kernel/codes/a.ts": code, "src/kernel/errors.md": table }), []);
  assert.equal((await faultsOf(errorTable, { "src/kernel/codes/a.ts": code })).length, 1);
});

test("a module may refuse in the words of one before it, not of one after it", async () => {
  const table = { "src/region/errors.md": row, "src/region/find.ts": thrower };
  assert.deepEqual(await faultsOf(errorTable, { ...table, "src/web/a.ts": thrower }), []);
  const found = await faultsOf(errorTable, { ...table, "src/kernel/a.ts": thrower });
  assert.match(found.join("\n"), /src\/kernel\/a.ts.*has no row/);
});

test("codes in tests need no row", async () => {
  assert.deepEqual(await faultsOf(errorTable, { "src/region/a.test.ts": thrower }), []);
});
