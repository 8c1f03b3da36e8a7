import { HallError } from "../../kernel/errors/index.ts";
import type { TableFormat } from "../../kernel/sheet/index.ts";
import { lineFindings } from "./line-finding.ts";
import { linesOf } from "./lines.ts";
import type { RawRow } from "./read-row.ts";
import { type OpenList, openTableList } from "./table-rows.ts";

/** A file's form: one JSON object a line, or a table with the names of its columns at its top. */
export type ImportFormat = "jsonl" | TableFormat;

/** Reads the rows of a file as they come. @throws HallError `catalogue/bad-format`, `sheet/…` (invalid) for a file that cannot be read at all. */
export async function openList(format: ImportFormat, chunks: AsyncIterable<Uint8Array>): Promise<OpenList> {
  if (format === "csv" || format === "xlsx") return await openTableList(format, chunks);
  if (format === "jsonl") return { rows: jsonRows(chunks), unknownColumns: [] };
  throw new HallError("invalid", "catalogue/bad-format", "只能导入XLSX、CSV和JSON Lines文件");
}

async function* jsonRows(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<RawRow> {
  for await (const { number, text, fault } of linesOf(chunks)) {
    if (text === undefined) {
      yield { line: number, value: undefined, findings: [lineFindings[fault ?? "unreadable"]] };
      continue;
    }
    yield { line: number, ...readJson(number === 1 ? text.replace(/^\uFEFF/u, "") : text) };
  }
}

function readJson(text: string): Pick<RawRow, "value" | "findings"> {
  try {
    return { value: JSON.parse(text), findings: [] };
  } catch {
    return { value: undefined, findings: [lineFindings.unreadable] };
  }
}
