import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { sql } from "kysely";
import { parseDay } from "../../kernel/calendar/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import {
  bytes,
  catalogueHouse,
  completeItem,
  county,
  editor,
  hall,
  neighbour,
  published,
  reviewer,
} from "../catalogue.fixture.ts";
import {
  catalogueAsOf,
  findItemByCode,
  findVersion,
  historyOf,
  importItems,
  type RowOutcome,
  suspendItem,
  undoImport,
} from "../index.ts";

const { db, close } = await openTestDb(import.meta.url);
after(close);
const { house } = catalogueHouse(db);
beforeEach(async () => {
  await inTransaction(db, async (tx) => {
    for (const table of [
      "import_row",
      "import_batch",
      "item_successor",
      "item_basis",
      "item_change",
      "item_draft",
      "item_version",
      "item",
    ]) {
      await sql`delete from ${sql.table(`catalogue.${table}`)}`.execute(tx);
    }
  });
});

const row = (serial: number, more: object = {}) => ({
  code: `11440000006939756B3440199${`${serial}`.padStart(3, "0")}000`.slice(0, 31),
  uscc: "11440000006939756B",
  levelDigit: "3",
  baseCode: `440199${`${serial}`.padStart(3, "0")}000`,
  parentCode: `440199${`${serial}`.padStart(3, "0")}000`,
  name: `事项${serial}`,
  typeStd: "20",
  dept: "某局",
  area: "445100",
  visits: 0,
  online: true,
  audiences: ["自然人"],
  themes: ["其他"],
  materials: [],
  ...more,
});
const file = (rows: readonly unknown[]) =>
  rows.map((one) => (typeof one === "string" ? one : JSON.stringify(one))).join("\n");
async function take(content: string | Uint8Array, more: object = {}) {
  const rows: RowOutcome[] = [];
  const report = await importItems(house, editor, {
    hall,
    division: "445100",
    title: "清单",
    format: "jsonl",
    content: bytes(content),
    onRow: (one: RowOutcome) => rows.push(one),
    ...more,
  });
  return {
    report,
    rows,
    said: rows.map(({ line, outcome, findings }) => [
      line,
      outcome,
      ...findings.flatMap(({ rule }) => (rule.startsWith("I") ? rule : [])),
    ]),
  };
}
const count = async (table: string) =>
  Number(
    (await sql<{ n: bigint }>`select count(*) as n from ${sql.table(`catalogue.${table}`)}`.execute(db)).rows[0]?.n,
  );

test("[C18] broken, foreign, duplicate and orphaned rows end in a report row each, and the good ones are in", async () => {
  const { report, said } = await take(
    file([
      row(1),
      "{broken",
      row(1, { name: "同码" }),
      { name: "没有编码" },
      { code: "x-1" },
      row(2, { code: "511A0138000000-511602000000-000-008", name: "外省事项" }),
      row(3, { parentCode: "44019900300Y", parentName: "主项" }),
      "[1,2]",
      row(4, { visits: -3, audiences: "自然人", name: "  \u0000 有怪字 " }),
      row(5, { code: "x".repeat(51), baseCode: undefined }),
    ]),
  );
  assert.deepEqual(said, [
    [1, "added"],
    [2, "refused", "I01"],
    [3, "refused", "I06"],
    [4, "refused", "I04"],
    [5, "refused", "I05"],
    [6, "added", "I07"],
    [7, "added"],
    [8, "refused", "I01"],
    [9, "added", "I14"],
    [10, "refused", "I04"],
  ]);
  assert.equal(report.missingMains, 1);
  const marked = await sql<{
    line: number;
  }>`select line from catalogue.import_row where findings @> '[{"rule":"I08"}]'`.execute(db);
  assert.deepEqual(marked.rows, [{ line: 7 }]);
  assert.equal((await findItemByCode(db, "511A0138000000-511602000000-000-008"))?.name, "外省事项");
  assert.equal(await count("import_row"), 10);
});

test("[C18] a file in another encoding, a line without end and a list without rows are told and take nothing in", async () => {
  const gbk = Buffer.from([0x7b, 0x22, 0xca, 0xc2, 0xcf, 0xee, 0x22, 0x0a]);
  assert.deepEqual((await take(gbk)).said, [[1, "refused", "I02"]]);
  assert.deepEqual((await take(`${"x".repeat(1_200_000)}\n${JSON.stringify(row(1))}`)).said, [
    [1, "refused", "I03"],
    [2, "added"],
  ]);
  assert.equal((await take("")).report.added, 0);
});

test("[C18] a changed row becomes a new version, and undoing the batch says again what was said before", async () => {
  await take(file([row(1), row(2)]));
  const { report } = await take(file([row(1, { condition: "新条件" }), row(2), row(3)]));
  assert.deepEqual([report.changed, report.unchanged, report.added], [1, 1, 1]);
  const item = (await findItemByCode(db, row(1).code)) ?? assert.fail();
  assert.equal((await findVersion(house, item.id, 2))?.document.acceptCondition, "新条件");

  const batch = report.batch ?? assert.fail();
  await assert.rejects(undoImport(house, neighbour, { hall, batch, reason: "错" }), { code: "catalogue/not-editor" });
  assert.deepEqual(await undoImport(house, editor, { hall, batch, reason: "清单有误" }), {
    cancelled: 1,
    restored: 1,
    keptNewer: 0,
  });
  assert.equal((await findVersion(house, item.id, 3))?.document.acceptCondition, undefined);
  assert.equal((await findItemByCode(db, row(3).code))?.state, "cancelled");
  assert.deepEqual(
    (await historyOf(db, item.id)).map(({ kind }) => kind),
    ["import", "import", "undo"],
  );
  await assert.rejects(undoImport(house, editor, { hall, batch, reason: "再来" }), { code: "catalogue/batch-closed" });
  const now = await catalogueAsOf(db, parseDay("2026-03-02"));
  assert.deepEqual(
    now.map(({ version, state }) => [version, state]),
    [
      [3, "published"],
      [1, "published"],
      [1, "cancelled"],
    ],
  );
});

