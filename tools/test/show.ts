import { relative } from "node:path";
import { inspect } from "node:util";
import { inWords, say } from "../say.ts";
import type { Failure, Tally } from "./tally.ts";

const outputLines = 40;

/** Prints one failed test with its error, without the frames of Node and of packages. */
export function showFailure({ file, name, error }: Failure, root: string): void {
  say(`✗ ${relative(root, file)}  ${name}`);
  const text = typeof error === "string" ? error : inspect(error, { depth: 4, breakLength: 120, colors: false });
  const kept = text.split("\n").filter((row) => !/^\s+at .*(node:|node_modules)/.test(row));
  for (const row of kept.slice(0, 60)) say(`    ${row}`);
}

/** Prints the end of what a failed file wrote to its outputs. */
export function showOutput(output: string): void {
  const rows = output.trimEnd().split("\n");
  if (rows.join("") === "") return;
  if (rows.length > outputLines) say(`    … ${rows.length - outputLines} earlier lines`);
  for (const row of rows.slice(-outputLines)) say(`    | ${row}`);
}

/** Prints the slowest files: where the time of the run goes. */
export function showSlowest(files: Tally["files"], root: string): void {
  const slow = [...files].sort((one, other) => other.milliseconds - one.milliseconds).slice(0, 10);
  if (slow.length === 0) return;
  say("最慢的文件 slowest files:");
  for (const { file, milliseconds } of slow) say(`  ${inWords(milliseconds).padStart(8)}  ${relative(root, file)}`);
}
