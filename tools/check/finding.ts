import type { Tree } from "./tree.ts";

/** One fault: where it is, what is wrong, and how to mend it. */
export interface Finding {
  /** Path from the root, with `/`; a table or statement where no file is at fault. */
  file: string;
  /** From 1; 0 where a line says nothing. */
  line: number;
  message: string;
  mend: string;
}

/** One check of `./wangting check`. */
export interface Check {
  /** Short English name, also the word for `--only`. */
  name: string;
  /** What it watches, in short Chinese. */
  title: string;
  /** @returns the faults; none means the check passed. */
  find(tree: Tree): Finding[] | Promise<Finding[]>;
}

/** `src/x.ts:12  message  → mend` as it is printed. */
export function showFinding(finding: Finding): string {
  const where = finding.line > 0 ? `${finding.file}:${finding.line}` : finding.file;
  return `${where}  ${finding.message}\n      → ${finding.mend}`;
}
