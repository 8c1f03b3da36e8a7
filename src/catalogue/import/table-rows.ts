import { type CellMark, openTable, type TableFormat, type TableRow } from "../../kernel/sheet/index.ts";
import { readCell } from "./cells.ts";
import { type Column, columnOf, stateColumn } from "./columns.ts";
import { type LineFinding, lineFindings } from "./line-finding.ts";
import type { RawRow } from "./read-row.ts";

/** A list that is open. */
export interface OpenList {
  readonly rows: AsyncIterable<RawRow>;
  /** Columns of the table that say nothing here. */
  readonly unknownColumns: readonly string[];
}

/**
 * Opens a list that is a table: CSV or a workbook.
 *
 * @throws HallError invalid `sheet/…`: the file as a whole cannot be read.
 */
export async function openTableList(format: TableFormat, chunks: AsyncIterable<Uint8Array>): Promise<OpenList> {
  const { header, rows } = await openTable(format, chunks, (cells) =>
    cells.some((name) => columnOf(name)?.field === "taskName"),
  );
  const found = header.map((name) => columnOf(name));
  const unknownColumns = header
    .map((name) => name.trim())
    .filter((name, at) => found[at] === undefined && name !== "" && name !== stateColumn);
  return { unknownColumns, rows: rawRowsOf(found, rows) };
}

async function* rawRowsOf(
  header: readonly (Column | undefined)[],
  rows: AsyncIterable<TableRow>,
): AsyncGenerator<RawRow> {
  for await (const row of rows) {
    const { line, cells, fault } = row;
    if (fault) yield { line, value: undefined, findings: [faults[fault]] };
    else if (cells.some((cell) => cell.trim() !== "") || row.marks) yield rowOf(header, row);
  }
}

const faults = {
  open: lineFindings.unreadable,
  tooLong: lineFindings.tooLong,
  encoding: lineFindings.encoding,
} as const satisfies Record<NonNullable<TableRow["fault"]>, LineFinding>;

const marked = {
  formula: lineFindings.computed,
  unvalued: lineFindings.notComputed,
  error: lineFindings.cellError,
  merged: lineFindings.merged,
  rounded: lineFindings.rounded,
} as const satisfies Record<CellMark, LineFinding>;

function rowOf(header: readonly (Column | undefined)[], { line, cells, marks }: TableRow): RawRow {
  const value: Record<string, unknown> = {};
  const findings: LineFinding[] = [];
  header.forEach((column, at) => {
    if (!column) return;
    const cell = cells[at] ?? "";
    const mark = marks?.get(at);
    if (mark) findings.push({ ...marked[mark], field: column.field });
    if (mark === "error" || cell.trim() === "") return;
    if (!mark && /^\s*[=+@]/u.test(cell)) findings.push({ ...lineFindings.formula, field: column.field });
    value[column.field] ??= readCell(column, cell);
  });
  return { line, value: { taskName: undefined, ...value }, findings };
}
