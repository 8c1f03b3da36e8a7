import type { TableColumn } from "../compose/index.ts";
import type { Line } from "./lines.ts";
import { drawRule, ensure, ink, linesOf, page, type Setting, type Sheet, setLine } from "./sheet.ts";

const size = 12;
const rule = 0.5;

interface Cell {
  lines: Line[];
  setting: Setting;
}

/** Sets a table with thin lines; the head stands again on every page, a row longer than the page goes on over it. */
export function setTable(sheet: Sheet, columns: readonly TableColumn[], rows: readonly (readonly string[])[]): void {
  const { doc } = sheet;
  const { cell: leading, pad } = sheet.density;
  const table = doc.struct("Table");
  doc.addStructure(table);
  const head = cellsOf(
    columns.map(({ title }) => title),
    true,
  );
  sheet.y += pad;
  ensure(sheet, heightOf(head) + leading + 2 * pad);
  beginTable();
  for (const row of rows) {
    let cells = cellsOf(row, false);
    while (cells.some(({ lines }) => lines.length > 0)) {
      const room = Math.floor((page.bottom - sheet.y - 2 * pad) / leading);
      const tallest = Math.max(...cells.map(({ lines }) => lines.length));
      // A short row is not cut in two.
      if (room < 1 || (room < tallest && tallest <= 8)) {
        ensure(sheet, page.height);
        beginTable();
        continue;
      }
      setRow(
        cells.map(({ lines, setting }) => ({ lines: lines.slice(0, room), setting })),
        "TD",
      );
      cells = cells.map(({ lines, setting }) => ({ lines: lines.slice(room), setting }));
    }
  }
  table.end();
  sheet.y += leading / 2;

  function heightOf(cells: readonly Cell[]): number {
    return Math.max(...cells.map(({ lines }) => lines.length)) * leading + 2 * pad;
  }

  function beginTable(): void {
    drawRule(sheet, sheet.y, 1, ink.text);
    setRow(head, "TH");
  }

  function cellsOf(texts: readonly string[], isHead: boolean): Cell[] {
    let left = 0;
    return columns.map((column, index) => {
      const width = column.part * page.measure;
      const setting: Setting = {
        cut: isHead ? "bold" : "song",
        size,
        leading,
        left: left + pad,
        width: width - 2 * pad,
        align: isHead || column.centred ? "centre" : "left",
      };
      left += width;
      return { lines: linesOf(sheet, texts[index] ?? "", setting), setting };
    });
  }

  function setRow(cells: readonly Cell[], tag: "TH" | "TD"): void {
    const top = sheet.y;
    const height = heightOf(cells);
    const row = doc.struct("TR");
    table.add(row);
    for (const { lines, setting } of cells) {
      // Cells of one or two lines stand in the middle of their row.
      const tall = height - 2 * pad;
      sheet.y = top + pad + (lines.length <= 2 ? (tall - lines.length * leading) / 2 : 0);
      const content = doc.markStructureContent(tag);
      for (const line of lines) {
        setLine(sheet, line, 0, setting);
        sheet.y += leading;
      }
      doc.endMarkedContent();
      row.add(doc.struct(tag, {}, [content]));
    }
    row.end();
    sheet.y = top + height;
    drawRule(sheet, sheet.y, rule, ink.line);
  }
}

/** Sets label and value in two columns, without lines. */
export function setFacts(sheet: Sheet, rows: readonly (readonly [string, string])[]): void {
  const indent = 2 * page.size;
  const label = 6 * page.size;
  for (const [name, value] of rows) {
    const setting: Setting = { left: indent + label };
    const lines = linesOf(sheet, value, setting);
    ensure(sheet, Math.min(lines.length, 3) * sheet.density.leading);
    const content = sheet.doc.markStructureContent("P");
    setLine(sheet, { text: name, width: 0, last: true }, 0, { left: indent, cut: "bold" });
    for (const line of lines) {
      if (ensure(sheet, sheet.density.leading)) {
        // Marked content never spans pages; a value this long is rare and its rest is a paragraph of its own.
        sheet.doc.endMarkedContent();
        sheet.doc.markContent("Span");
      }
      setLine(sheet, line, 0, setting);
      sheet.y += sheet.density.leading;
    }
    sheet.doc.endMarkedContent();
    sheet.doc.addStructure(sheet.doc.struct("P", {}, [content]));
  }
}
