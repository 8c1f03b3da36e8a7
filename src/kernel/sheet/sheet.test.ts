import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { writeZip } from "../zip/index.ts";
import { openTable, type TableFormat, type TableRow, writeCsv, writeXlsx } from "./index.ts";

/** Bytes in small pieces, as they come from a connection. */
async function* pieces(bytes: Uint8Array, size = 777): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function gathered(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

const isHeader = (cells: readonly string[]) => cells.includes("名称");

async function read(format: TableFormat, bytes: Uint8Array | string): Promise<TableRow[]> {
  const table = await openTable(format, pieces(typeof bytes === "string" ? Buffer.from(bytes) : bytes), isHeader);
  const rows: TableRow[] = [];
  for await (const row of table.rows) rows.push(row);
  return rows;
}

/** A workbook of given XML parts. */
async function workbook(parts: Readonly<Record<string, string>>, sheets = ["清单"]): Promise<Buffer> {
  const main = sheets.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="r${at + 1}"/>`).join("");
  const type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const targets = [
    ...sheets.map((_, at) => ["worksheet", `worksheets/s${at + 1}.xml`]),
    ["styles", "styles.xml"],
    ["sharedStrings", "shared.xml"],
  ];
  const all: Record<string, string> = {
    "_rels/.rels": `<Relationships><Relationship Id="a" Type="${type}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<x:workbook xmlns:x="m" xmlns:r="r"><x:sheets>${main.replaceAll("<sheet", "<x:sheet")}</x:sheets></x:workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${targets.map(([kind, target], at) => `<Relationship Id="r${at + 1}" Type="${type}/${kind}" Target="${target}"/>`).join("")}</Relationships>`,
    ...parts,
  };
  return await gathered(writeZip(Object.entries(all).map(([name, text]) => ({ name, bytes: [Buffer.from(text)] }))));
}

const sheetOf = (rows: string, more = "") =>
  `<?xml version="1.0"?><worksheet><sheetData>${rows}</sheetData>${more}</worksheet>`;
const headerRow =
  '<row r="1"><c r="A1" t="inlineStr"><is><t>名称</t></is></c><c r="B1" t="inlineStr"><is><t>值</t></is></c></row>';

const cell = fc.oneof(
  fc
    .string({ unit: "binary", maxLength: 20 })
    .map((text) => text.replace(/[\r\uFFFD\uFEFF]/gu, "").replace(/\p{Cs}/gu, "")),
  fc.constantFrom(
    "=1+1",
    "'=1",
    "+86 768",
    "-",
    "@x",
    "\t制表",
    "一，\n二",
    'ab"c"',
    "_x000D_",
    "_x0041_x",
    "&lt;<b>",
    " 空格 ",
    "0012",
    "1e5",
  ),
);

test("[C18] what is written as CSV and as XLSX is read again as it was, formulas made harmless included", async () => {
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(table, async (cells) => {
      const rows = [["名称", "值"], ...cells];
      const trimmed = (all: readonly (readonly string[])[]) =>
        all.map((row) => row.slice(0, row.findLastIndex((text) => text !== "") + 1)).filter((row) => row.length > 0);
      const asCsv = await read("csv", await gathered(writeCsv(rows)));
      assert.deepEqual(trimmed(asCsv.map((row) => row.cells)), trimmed(cells));
      const asXlsx = await read("xlsx", await gathered(writeXlsx([{ name: "清单", rows }])));
      assert.deepEqual(trimmed(asXlsx.map((row) => row.cells)), trimmed(cells));
    }),
    { numRuns: 60 },
  );
  const csv = (await gathered(writeCsv([["名称"], ["=HYPERLINK(1)"], ["-2+3"]]))).toString();
  assert.equal(csv, "\uFEFF名称\r\n'=HYPERLINK(1)\r\n'-2+3\r\n");
});

