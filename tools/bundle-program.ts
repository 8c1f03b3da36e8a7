import { readFileSync } from "node:fs";
import path from "node:path";
import { type BuildOptions, build } from "esbuild";

const root = path.dirname(import.meta.dirname);

/**
 * Bundles programs of ours for Node, as they are shipped: what runs in production and what the bench measures is made here.
 *
 * Names of functions are left as esbuild writes them: to keep each one exactly (`keepNames`), every closure is named anew whenever it is
 * made, which took a sixth of the CPU time of a request.
 *
 * @param options.entryPoints file by name of the program, or a list. @param options.outdir must lie under the project, where packages are found.
 */
export async function bundleProgram(
  options: Pick<BuildOptions, "entryPoints" | "outdir" | "sourcemap">,
): Promise<void> {
  await build({
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    chunkNames: "parts/[name]-[hash]",
    platform: "node",
    target: "node24",
    format: "esm",
    sourcesContent: false,
    minifyWhitespace: true,
    minifySyntax: true,
    external: packagesOfProduction(),
    banner: {
      // Some CommonJS packages inside the bundle still ask for `require`.
      js: 'import { createRequire as _createRequire } from "node:module"; const require = _createRequire(import.meta.url);',
    },
    logLevel: "warning",
    ...options,
  });
}

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
