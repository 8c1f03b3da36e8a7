import { type IsHeader, type OpenTable, openCsv } from "./csv-read.ts";
import { tooLarge } from "./faults.ts";

/** Comma-separated values, or a workbook. */
export type TableFormat = "csv" | "xlsx";

/** Largest workbook in bytes: packed it has to be held, for its directory stands at its end. */
export const mostXlsxBytes = 50 * 1024 * 1024;

/**
 * Opens a table that somebody sent. The names of its columns stand in one of the first ten rows.
 *
 * @throws HallError invalid `sheet/…`: nothing of the file was used then.
 */
export async function openTable(
  format: TableFormat,
  chunks: AsyncIterable<Uint8Array>,
  isHeader: IsHeader,
): Promise<OpenTable> {
  if (format === "csv") return await openCsv(chunks, isHeader);
  const bytes = await gather(chunks, mostXlsxBytes);
  // Few halls import workbooks every day: its reader is loaded by the first.
  const { openXlsx } = await import("./xlsx-read.ts");
  return await openXlsx(bytes, isHeader);
}

async function gather(chunks: AsyncIterable<Uint8Array>, most: number): Promise<Buffer> {
  const held: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.byteLength;
    if (length > most) throw tooLarge(most);
    held.push(chunk);
  }
  return Buffer.concat(held);
}

/** Passes bytes on up to a limit. @throws HallError invalid `sheet/too-large` at the first byte beyond; the rest is not asked for. */
export async function* upTo(most: number, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.byteLength;
    if (length > most) throw tooLarge(most);
    yield chunk;
  }
}
