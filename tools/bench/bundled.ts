import path from "node:path";
import { bundleProgram } from "../bundle-program.ts";

const root = path.dirname(path.dirname(import.meta.dirname));

/**
 * Bundles a program of the bench as the product is bundled, so that what is measured is what is shipped; the other side of a comparison too.
 *
 * @param module path of its file. @returns path of the bundle.
 */
export async function bundled(module: string): Promise<string> {
  const name = path
    .relative(root, module)
    .replace(/\.tsx?$/, "")
    .replaceAll(path.sep, "-");
  // Under the project, where its packages are found.
  const outdir = path.join(root, "node_modules", ".cache", "wangting-bench", name);
  await bundleProgram({ entryPoints: { [name]: module }, outdir });
  return path.join(outdir, `${name}.js`);
}
