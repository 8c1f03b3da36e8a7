/** Bundles the program into `dist/`: `wangting.js` for Node, and under `assets/` the style sheet and islands with hashed names. */
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";

const root = path.dirname(import.meta.dirname);
const dist = path.join(root, "dist");
const quiet = process.argv.includes("--quiet");

/** Packages that production installs stay outside the bundle; charts and icons are bundled and need no package there. */
function packagesOfProduction(): string[] {
  const manifest: unknown = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const { dependencies = {}, optionalDependencies = {} } = manifest as Record<string, Record<string, string>>;
  return Object.keys({ ...dependencies, ...optionalDependencies }).flatMap((name) => [name, `${name}/*`]);
}

async function bundleProgram(): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: { wangting: "src/cli/main.ts" },
    outdir: dist,
    bundle: true,
    splitting: true,
    chunkNames: "parts/[name]-[hash]",
    platform: "node",
    target: "node24",
    format: "esm",
    sourcemap: true,
    sourcesContent: false,
    keepNames: true,
    external: packagesOfProduction(),
    banner: {
      // Some CommonJS packages inside the bundle still ask for `require`.
      js: 'import { createRequire as _createRequire } from "node:module"; const require = _createRequire(import.meta.url);',
    },
    logLevel: "warning",
  });
}

async function bundleAssets(): Promise<void> {
  const islands = globSync("src/ui/islands/*.{ts,tsx}", { cwd: root }).filter((file) => !/\.test\.tsx?$/.test(file));
  const outdir = path.join(dist, "assets");
  const result = await build({
    absWorkingDir: root,
    entryPoints: [
      { in: "src/ui/styles/index.css", out: "hall" },
      ...islands.map((file) => ({ in: file, out: path.basename(file).replace(/\.tsx?$/, "") })),
    ],
    outdir,
    entryNames: "[name].[hash]",
    bundle: true,
    minify: true,
    platform: "browser",
    target: ["chrome109", "firefox115", "safari16.4"],
    format: "esm",
    metafile: true,
    logLevel: "warning",
  });
  const names: Record<string, string> = {};
  for (const file of Object.keys(result.metafile.outputs)) {
    const hashed = path.basename(file);
    names[hashed.replace(/\.[A-Z0-9]{8}(?=\.)/, "")] = hashed;
  }
  writeFileSync(path.join(outdir, "manifest.json"), `${JSON.stringify(names, null, 2)}\n`);
}

rmSync(path.join(dist, ".built"), { force: true });
if (existsSync(dist)) rmSync(dist, { recursive: true });
mkdirSync(path.join(dist, "assets"), { recursive: true });
await Promise.all([bundleProgram(), bundleAssets()]);
writeFileSync(path.join(dist, ".built"), "");
if (!quiet) process.stdout.write("dist/ 已打包 · bundled\n");
