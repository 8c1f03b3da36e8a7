/** Rows at a time, some 64 KB. */
const rowsAtATime = 100;

/**
 * Writes a table as comma-separated values: UTF-8 with a byte-order mark, so that Excel reads it as such, and lines that end
 * as RFC 4180 says.
 */
export async function* writeCsv(
  rows: AsyncIterable<readonly string[]> | Iterable<readonly string[]>,
): AsyncGenerator<Buffer> {
  let held = "\uFEFF";
  let count = 0;
  for await (const row of rows) {
    held += `${row.map(cellOf).join(",")}\r\n`;
    count += 1;
    if (count % rowsAtATime !== 0) continue;
    yield Buffer.from(held);
    held = "";
  }
  if (held !== "") yield Buffer.from(held);
}

function cellOf(text: string): string {
  const safe = escaped(text);
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * A text that a table program would run as a formula gets an apostrophe in front (CSV injection); `openCsv` takes it off again.
 *
 * @source OWASP, CSV Injection: = + - @ tab and carriage return.
 */
function escaped(text: string): string {
  return /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
