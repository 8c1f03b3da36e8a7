import { type IsHeader, mostRowsAbove, type OpenTable } from "./csv-read.ts";
import { broken, noHeader, severalLists, tooLarge } from "./faults.ts";
import { type CellMark, mostCells, mostRowCharacters, type TableRow } from "./row.ts";
import { type RawCell, textOfCell } from "./xlsx-cells.ts";
import { openPackage, type Package } from "./xlsx-package.ts";
import { hear, mostOfSheet, openWorkbook, type SheetPart, type Workbook } from "./xlsx-parts.ts";
import type { XmlHandler } from "./xml.ts";

/** Rows that Excel has at most. */
const mostRows = 1_048_576;
const mostMerged = 200_000;

/**
 * Reads a list out of a workbook (ECMA-376, SpreadsheetML). The visible sheet that has the names of the columns is the list;
 * others (notes, code tables) are passed over. Before the first row is given the whole sheet has been unpacked and checked once,
 * so a damaged file is refused before anything is done with it.
 *
 * @param bytes the file; only its packed form is held, the sheet is unpacked piece by piece, twice.
 * @throws HallError invalid `sheet/broken`, `sheet/locked`, `sheet/bomb`, `sheet/too-large`, `sheet/no-header`, `sheet/several-lists`.
 */
export async function openXlsx(bytes: Buffer, isHeader: IsHeader): Promise<OpenTable> {
  const zip = await openPackage(bytes);
  const book = await openWorkbook(zip);
  const lists: { sheet: SheetPart; header: TableRow }[] = [];
  for (const sheet of book.sheets) {
    if (sheet.isHidden) continue;
    const header = await headerOf(zip, book, sheet, isHeader);
    if (header) lists.push({ sheet, header });
  }
  const [list] = lists;
  if (!list) throw noHeader();
  if (lists.length > 1) throw severalLists(lists.map(({ sheet }) => sheet.name));
  const merged = await checkSheet(zip, list.sheet);
  const rows = rowsBelow(zip, book, list.sheet, { header: list.header.line, merged });
  return { header: list.header.cells, rows };
}

async function headerOf(
  zip: Package,
  book: Workbook,
  sheet: SheetPart,
  isHeader: IsHeader,
): Promise<TableRow | undefined> {
  let looked = 0;
  for await (const row of rowsOf(zip, book, sheet)) {
    if (isHeader(row.cells)) return row;
    looked += 1;
    if (looked === mostRowsAbove) return undefined;
  }
  return undefined;
}

/** The first column of a merged block and its rows. */
interface Merged {
  readonly column: number;
  readonly first: number;
  readonly last: number;
}

/** Unpacks a sheet to its end: sums, tags, row numbers, merged blocks (which stand behind the rows). */
async function checkSheet(zip: Package, { part }: SheetPart): Promise<Merged[]> {
  const merged: Merged[] = [];
  let last = 0;
  const handler: XmlHandler = {
    open(name, attribute) {
      if (name === "row") last = numberOf(attribute("r"), last);
      else if (name === "mergeCell") {
        const block = blockOf(attribute("ref") ?? "");
        if (block && block.last > block.first) merged.push(block);
        if (merged.length > mostMerged) throw broken("merged cells");
      }
    },
  };
  for await (const _ of hear(zip, part, handler, mostOfSheet)) void _;
  return merged.sort((one, other) => one.first - other.first);
}

function numberOf(given: string | undefined, last: number): number {
  const line = given === undefined ? last + 1 : Number(given);
  if (!Number.isInteger(line) || line <= last) throw broken("row numbers");
  if (line > mostRows) throw tooLarge(mostOfSheet);
  return line;
}

function blockOf(ref: string): Merged | undefined {
  const [, from = "", first = "", , last = ""] =
    /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(ref) ?? [];
  return from === "" ? undefined : { column: columnOf(from), first: Number(first), last: Number(last) };
}