test("[C18] CSV saved by a Chinese table program (GB18030) is read as what it is; bytes that are no text are told row by row", async () => {
  const gbk = Buffer.from([0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0x62, 0x0a, 0xca, 0xc2, 0xcf, 0xee, 0x2c, 0x31, 0x0a]);
  assert.deepEqual(await read("csv", gbk), [{ line: 2, cells: ["事项", "1"], fault: undefined }]);
  const mixed = Buffer.concat([
    Buffer.from("名称,值\n好,1\n"),
    Buffer.from([0xca, 0xc2, 0x2c, 0x31, 0x0a]),
    Buffer.from("也好,2"),
  ]);
  assert.deepEqual(
    (await read("csv", mixed)).map(({ line, fault }) => [line, fault]),
    [
      [2, undefined],
      [3, "encoding"],
      [4, undefined],
    ],
  );
  await assert.rejects(read("csv", Buffer.from("名称,值\n", "utf16le")), { code: "sheet/bad-encoding" });
  await assert.rejects(read("csv", Buffer.from([0xff, 0xfe, 0xff, 0x0a])), { code: "sheet/bad-encoding" });
  await assert.rejects(read("csv", ""), { code: "sheet/no-header" });
});

test("a title above the names of the columns is passed over, a quote without end and a row without measure are told", async () => {
  const rows = await read("csv", `某市清单,\n\n名称,值\n甲,1\n${"x".repeat(1_100_000)},1\n"乙,2\n丙,3`);
  assert.deepEqual(
    rows.map(({ line, fault }) => [line, fault]),
    [
      [4, undefined],
      [5, "tooLong"],
      [6, "open"],
    ],
  );
});

test("[C18] a workbook's shared, rich and inline texts, numbers, days, truth values, formulas and errors are read as people see them", async () => {
  const bytes = await workbook({
    "xl/shared.xml":
      '<sst><si><t>甲</t></si><si><r><t>乙</t></r><r><t xml:space="preserve"> 丙</t></r><rPh><t>yi</t></rPh></si></sst>',
    "xl/styles.xml":
      '<styleSheet><numFmts><numFmt numFmtId="200" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="201" formatCode="[Red]0.00"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="200"/><xf numFmtId="201"/><xf numFmtId="20"/></cellXfs></styleSheet>',
    "xl/worksheets/s1.xml": sheetOf(
      `${headerRow}<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>1</v></c><c r="D3" s="1"><v>46083</v></c><c s="2"><v>46083.5</v></c><c s="3"><v>0.30000000000000004</v></c><c s="4"><v>0.375</v></c></row>` +
        '<row><c t="b"><v>1</v></c><c><f>1+1</f><v>2</v></c><c><f>NOW()</f></c><c t="e"><v>#REF!</v></c><c><v>1.1440000000693976E+30</v></c><c t="str"><f>A1&amp;""</f><v>a&#10;b</v></c></row>',
    ),
  });
  const [first, second] = await read("xlsx", bytes);
  assert.deepEqual(first, {
    line: 3,
    cells: ["甲", "乙 丙", "", "2026-03-02", "2026-03-02 12:00", "0.3", "09:00"],
    fault: undefined,
  });
  assert.deepEqual([second?.line, second?.cells], [4, ["是", "2", "", "#REF!", "1.1440000000693976E+30", "a\nb"]]);
  assert.deepEqual(
    [...(second?.marks ?? [])],
    [
      [1, "formula"],
      [2, "unvalued"],
      [3, "error"],
      [4, "rounded"],
      [5, "formula"],
    ],
  );
});

test("[C18] merged cells fill their column down and say so; other sheets are passed over, two lists are refused", async () => {
  const rows = `${headerRow}<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="inlineStr"><is><t>某局</t></is></c></row><row r="3"><c r="A3"><v>2</v></c></row><row r="4"><c r="A4"><v>3</v></c></row>`;
  const merged = sheetOf(rows, '<mergeCells><mergeCell ref="B2:C3"/></mergeCells>');
  const other = sheetOf('<row r="1"><c r="A1" t="inlineStr"><is><t>填写说明</t></is></c></row>');
  const parts = { "xl/worksheets/s1.xml": other, "xl/worksheets/s2.xml": merged };
  const found = await read("xlsx", await workbook(parts, ["说明", "清单"]));
  assert.deepEqual(
    found.map(({ cells, marks }) => [...cells, marks?.get(1) ?? ""]),
    [
      ["1", "某局", ""],
      ["2", "某局", "merged"],
      ["3", ""],
    ],
  );
  const two = { "xl/worksheets/s1.xml": merged, "xl/worksheets/s2.xml": merged };
  await assert.rejects(read("xlsx", await workbook(two, ["甲", "乙"])), {
    code: "sheet/several-lists",
    message: /甲、乙/,
  });
  await assert.rejects(read("xlsx", await workbook({ "xl/worksheets/s1.xml": other })), { code: "sheet/no-header" });
});

