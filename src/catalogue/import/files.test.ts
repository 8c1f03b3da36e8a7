import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, beforeEach, test } from "node:test";
import { sql } from "kysely";
import { inTransaction } from "../../kernel/db/index.ts";
import { writeCsv, writeXlsx } from "../../kernel/sheet/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import { bytes, catalogueHouse, editor, emptyCatalogue, hall, neighbour } from "../catalogue.fixture.ts";
import { findItemByCode, findVersion, type ImportFormat, importFile, type RowOutcome, undoImport } from "../index.ts";

const { db, close } = await openTestDb(import.meta.url);
const dataDir = mkdtempSync(path.join(tmpdir(), "wangting-import-"));
after(async () => {
  rmSync(dataDir, { recursive: true, force: true });
  await close();
});
const made = catalogueHouse(db).house;
const house = { ...made, config: { ...made.config, dataDir } };

beforeEach(async () => {
  await inTransaction(db, async (tx) => {
    await sql`delete from catalogue.import_row`.execute(tx);
    await sql`delete from catalogue.import_batch`.execute(tx);
  });
  await emptyCatalogue(db);
});

async function gathered(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

async function take(format: ImportFormat, content: AsyncIterable<Uint8Array> | Uint8Array, more: object = {}) {
  const rows: RowOutcome[] = [];
  const report = await importFile(house, editor, {
    hall,
    division: "445100",
    title: "清单",
    format,
    content: content instanceof Uint8Array ? bytes(content, 65_536) : content,
    onRow: (row) => rows.push(row),
    ...more,
  });
  return {
    report,
    said: rows.map(({ line, outcome, findings }) => [
      line,
      outcome,
      ...findings.flatMap(({ rule }) => (rule.startsWith("I") ? rule : [])),
    ]),
  };
}

const workbook = (rows: readonly (readonly string[])[]) => gathered(writeXlsx([{ name: "清单", rows }]));

/** Nothing of a file stands in the catalogue or on the disk. */
async function nothingIsThere(): Promise<void> {
  for (const table of ["item", "item_version", "import_batch", "import_row"]) {
    const { rows } = await sql<{
      n: number;
    }>`select count(*)::int as n from ${sql.table(`catalogue.${table}`)}`.execute(db);
    assert.equal(rows[0]?.n, 0, table);
  }
  assert.deepEqual(spooled(), []);
}

function spooled(): string[] {
  try {
    return readdirSync(path.join(dataDir, "spool"));
  } catch {
    return [];
  }
}

const header = ["事项名称", "地方实施编码", "主项编码", "主项名称", "事项类型", "自然人主题", "是否收费"];
const list = [
  ["某市事项清单"],
  header,
  ["甲", "gd-1", "", "", "行政许可", "生育收养", "否"],
  ["乙", "gd-1", "", "", "", "", ""],
  ["外省事项", "511A0138000000-511602000000-000-008", "gd-99", "别处的主项", "01", "", ""],
  ["", "gd-3", "", "", "", "", ""],
  ["没有编码", "", "", "", "", "", ""],
  ['=HYPERLINK("x")', "gd-4", "", "", "不知道的类型", "", "也许"],
];

test("[C18] one list as XLSX and as CSV ends in the same report: names for codes, double codes, missing mains, other provinces, formulas", async () => {
  const expected = [
    [3, "added", "I07"],
    [4, "refused", "I07", "I06"],
    [5, "added", "I07"],
    [6, "refused", "I05"],
    [7, "refused", "I04"],
    [8, "added", "I13", "I09", "I09", "I07"],
  ];
  const tried = await take("xlsx", await workbook(list), { dryRun: true });
  assert.deepEqual(tried.said, expected);
  await nothingIsThere();
  const { said, report } = await take("xlsx", await workbook(list));
  assert.deepEqual(said, expected);
  assert.equal(report.missingMains, 1);
  const item = (await findItemByCode(db, "gd-1")) ?? assert.fail();
  const document = (await findVersion(house, item.id, 1))?.document;
  assert.deepEqual([document?.taskType, document?.userTopicType, document?.isFee], ["01", ["P01"], false]);
  const again = await take("csv", await gathered(writeCsv(list)));
  assert.deepEqual([again.report.unchanged, again.report.refused, again.report.changed], [3, 3, 0]);
  await undoImport(house, editor, { hall, batch: report.batch ?? assert.fail(), reason: "撤回" });
  assert.equal((await findItemByCode(db, "gd-1"))?.state ?? "cancelled", "cancelled");
});

test("columns that nobody knows are named in the report", async () => {
  const parts = await workbook([
    ["事项名称", "地方实施编码", "备注"],
    ["甲", "gd-1", "x"],
  ]);
  assert.deepEqual((await take("xlsx", parts, { dryRun: true })).report.unknownColumns, ["备注"]);
});

test("[C18] files that cannot be read as a whole leave nothing: broken, cut off, locked, without header, of another kind", async () => {
  const good = await workbook(list);
  const wrong: [ImportFormat, Uint8Array, string][] = [
    ["xlsx", good.subarray(0, good.length / 2), "sheet/broken"],
    ["xlsx", Buffer.from("事项名称\n甲\n"), "sheet/broken"],
    ["xlsx", Buffer.from(`d0cf11e0a1b11ae1${"00".repeat(512)}`, "hex"), "sheet/locked"],
    ["xlsx", await workbook([["名称"], ["甲"]]), "sheet/no-header"],
    ["csv", good, "sheet/bad-encoding"],
    ["csv", Buffer.from("名称,编码\n甲,1\n"), "sheet/no-header"],
    ["csv", Buffer.alloc(0), "sheet/no-header"],
  ];
  // The sums of the sheet are wrong, its tags whole: found before the first row is written.
  const damaged = Buffer.from(good);
  const at = damaged.indexOf("xl/worksheets/sheet1.xml") + 40;
  damaged[at] = (damaged[at] ?? 0) ^ 0xff;
  wrong.push(["xlsx", damaged, "sheet/broken"]);
  for (const [format, file, code] of wrong) {
    await assert.rejects(take(format, file), { code, kind: "invalid" });
    await nothingIsThere();
  }
});

test("[C18] a list saved by a Chinese Excel (GB18030) comes in as it is read", async () => {
  const text = Buffer.from([
    0xca, 0xc2, 0xcf, 0xee, 0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0xb5, 0xd8, 0xb7, 0xbd, 0xca, 0xb5, 0xca, 0xa9, 0xb1, 0xe0,
    0xc2, 0xeb, 0x0a,
  ]);
  const row = Buffer.from([
    0xbf, 0xaa, 0xb5, 0xea, 0x2c, 0x67, 0x64, 0x2d, 0x31, 0x0a, 0xff, 0xff, 0x2c, 0x67, 0x64, 0x2d, 0x32,
  ]);
  const { said } = await take("csv", Buffer.concat([text, row]));
  assert.deepEqual(said, [
    [2, "added", "I07"],
    [3, "refused", "I02"],
  ]);
  assert.equal((await findItemByCode(db, "gd-1"))?.name, "开店");
});

test("[C18] a file of a gigabyte is refused at the limit without being read, and leaves nothing", async () => {
  for (const format of ["jsonl", "csv", "xlsx"] as const) {
    let given = 0;
    async function* gigabyte(): AsyncGenerator<Uint8Array> {
      yield Buffer.from("事项名称,地方实施编码\n甲,gd-1\n");
      const piece = Buffer.alloc(4 * 1024 * 1024, "x");
      for (; given < 256; given += 1) yield piece;
    }
    await assert.rejects(take(format, gigabyte()), { code: "blob/too-large", kind: "invalid" });
    assert.ok(given < 40, `${given * 4} MB of ${format} were read`);
    await nothingIsThere();
  }
});

test("[C18] a connection that breaks in the middle of a file leaves nothing", async () => {
  async function* cut(): AsyncGenerator<Uint8Array> {
    yield* bytes(
      Array.from({ length: 2_000 }, (_, at) => JSON.stringify({ taskName: "甲", localTaskCode: `gd-${at}` })).join(
        "\n",
      ),
    );
    throw new Error("connection lost");
  }
  await assert.rejects(take("jsonl", cut()), /connection lost/);
  await nothingIsThere();
  await assert.rejects(
    importFile(house, neighbour, { hall, division: hall, title: "x", format: "csv", content: cut() }),
    { code: "catalogue/not-editor" },
  );
});
