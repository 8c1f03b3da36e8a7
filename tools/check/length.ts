import type { Tree } from "./tree.ts";

/** A file longer than this should say which second thing it holds. */
export const longFile = 300;

/** The long files with their number of lines, longest first: a hint in the report, never a failure. */
export function longFiles(tree: Tree): { path: string; lines: number }[] {
  return tree.sources
    .map(({ path, text }) => ({ path, lines: text.split("\n").length - 1 }))
    .filter(({ lines }) => lines > longFile)
    .sort((one, other) => other.lines - one.lines);
}
