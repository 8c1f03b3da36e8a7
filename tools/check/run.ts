import { inWords, say } from "../say.ts";
import { type Check, type Finding, showFinding } from "./finding.ts";
import { longFile, longFiles } from "./length.ts";
import type { Tree } from "./tree.ts";

/** How many checks passed and failed. */
export interface Tally {
  passed: number;
  failed: number;
}

const shownFindings = 40;

/** Runs the checks side by side and prints one line for each, the findings below it. */
export async function runChecks(checks: readonly Check[], tree: Tree): Promise<Tally> {
  const tally = { passed: 0, failed: 0 };
  await Promise.all(
    checks.map(async (check) => {
      const { findings, milliseconds } = await findSafely(check, tree);
      const ok = findings.length === 0;
      tally[ok ? "passed" : "failed"] += 1;
      say(`${ok ? "✓" : "✗"} ${check.title} ${check.name}  ${inWords(milliseconds)}`);
      for (const finding of findings.slice(0, shownFindings)) say(`    ${showFinding(finding)}`);
      if (findings.length > shownFindings) say(`    … and ${findings.length - shownFindings} more`);
    }),
  );
  return tally;
}

/** A check that breaks has failed: it must not pass by throwing. */
async function findSafely(check: Check, tree: Tree): Promise<{ findings: Finding[]; milliseconds: number }> {
  const start = performance.now();
  const since = (): number => performance.now() - start;
  try {
    const found = check.find(tree);
    if (Array.isArray(found)) return { findings: found, milliseconds: since() };
    return { findings: await found, milliseconds: since() };
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const finding = { file: `tools/check (${check.name})`, line: 0, message, mend: "the check itself broke: mend it" };
    return { findings: [finding], milliseconds: since() };
  }
}

/** Lists files that probably hold two things; only a hint. */
export function sayLongFiles(tree: Tree): void {
  const long = longFiles(tree);
  if (long.length === 0) return;
  say(`  over ${longFile} lines, which second thing do they hold? 过长的文件：`);
  for (const { path, lines } of long) say(`    ${path}  ${lines}`);
}
