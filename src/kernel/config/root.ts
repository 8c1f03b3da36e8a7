import { existsSync } from "node:fs";
import path from "node:path";

/**
 * The folder of the project, found upwards from this file: the same whether it runs from `src/` or from the bundle in `dist/`.
 *
 * @throws Error when no `package.json` is above this file: the installation is broken.
 */
export function findRoot(from: string = import.meta.dirname): string {
  if (existsSync(path.join(from, "package.json"))) return from;
  const above = path.dirname(from);
  if (above === from) throw new Error("no package.json above the program");
  return findRoot(above);
}