test("[C18] what went on since the import is not undone", async () => {
  const { report } = await take(file([row(1)]));
  await take(file([row(1, { condition: "新条件" })]));
  const undone = await undoImport(house, editor, { hall, batch: report.batch ?? assert.fail(), reason: "错" });
  assert.deepEqual(undone, { cancelled: 0, restored: 0, keptNewer: 1 });
});

test("[C18] an interrupted import leaves whole portions and goes on where it stopped", async () => {
  const rows = Array.from({ length: 1_200 }, (_, at) => row(at % 1000, { code: `local-${at}` }));
  const text = file(rows);
  async function* cut() {
    yield* bytes(text.slice(0, text.length / 2));
    throw new Error("connection lost");
  }
  const first = importItems(house, editor, {
    hall,
    division: "445100",
    title: "清单",
    format: "jsonl",
    content: cut(),
  });
  await assert.rejects(first, /connection lost/);
  assert.equal(await count("item"), 500);
  const { rows: batches } = await sql<{
    id: never;
    done_lines: number;
  }>`select id, done_lines from catalogue.import_batch`.execute(db);
  assert.equal(batches[0]?.done_lines, 500);
  for (const other of [file(rows.slice(1)), file(rows.slice(0, 100)), file([])]) {
    await assert.rejects(take(other, { batch: batches[0]?.id }), { code: "catalogue/other-file" });
  }
  assert.equal(await count("item"), 500, "another file adds nothing");
  const { report } = await take(text, { batch: batches[0]?.id });
  assert.equal(report.added, 700);
  assert.equal(await count("item"), 1_200);
  assert.equal(await count("import_row"), 1_200);
  await assert.rejects(take(text, { batch: batches[0]?.id }), { code: "catalogue/batch-closed" });
});

test("an import never overwrites what is written here, nor what another hall keeps; a suspended item stays so", async () => {
  await published(house, completeItem());
  const own = { ...row(1), code: completeItem().taskCode };
  assert.deepEqual((await take(file([own]))).said, [[1, "refused", "I10"]]);
  await take(file([row(5)]));
  assert.deepEqual((await take(file([row(5, { condition: "改" })]), { hall: county })).said, [[1, "refused", "I12"]]);
  const item = (await findItemByCode(db, row(5).code)) ?? assert.fail();
  await inTransaction(db, (tx) => suspendItem(house, tx, editor, { item: item.id, reason: "系统维护" }));
  await take(file([row(5, { condition: "改" })]));
  assert.equal((await findItemByCode(db, row(5).code))?.state, "suspended");
});

test("an import by somebody else is refused and leaves nothing", async () => {
  for (const actor of [neighbour, reviewer]) {
    const act = importItems(house, actor, {
      hall,
      division: "445100",
      title: "清单",
      format: "jsonl",
      content: bytes(file([row(1)])),
    });
    await assert.rejects(act, { code: "catalogue/not-editor" });
  }
  assert.equal((await count("item")) + (await count("import_batch")), 0);
});

test("[C18] a table is read with quotes, line breaks, lists, units and formula-like cells", async () => {
  const table = `\uFEFF事项名称,地方实施编码,设定依据,申请材料,法定办结时限,法定办结时限单位,是否收费,受理条件,没有的列
"开办""小店""",gd-1,《食品安全法》第三十五条；某某办法,营业执照；身份证,20,工作日,否,"一，
二",x
=1+1,gd-2,,,二十,,也许,,
,gd-3,,,,,,,
"没有关上,gd-4`;
  const { said } = await take(table, { format: "csv" });
  assert.deepEqual(said, [
    [2, "added", "I07"],
    [4, "added", "I13", "I09", "I09", "I07"],
    [5, "refused", "I05"],
    [6, "refused", "I01"],
  ]);
  const item = (await findItemByCode(db, "gd-1")) ?? assert.fail();
  const document = (await findVersion(house, item.id, 1))?.document;
  assert.equal(document?.taskName, '开办"小店"');
  assert.deepEqual(document?.byLaw, [{ title: "食品安全法", clause: "第三十五条" }, { title: "某某办法" }]);
  assert.deepEqual(
    document?.materials?.map(({ materialName }) => materialName),
    ["营业执照", "身份证"],
  );
  assert.deepEqual(
    [document?.legalDays, document?.legalUnit, document?.isFee, document?.acceptCondition],
    [20, "wd", false, "一，\n二"],
  );
  await assert.rejects(take("a,b\n1,2", { format: "csv" }), { code: "sheet/no-header" });
  await assert.rejects(take(Buffer.from([0xca, 0xc2, 0xff, 0x0a]), { format: "csv" }), { code: "sheet/bad-encoding" });
});
