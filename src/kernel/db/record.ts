import { appendFileSync } from "node:fs";

/**
 * @param file where distinct statement texts go, one JSON line each; absent = nothing is noted.
 * @returns takes the text of one statement.
 */
export function recorder(file: string | undefined): ((text: string) => void) | undefined {
  if (!file) return undefined;
  const seen = new Set<string>();
  return (text) => {
    if (seen.has(text) || /^(begin|commit|rollback|start transaction)/.test(text)) return;
    seen.add(text);
    appendFileSync(file, `${JSON.stringify({ sql: text })}\n`);
  };
}
