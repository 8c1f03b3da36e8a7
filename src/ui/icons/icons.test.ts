import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { generateIcons } from "./generate.ts";
import { outlines } from "./icons.ts";
import { iconNames } from "./names.ts";
import { outlineOf } from "./outline.ts";

const source = join(import.meta.dirname, "../..");

test("the committed outlines are what lucide gives for the names", () => {
  assert.equal(squeeze(readFileSync(join(import.meta.dirname, "icons.ts"), "utf8")), squeeze(generateIcons()));
});

test("every icon is used somewhere and the list is in order", () => {
  const files = globSync("**/*.{ts,tsx}", { cwd: source }).filter(
    (file) => !file.startsWith(join("ui", "icons")) && !file.includes(".test."),
  );
  const text = files.map((file) => readFileSync(join(source, file), "utf8")).join("\n");
  assert.deepEqual(
    iconNames.filter((name) => !text.includes(`"${name}"`)),
    [],
  );
  assert.deepEqual([...iconNames].sort(), [...iconNames]);
});

test("every shape of lucide becomes one path that begins at an absolute point", () => {
  const svg = (shape: string) => `<svg viewBox="0 0 24 24">${shape}</svg>`;
  assert.equal(outlineOf(svg('<line x1="12" x2="12" y1="8" y2="12" />')), "M12 8L12 12");
  assert.equal(outlineOf(svg('<path d="m6 9 6 6 6-6" />')), "M6 9l6 6 6-6");
  assert.equal(outlineOf(svg('<path d="M3 3v5" /><path d="m9 12 2 2" />')), "M3 3v5M9 12l2 2");
  assert.equal(outlineOf(svg('<circle cx="11" cy="11" r="8" />')), "M3 11a8 8 0 1 0 16 0a8 8 0 1 0 -16 0");
  assert.equal(outlineOf(svg('<rect x="2" y="3" width="4" height="5" />')), "M2 3h4v5h-4z");
  assert.equal(outlineOf(svg('<polyline points="1 2 3 4" />')), "M1 2 3 4");
  assert.throws(() => outlineOf(svg('<text x="1" />')));
  for (const [name, outline] of Object.entries(outlines)) assert.match(outline, /^M[^a-z]/, name);
});

/** The formatter may break lines and drop quotes of keys; the content is the same. */
function squeeze(text: string): string {
  return text.replace(/[\s"]/g, "");
}
