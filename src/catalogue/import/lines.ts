/** One line of a file, or what is wrong with it. */
export interface Line {
  /** From 1. */
  readonly number: number;
  readonly text: string | undefined;
  readonly fault: "encoding" | "tooLong" | undefined;
}

/** Longest line in bytes; the longest real guide is 20 KB. */
export const mostBytes = 1_000_000;

/**
 * Reads a file line by line, whatever its size: no more than one line is held. Blank lines are left out, numbers count them.
 *
 * @param chunks the file's bytes as they come.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let number = 0;
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    let from = 0;
    for (;;) {
      const end = chunk.indexOf(10, from);
      const part = chunk.subarray(from, end < 0 ? chunk.length : end);
      length += part.length;
      if (length <= mostBytes) held.push(part);
      else held = [];
      if (end < 0) break;
      number++;
      const line = finish(decoder, number, held, length);
      if (line) yield line;
      held = [];
      length = 0;
      from = end + 1;
    }
  }
  const last = finish(decoder, number + 1, held, length);
  if (last) yield last;
}

function finish(decoder: TextDecoder, number: number, held: readonly Uint8Array[], length: number): Line | undefined {
  if (length === 0) return undefined;
  if (length > mostBytes) return { number, text: undefined, fault: "tooLong" };
  try {
    const text = decoder.decode(Buffer.concat(held)).trim();
    return text === "" ? undefined : { number, text, fault: undefined };
  } catch {
    return { number, text: undefined, fault: "encoding" };
  }
}
