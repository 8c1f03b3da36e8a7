import { existsSync, globSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { TableDeclaration } from "../../../src/kernel/db/index.ts";

/**
 * The declarations of all modules: `allTables` of `src/house.ts`; while that file is missing, what each `tables.ts`
 * exports under a name that ends in `Tables`.
 */
export async function loadTables(root: string): Promise<TableDeclaration[]> {
  const house = join(root, "src/house.ts");
  if (existsSync(house)) return declarationsIn(await load(house), (name) => name === "allTables");
  const tables: TableDeclaration[] = [];
  for (const file of globSync("src/**/tables.ts", { cwd: root })) {
    tables.push(...declarationsIn(await load(join(root, file)), (name) => name.endsWith("Tables")));
  }
  return tables;
}

async function load(file: string): Promise<object> {
  const loaded: unknown = await import(pathToFileURL(file).href);
  return typeof loaded === "object" && loaded !== null ? loaded : {};
}

function declarationsIn(loaded: object, wanted: (name: string) => boolean): TableDeclaration[] {
  return Object.entries(loaded)
    .filter(([name, value]) => wanted(name) && Array.isArray(value))
    .flatMap(([, value]) => (value as unknown[]).filter(isDeclaration));
}

function isDeclaration(value: unknown): value is TableDeclaration {
  return typeof value === "object" && value !== null && "name" in value && "class" in value && "key" in value;
}
