import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** The oldest browsers served, as in tools/build.ts: Chrome 109 is the last one on Windows 7. */
const browsers = ["chrome109", "firefox115", "safari16.4"];

/** The one stylesheet, bundled and minified as it is shipped. Build and tests only: esbuild is not shipped. */
export async function bundleStyles(options: { minify?: boolean } = {}): Promise<string> {
  return bundle("./index.css", options.minify ?? true);
}

/** The one script of public pages, bundled and minified as it is shipped. Build and tests only. */
export async function bundleIslands(): Promise<string> {
  return bundle("../islands/islands.ts", true);
}

async function bundle(entry: string, minify: boolean): Promise<string> {
  const result = await build({
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
    bundle: true,
    minify,
    format: "esm",
    target: browsers,
    write: false,
    logLevel: "silent",
  });
  const file = result.outputFiles[0];
  if (!file) throw new Error(`esbuild made nothing of ${entry}`);
  return file.text;
}