/** The rows below the header, merged blocks filled down their first column. */
async function* rowsBelow(
  zip: Package,
  book: Workbook,
  sheet: SheetPart,
  { header, merged }: { header: number; merged: readonly Merged[] },
): AsyncGenerator<TableRow> {
  let next = 0;
  let open: { block: Merged; text: string }[] = [];
  for await (const row of rowsOf(zip, book, sheet)) {
    for (let block = merged[next]; block && block.first <= row.line; block = merged[next]) {
      next += 1;
      // A block whose first row is missing has nothing to fill with.
      if (block.first === row.line) open.push({ block, text: row.cells[block.column] ?? "" });
    }
    open = open.filter(({ block }) => block.last >= row.line);
    if (row.line <= header) continue;
    const filled = open.filter(({ block, text }) => text !== "" && block.first < row.line && !row.cells[block.column]);
    yield filled.length === 0 ? row : fill(row, filled);
  }
}

function fill(row: TableRow, filled: readonly { block: Merged; text: string }[]): TableRow {
  const cells = [...row.cells];
  const marks = new Map<number, CellMark>(row.marks);
  for (const { block, text } of filled) {
    while (cells.length <= block.column) cells.push("");
    cells[block.column] = text;
    marks.set(block.column, "merged");
  }
  return { ...row, cells, marks };
}

/** All rows of a sheet that say something, as they come. */
async function* rowsOf(zip: Package, book: Workbook, { part }: SheetPart): AsyncGenerator<TableRow> {
  const ready: TableRow[] = [];
  const reader = createRows(book, (row) => ready.push(row));
  for await (const _ of hear(zip, part, reader, mostOfSheet)) {
    yield* ready.splice(0);
  }
}

function createRows(book: Workbook, tell: (row: TableRow) => void): XmlHandler {
  let line = 0;
  let cells: string[] = [];
  let marks: Map<number, CellMark> | undefined;
  let length = 0;
  let column = -1;
  let cell: { type: string; style: number; value: string; inline: string; hasFormula: boolean } | undefined;
  let into: "value" | "inline" | undefined;
  let phonetic = 0;
  const put = (raw: RawCell) => {
    const { text, mark } = textOfCell(book, raw);
    length += text.length;
    if (length > mostRowCharacters || column >= mostCells || (text === "" && !mark)) return;
    while (cells.length < column) cells.push("");
    cells[column] = text;
    if (!mark) return;
    marks ??= new Map();
    marks.set(column, mark);
  };
  return {
    open(name, attribute) {
      if (name === "c") {
        const at = attribute("r");
        column = at === undefined ? column + 1 : columnOf(at);
        const style = Number(attribute("s") ?? 0);
        cell = { type: attribute("t") ?? "n", style, value: "", inline: "", hasFormula: false };
      } else if (name === "row") {
        line = numberOf(attribute("r"), line);
        column = -1;
      } else if (!cell) return;
      else if (name === "v") into = "value";
      else if (name === "t") into = phonetic === 0 ? "inline" : undefined;
      else if (name === "f") cell.hasFormula = true;
      else if (name === "rPh") phonetic += 1;
    },
    text(piece) {
      if (cell && into && cell[into].length <= mostRowCharacters) cell[into] += piece;
    },
    close(name) {
      if (name === "v" || name === "t") into = undefined;
      else if (name === "rPh") phonetic -= 1;
      else if (name === "c" && cell) {
        put(cell);
        cell = undefined;
      } else if (name === "row") {
        const fault = length > mostRowCharacters ? ("tooLong" as const) : undefined;
        if (cells.length > 0 || fault) tell({ line, cells, fault, ...(marks && { marks }) });
        cells = [];
        marks = undefined;
        length = 0;
      }
    },
  };
}

/** A is 0, Z 25, AA 26; what follows the letters does not matter. */
function columnOf(at: string): number {
  let number = 0;
  for (let index = 0; index < 3; index += 1) {
    const code = at.charCodeAt(index);
    if (!(code >= 65 && code <= 90)) break;
    number = number * 26 + code - 64;
  }
  if (number === 0) throw broken("cell names");
  return number - 1;
}
