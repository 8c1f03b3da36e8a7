import type { Check } from "./finding.ts";
import { treeOf } from "./tree.ts";

/** Runs a check over a small tree in memory: `file:line message` of each finding. */
export async function faultsOf(check: Check, files: Record<string, string>): Promise<string[]> {
  const findings = await check.find(treeOf(files));
  return findings.map(({ file, line, message }) => `${file}:${line} ${message}`);
}
