import { badEncoding, noHeader } from "./faults.ts";
import { mostCells, mostRowCharacters, type TableRow } from "./row.ts";

/** A table whose columns are known. */
export interface OpenTable {
  readonly header: readonly string[];
  /** The rows below the header, in order; can be walked once. */
  readonly rows: AsyncIterable<TableRow>;
}

/** Whether a row has the names of the columns. */
export type IsHeader = (cells: readonly string[]) => boolean;

/** How far down the names of the columns may stand: below a title, a note, the day. */
export const mostRowsAbove = 10;
/** Enough for a title and the names of all columns. */
const sampleBytes = 64 * 1024;

/**
 * Reads a table of comma-separated values (RFC 4180): quotes, line breaks in cells, a byte-order mark. UTF-8; GB18030 where
 * the names of the columns are plainly so, as table programs save in China. No more than a row and a piece of the file is held.
 *
 * @throws HallError invalid `sheet/no-header`, `sheet/bad-encoding`.
 */
export async function openCsv(chunks: AsyncIterable<Uint8Array>, isHeader: IsHeader): Promise<OpenTable> {
  const pieces = chunks[Symbol.asyncIterator]();
  const sample: Uint8Array[] = [];
  let length = 0;
  let ended = false;
  while (length < sampleBytes && !ended) {
    const { value, done } = await pieces.next();
    if (done) ended = true;
    else {
      sample.push(value);
      length += value.byteLength;
    }
  }
  const found = headerIn(Buffer.concat(sample), isHeader);
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      yield* sample.splice(0);
      while (!ended) {
        const { value, done } = await pieces.next();
        if (done) return;
        yield value;
      }
    } finally {
      await pieces.return?.();
    }
  }
  return { header: found.cells, rows: below(recordsOf(textOf(all(), found.encoding)), found.line) };
}

function headerIn(sample: Buffer, isHeader: IsHeader): { encoding: string; line: number; cells: readonly string[] } {
  for (const encoding of ["utf-8", "gb18030"]) {
    const records = createRecords();
    const rows = [...records.push(new TextDecoder(encoding).decode(sample)), ...records.end()];
    const header = rows.slice(0, mostRowsAbove).find(({ cells }) => isHeader(cells));
    if (header) return { encoding, line: header.line, cells: header.cells };
  }
  if (sample.byteLength > 0 && new TextDecoder().decode(sample).includes("\uFFFD")) throw badEncoding();
  throw noHeader();
}

async function* below(rows: AsyncIterable<TableRow>, header: number): AsyncGenerator<TableRow> {
  for await (const row of rows) if (row.line > header) yield row;
}

async function* textOf(chunks: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<string> {
  // Not fatal: what is no character becomes U+FFFD, and the row is told instead of the file.
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

async function* recordsOf(texts: AsyncIterable<string>): AsyncGenerator<TableRow> {
  const records = createRecords();
  for await (const text of texts) yield* records.push(text);
  yield* records.end();
}

const quote = 34;
const comma = 44;
const lineFeed = 10;

/** Takes a text piece by piece and gives the rows that are whole. */
function createRecords(): { push(text: string): TableRow[]; end(): TableRow[] } {
  let line = 1;
  let began = 1;
  let cells: string[] = [];
  let cell = "";
  let length = 0;
  /** `start` of a cell, `plain`, in `quoted`, or after a quotation mark in one (`closing`). */
  let state: "start" | "plain" | "quoted" | "closing" = "start";

  const add = (text: string) => {
    length += text.length;
    // What is too long is read on, but not kept.
    if (length <= mostRowCharacters) cell += text;
  };
  const endCell = () => {
    if (cells.length < mostCells) cells.push(cell);
    length += 1;
    cell = "";
    state = "start";
  };
  const endRow = (isOpen = false): TableRow | undefined => {
    const last = cell.endsWith("\r") ? cell.slice(0, -1) : cell;
    const isBlank = cells.length === 0 && last === "";
    const all = [...cells, last];
    const fault = isOpen ? "open" : length > mostRowCharacters ? "tooLong" : faultOf(all);
    const row: TableRow | undefined = isBlank && !fault ? undefined : { line: began, cells: all.map(unescaped), fault };
    cells = [];
    cell = "";
    length = 0;
    state = "start";
    return row;
  };

  return {
    push(text) {
      const rows: TableRow[] = [];
      let at = 0;
      while (at < text.length) {
        if (state === "quoted") {
          const end = text.indexOf('"', at);
          const part = text.slice(at, end < 0 ? text.length : end);
          line += breaksIn(part);
          add(part);
          if (end < 0) break;
          state = "closing";
          at = end + 1;
          continue;
        }
        const code = text.charCodeAt(at);
        if (code === quote && state === "closing") {
          add('"');
          state = "quoted";
        } else if (code === quote && state === "start") state = "quoted";
        else if (code === comma) endCell();
        else if (code === lineFeed) {
          const row = endRow();
          if (row) rows.push(row);
          line += 1;
          began = line;
        } else {
          let end = at + 1;
          for (; end < text.length; end += 1) {
            const next = text.charCodeAt(end);
            if (next === comma || next === lineFeed) break;
          }
          add(text.slice(at, end));
          state = "plain";
          at = end;
          continue;
        }
        at += 1;
      }
      return rows;
    },
    end() {
      const isOpen = state === "quoted";
      const row = length > 0 || cell !== "" || isOpen ? endRow(isOpen) : undefined;
      return row ? [row] : [];
    },
  };
}

function faultOf(cells: readonly string[]): "encoding" | undefined {
  return cells.some((text) => text.includes("\uFFFD")) ? "encoding" : undefined;
}

function breaksIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

/** A cell as it was before `escaped` of csv-write.ts made it harmless. */
function unescaped(cell: string): string {
  return /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}
