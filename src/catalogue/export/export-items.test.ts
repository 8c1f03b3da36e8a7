import assert from "node:assert/strict";
import { createReadStream } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { findRoot } from "../../kernel/config/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import { canonicalJson } from "../canonical.ts";
import {
  bytes,
  catalogueHouse,
  completeItem,
  county,
  editor,
  hall,
  neighbour,
  officer,
  published,
} from "../catalogue.fixture.ts";
import { readCell, writeCell } from "../import/cells.ts";
import { columns } from "../import/columns.ts";
import {
  editorPost,
  exportItems,
  type ImportFormat,
  type ItemDocument,
  importItems,
  importShippedGuides,
  importTemplate,
  itemFields,
  parseDocument,
  type RowOutcome,
} from "../index.ts";

const { db, close } = await openTestDb(import.meta.url);
after(close);
const { house } = catalogueHouse(db);

const awkward: Partial<ItemDocument> = {
  taskName: '=开办"小店"，很长的名称',
  localTaskCode: "gd-1",
  alias: ["一；二", "三"],
  acceptCondition: " 前面有空格\r\n第二行",
  transactTime: '"带引号 "',
  otherDept: [],
  linkWay: { phone: "0768-1", mail: "a@example.cn" },
  extend: { 自己的: [1, { a: null }] },
};

async function* firstLines(count: number): AsyncGenerator<Uint8Array> {
  let text = "";
  for await (const chunk of createReadStream(path.join(findRoot(), "seed/items-guangdong.jsonl"), "utf8")) {
    text += chunk;
    const lines = text.split("\n");
    if (lines.length <= count) continue;
    yield Buffer.from(lines.slice(0, count).join("\n"));
    return;
  }
}

before(async () => {
  const command = { hall, division: "445100", title: "清单", format: "jsonl" as const };
  await importItems(house, editor, { ...command, content: firstLines(300) });
  await importItems(house, editor, { ...command, content: bytes(JSON.stringify(awkward)) });
  await published(house, completeItem());
  await importShippedGuides(
    house,
    { kind: "system", id: "seed", assurance: 3, posts: [] },
    {
      base: hall,
      bodiesOf: () => [{ hall: county, division: "445102", deptName: "湘桥区某局", useLevel: "4" }],
    },
  );
});

