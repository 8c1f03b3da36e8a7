import { HallError } from "../../kernel/errors/index.ts";
import { csvRows } from "./csv.ts";
import { lineFindings } from "./line-finding.ts";
import { linesOf } from "./lines.ts";
import type { RawRow } from "./read-row.ts";

/** A file's form: one JSON object a line, or a table with a first line of names. */
export type ImportFormat = "jsonl" | "csv";

/** Reads the rows of a file as they come. @throws HallError `catalogue/bad-table` (invalid) for a table whose first line names no known column. */
export function rawRows(format: ImportFormat, chunks: AsyncIterable<Uint8Array>): AsyncIterable<RawRow> {
  if (format === "csv") return csvRows(chunks);
  if (format === "jsonl") return jsonRows(chunks);
  throw new HallError("invalid", "catalogue/bad-format", "只能导入JSON Lines和CSV文件");
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
