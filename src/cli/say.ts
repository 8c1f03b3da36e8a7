/** Words to the person at the terminal; the log goes elsewhere. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Words about what went wrong. */
export function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}
