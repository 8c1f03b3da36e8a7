import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { iconNames } from "./names.ts";
import { outlineOf } from "./outline.ts";

/**
 * The text of icons.ts, made from the development package `lucide-static`. Nothing of that package is shipped: pages carry outlines only.
 * Run by hand after a change of names.ts; a test compares the committed file with this text.
 */
export function generateIcons(): string {
  const folder = join(dirname(createRequire(import.meta.url).resolve("lucide-static/package.json")), "icons");
  const lines = iconNames.map(
    (name) => `  ${keyOf(name)}:\n    ${JSON.stringify(outlineOf(readFileSync(join(folder, `${name}.svg`), "utf8")))},`,
  );
  return `// Made by generate.ts from lucide (ISC, © Lucide Icons and Contributors). Do not edit.
import type { IconName } from "./names.ts";

/** Outline of each icon: path data in a 24 by 24 box, drawn as a stroke. */
export const outlines: Record<IconName, string> = {
${lines.join("\n")}
};
`;
}

function keyOf(name: string): string {
  return /^[a-z]+$/.test(name) ? name : JSON.stringify(name);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL("./icons.ts", import.meta.url), generateIcons());
}
