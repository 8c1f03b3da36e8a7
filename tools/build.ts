/** Bundles the program into `dist/`: `wangting.js` for Node, and under `assets/` the style sheet and islands with hashed names. */
import { createHash } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { faviconSvg } from "../src/ui/brand/index.ts";
import { bundleIslands, bundleStyles } from "../src/ui/styles/bundle.ts";
import { bundleProgram } from "./bundle-program.ts";

const root = path.dirname(import.meta.dirname);
const dist = path.join(root, "dist");
const quiet = process.argv.includes("--quiet");

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
const entryPoints = {
  wangting: "src/cli/main.ts",
  // The thread that renders documents as PDF.
  "render-document": "src/application/documents/render-thread.ts",
};
await Promise.all([bundleProgram({ entryPoints, outdir: dist, sourcemap: true }), bundleAssets()]);
writeFileSync(path.join(dist, ".built"), "");
if (!quiet) process.stdout.write("dist/ 已打包 · bundled\n");
