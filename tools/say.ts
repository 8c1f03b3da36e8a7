/** The one way a tool speaks to the person in the terminal. */
export function say(text = ""): void {
  process.stdout.write(`${text}\n`);
}

/** Overwrites the current line of a terminal; says nothing where the output is a file or a pipe. */
export function sayProgress(text: string): void {
  if (!process.stdout.isTTY) return;
  process.stdout.write(`\r\u001b[2K${text.slice(0, Math.max(20, process.stdout.columns - 1))}`);
}

/** Wipes what {@link sayProgress} left. */
export function endProgress(): void {
  if (process.stdout.isTTY) process.stdout.write("\r\u001b[2K");
}

/** `1.2 s`, `85 ms`: a duration in milliseconds for people. */
export function inWords(milliseconds: number): string {
  return milliseconds >= 1000 ? `${(milliseconds / 1000).toFixed(1)} s` : `${Math.round(milliseconds)} ms`;
}