async function gathered(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

async function takeBack(format: ImportFormat, content: Uint8Array, at = hall, dryRun = false) {
  const rows: RowOutcome[] = [];
  const told = { hall: at, division: at, title: "再导入", format, content: bytes(content, 65_536), dryRun };
  const report = await importItems(house, editor, { ...told, onRow: (row) => rows.push(row) });
  return { report, rows };
}

for (const format of ["jsonl", "csv", "xlsx"] as const) {
  test(`[C18] [B1] a list that went out as ${format} comes in again and changes nothing`, async () => {
    for (const [at, count] of [
      [hall, 318],
      [county, 16],
    ] as const) {
      const { report } = await takeBack(format, await gathered(exportItems(house, editor, { hall: at, format })), at);
      const { added, changed, unchanged, refused, unknownColumns } = report;
      assert.deepEqual([added, changed, unchanged, refused, unknownColumns], [0, 0, count, 0, []]);
    }
  });
}

test("[C18] a cell changed in the table is the one thing that is different afterwards", async () => {
  const csv = (await gathered(exportItems(house, editor, { hall: county, format: "csv" }))).toString();
  const { report } = await takeBack("csv", Buffer.from(csv.replace("湘桥区某局", "湘桥区另一局")), county, true);
  assert.deepEqual([report.changed, report.unchanged, report.refused], [1, 15, 0]);
});

test("[C18] a formula in a name goes out harmless, codes keep their zeros", async () => {
  const csv = (await gathered(exportItems(house, editor, { hall, format: "csv" }))).toString();
  assert.ok(csv.startsWith("\uFEFF事项名称,行政区划,"));
  assert.ok(csv.includes(`"'=开办""小店""，很长的名称"`));
  assert.ok(!/(?:^|,)"?[=+@-]/mu.test(csv), "no cell begins as a formula");
});

test("[C18] only who keeps or judges the items of a hall takes its list out", () => {
  const elsewhere = officer("elsewhere", [editorPost], { halls: ["440000"] });
  for (const actor of [neighbour, elsewhere]) {
    assert.throws(() => exportItems(house, actor, { hall, format: "csv" }), { code: "catalogue/not-editor" });
  }
});

test("[C18] the template comes in as it goes out: its example is passed over, every column is known, and a row like it fits", async () => {
  for (const format of ["csv", "xlsx"] as const) {
    const { rows, report } = await takeBack(format, await gathered(importTemplate(format)), hall, true);
    assert.deepEqual([rows.map(({ findings }) => findings.at(-1)?.rule), report.unknownColumns], [["I20"], []]);
  }
  const csv = (await gathered(importTemplate("csv"))).toString().replace("（示例）", "");
  const [row] = (await takeBack("csv", Buffer.from(csv), hall, true)).rows;
  assert.equal(row?.outcome, "added");
  assert.ok(row.findings.every(({ rule }) => rule !== "I09"));
});

test("every field of a document has a column, and no name stands for two", () => {
  const fields = columns.map(({ field }) => field);
  assert.deepEqual(new Set(fields), new Set([...itemFields, "division"]));
  assert.equal(new Set(columns.map(({ name }) => name)).size, columns.length);
});

const words = fc.oneof(
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }),
  fc.constantFrom(
    " 空格 ",
    '"a"',
    '" a"',
    '"\\" a\\""',
    "[1]",
    "{}",
    "一；二",
    "1;2",
    "、",
    "\n",
    "行政许可",
    "01",
    "是",
    "《法》第一条",
    "'=1",
  ),
);
/** Documents hold nothing else where a code table stands behind a field. */
const aCode = fc.oneof(fc.constantFrom("01", "1", "zz"), fc.stringMatching(/^[A-Za-z0-9-]{1,20}$/));
const valuesOf: Record<(typeof columns)[number]["kind"], fc.Arbitrary<unknown>> = {
  text: words,
  list: fc.array(words, { maxLength: 4 }),
  count: fc.nat(100_000),
  flag: fc.boolean(),
  unit: fc.constantFrom("wd", "cd", "h", "m"),
  basis: fc.array(fc.record({ title: words, clause: words, no: words }, { requiredKeys: ["title"] }), { maxLength: 3 }),
  materials: fc.array(
    fc.record(
      { key: fc.constantFrom("m1", "m2"), materialName: words, isNeed: words },
      { requiredKeys: ["key", "materialName"] },
    ),
  ),
  addresses: fc.array(fc.record({ kind: words, address: words }, { requiredKeys: ["address"] }), { maxLength: 3 }),
  results: fc.array(fc.record({ resultName: words, validity: words }, { requiredKeys: ["resultName"] }), {
    maxLength: 3,
  }),
  contact: fc.record({ phone: words, net: words }, { requiredKeys: [] }),
  json: fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true })),
};

test("[C18] whatever stands in a field, its cell gives back exactly that", () => {
  fc.assert(
    fc.property(
      fc
        .constantFrom(...columns)
        .chain((column) =>
          fc.tuple(fc.constant(column), column.kind === "text" && column.table ? aCode : valuesOf[column.kind]),
        ),
      ([column, value]) => {
        const cell = writeCell(column, value);
        assert.notEqual(cell.trim(), "");
        assert.equal(canonicalJson(readCell(column, cell)), canonicalJson(JSON.parse(JSON.stringify(value))));
      },
    ),
    { numRuns: 1_500 },
  );
  assert.equal(parseDocument(awkward).localTaskCode, "gd-1");
});

test("[C18] an item too long for a table is named on the second sheet instead of being cut", async () => {
  const long = { localTaskCode: "long-1", taskName: "很长", extend: { text: "长".repeat(40_000) } };
  const command = { hall: county, division: "445102", title: "清单", format: "jsonl" as const };
  await importItems(house, editor, { ...command, content: bytes(JSON.stringify(long)) });
  const workbook = await gathered(exportItems(house, editor, { hall: county, format: "xlsx" }));
  const { report } = await takeBack("xlsx", workbook, county, true);
  assert.equal(report.unchanged, 16);
  const lines = (await gathered(exportItems(house, editor, { hall: county, format: "jsonl" }))).toString();
  assert.ok(lines.includes("long-1"));
});