test("[C18] bombs, own entities, passwords, damaged and foreign files are refused before any row is given", async () => {
  const good = await workbook({ "xl/worksheets/s1.xml": sheetOf(headerRow) });
  assert.deepEqual(await read("xlsx", good), []);
  const laughs = '<!DOCTYPE l [<!ENTITY a "ha">]><worksheet/>';
  await assert.rejects(read("xlsx", await workbook({ "xl/worksheets/s1.xml": laughs })), { code: "sheet/broken" });
  const locked = Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600)]);
  await assert.rejects(read("xlsx", locked), { code: "sheet/locked" });
  await assert.rejects(read("xlsx", "名称,值\n1,2\n"), { code: "sheet/broken" });
  await assert.rejects(read("xlsx", good.subarray(0, good.length - 30)), { code: "sheet/broken" });
  await assert.rejects(read("xlsx", Buffer.concat([good, Buffer.from("#!/bin/sh")])), { code: "sheet/broken" });
  await assert.rejects(read("xlsx", Buffer.concat([Buffer.from("%PDF-1.7"), good])), { code: "sheet/broken" });
  for (const rows of [
    '<row r="5"/><row r="5"/>',
    '<row r="x"/>',
    '<row r="2"><c r="2"><v>1</v></c></row>',
    "<row>",
    "</row>",
  ]) {
    const bytes = await workbook({ "xl/worksheets/s1.xml": sheetOf(headerRow + rows) });
    await assert.rejects(read("xlsx", bytes), { code: "sheet/broken" }, rows);
  }
});

test("[C18] a zip bomb is stopped by what comes out of it, whatever its directory says", async () => {
  const zeros = Buffer.alloc(22 * 1024 * 1024, " ");
  const honest = await workbook({ "xl/worksheets/s1.xml": sheetOf(headerRow + zeros.toString("latin1")) });
  assert.ok(honest.length < 100_000);
  await assert.rejects(read("xlsx", honest), { code: "sheet/bomb" });
  // The directory says 10 bytes, the data unpack to 22 MB.
  const lying = Buffer.from(honest);
  for (let at = lying.length - 22; at > 0; at -= 1) {
    if (lying.readUInt32LE(at) === 0x02014b50 && lying.toString("latin1", at + 46, at + 60).startsWith("xl/worksheets"))
      lying.writeUInt32LE(10, at + 24);
  }
  await assert.rejects(read("xlsx", lying), { code: "sheet/broken" });
});

test("[C18] any damage to a workbook ends in rows or in a refusal, never in anything else", async () => {
  const rows = Array.from({ length: 40 }, (_, at) => [`名称`, `第${at}行`, "值".repeat(at)]);
  const good = await gathered(writeXlsx([{ name: "清单", rows }]));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
      async (hits) => {
        const bad = Buffer.from(good);
        for (const [at, byte] of hits) bad[at] = byte;
        try {
          await read("xlsx", bad);
        } catch (error) {
          assert.match(String((error as { code?: string }).code), /^sheet\//, String((error as Error).stack));
        }
      },
    ),
    { numRuns: 150 },
  );
});

test("[C18] a workbook and a table without end are refused at the limit, the rest is never asked for", async () => {
  let given = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    const piece = Buffer.alloc(1024 * 1024, "x");
    for (; given < 1024; given += 1) yield piece;
  }
  await assert.rejects(openTable("xlsx", endless(), isHeader), { code: "sheet/too-large" });
  assert.ok(given <= 51, `${given} MB were read`);
});
