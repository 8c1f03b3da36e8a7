/** Bundles the program into `dist/`: `wangting.js` for Node, and under `assets/` the style sheet and islands with hashed names. */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { faviconSvg } from "../src/ui/brand/index.ts";
import { bundleIslands, bundleStyles } from "../src/ui/styles/bundle.ts";

const root = path.dirname(import.meta.dirname);
const dist = path.join(root, "dist");
const quiet = process.argv.includes("--quiet");

/**
 * `dependencies` stay outside the bundle and are what production installs: those with native parts or files of their own.
 * Everything else the program uses stands among `devDependencies` and is bundled: charts and icons, and libraries of many
 * small files (kysely, typebox, preact), which take 10 to 20 MB less memory in one file.
 */
function packagesOfProduction(): string[] {
  const manifest: unknown = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const { dependencies = {}, optionalDependencies = {} } = manifest as Record<string, Record<string, string>>;
  return Object.keys({ ...dependencies, ...optionalDependencies }).flatMap((name) => [name, `${name}/*`]);
}

async function bundleProgram(): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: {
      wangting: "src/cli/main.ts",
      // The thread that renders documents as PDF.
      "render-document": "src/application/documents/render-thread.ts",
    },
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
    minifyWhitespace: true,
    minifySyntax: true,
    external: packagesOfProduction(),
    banner: {
      // Some CommonJS packages inside the bundle still ask for `require`.
      js: 'import { createRequire as _createRequire } from "node:module"; const require = _createRequire(import.meta.url);',
    },
    logLevel: "warning",
  });
}

/** Writes the files of the look under names that hold a hash of their content, with their compressed forms beside them. */
async function bundleAssets(): Promise<void> {
  const folder = path.join(dist, "assets");
  const files = {
    "hall.css": await bundleStyles(),
    "islands.js": await bundleIslands(),
    "favicon.svg": faviconSvg,
  };
  const manifest: Record<string, string> = {};
  for (const [name, text] of Object.entries(files)) {
    const { name: stem, ext } = path.parse(name);
    const hash = createHash("sha256").update(text).digest("hex").slice(0, 12);
    const hashed = `${stem}.${hash}${ext}`;
    const body = Buffer.from(text);
    writeFileSync(path.join(folder, hashed), body);
    writeFileSync(path.join(folder, `${hashed}.br`), brotliCompressSync(body));
    writeFileSync(path.join(folder, `${hashed}.gz`), gzipSync(body, { level: 9 }));
    manifest[name] = hashed;
  }
  writeFileSync(path.join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(path.join(dist, "assets"), { recursive: true });
await Promise.all([bundleProgram(), bundleAssets()]);
writeFileSync(path.join(dist, ".built"), "");
if (!quiet) process.stdout.write("dist/ 已打包 · bundled\n");
