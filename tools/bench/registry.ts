import { globSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Bench } from "./bench.ts";

/** The cases of all modules and of the tools, by file name; each file exports `benches`. */
export async function loadBenches(root: string): Promise<Bench[]> {
  const files = globSync(["tools/bench/core/*.bench.ts", "src/**/*.bench.{ts,tsx}"], { cwd: root }).sort();
  const benches: Bench[] = [];
  for (const file of files) {
    const loaded: unknown = await import(pathToFileURL(join(root, file)).href);
    const found = typeof loaded === "object" && loaded !== null && "benches" in loaded ? loaded.benches : undefined;
    if (!Array.isArray(found)) throw new Error(`${file} exports no benches`);
    benches.push(...(found as Bench[]));
  }
  return benches;
}
