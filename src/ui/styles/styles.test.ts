import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { type CssRule, readRules } from "../contrast/css-rules.ts";
import { pageNames } from "../gallery/page-names.ts";
import { loadCharts, renderGallery } from "../index.ts";
import { bundleIslands, bundleStyles } from "./bundle.ts";

const folder = import.meta.dirname;
const source = join(folder, "../..");
const sheets = globSync("**/*.css", { cwd: folder }).map((file) => ({
  file: file.replaceAll("\\", "/"),
  text: readFileSync(join(folder, file), "utf8").replace(/\/\*[\s\S]*?\*\//g, ""),
}));
const rules: { file: string; rule: CssRule }[] = sheets.flatMap(({ file, text }) =>
  readRules(text).map((rule) => ({ file, rule })),
);

/** Charts and the ruler draw with the scale itself; paper is black on white. */
const mayReadScale = /^(tokens\/|print\.css|parts\/(figure|limit|time|chart|legal|licence|document)\.css)/;

await loadCharts();

test("components read roles, never the scale and never a raw colour", () => {
  const faults = rules.flatMap(({ file, rule }) =>
    mayReadScale.test(file)
      ? []
      : [...rule.declarations].flatMap(([name, value]) =>
          /--(blue|grey|amber|red)-\d|#[0-9a-f]{3,8}\b|\b(rgb|hsl|oklch)a?\(/i.test(value)
            ? [`${file} ${rule.selectors[0]} ${name}: ${value}`]
            : [],
        ),
  );
  assert.deepEqual(faults, []);
});

test("every sheet stands in a layer and is in the index", () => {
  const index = sheets.find(({ file }) => file === "index.css")?.text ?? "";
  for (const { file, text } of sheets) {
    if (file === "index.css" || text.trim() === "") continue;
    assert.ok(index.includes(`"./${file}"`), `${file} is not in index.css`);
    for (const { rule } of rules.filter((one) => one.file === file)) {
      assert.match(
        rule.within[0] ?? "",
        /^@layer (tokens|base|layout|components|console|modes|print)$/,
        `${file} ${rule.selectors[0]}`,
      );
    }
  }
});

test("boxes are set by logical sides", () => {
  const physical = /^(margin|padding|border)-(left|right|top|bottom)|^(left|right|top|bottom|float-left)$/;
  const faults = rules.flatMap(({ file, rule }) =>
    [...rule.declarations.keys()]
      .filter((name) => physical.test(name) && name !== "scroll-margin-top")
      .map((name) => `${file} ${rule.selectors[0]} ${name}`),
  );
  assert.deepEqual(faults, []);
});

test("every custom property that is read is set somewhere", () => {
  const set = new Set(
    rules.flatMap(({ rule }) => [...rule.declarations.keys()].filter((name) => name.startsWith("--"))),
  );
  const read = rules.flatMap(({ file, rule }) =>
    [...rule.declarations.values()].flatMap((value) =>
      [...value.matchAll(/var\((--[\w-]+)(,)?/g)].flatMap(([, name, or]) => (or ? [] : [`${file} ${name}`])),
    ),
  );
  assert.deepEqual(
    read.filter((one) => !set.has(one.split(" ")[1] ?? "")),
    [],
  );
});

test("every class on a page has a rule, and every rule has a page", () => {
  const styled = new Set(
    rules.flatMap(({ rule }) =>
      rule.selectors.flatMap((selector) => [...selector.matchAll(/\.([a-z][\w-]*)/gi)].map(([, name]) => name ?? "")),
    ),
  );
  const shown = new Set(
    renderedPages().flatMap((html) =>
      [...html.matchAll(/ class="([^"]*)"/g)].flatMap(([, names]) => (names ?? "").split(/\s+/)).filter(Boolean),
    ),
  );
  const written = new Set(
    globSync("**/*.{ts,tsx}", { cwd: source })
      .filter((file) => !file.includes(".test."))
      .flatMap((file) => readFileSync(join(source, file), "utf8").match(/[a-z][\w-]*/gi) ?? []),
  );
  const classesWithoutRule = [...shown].filter((name) => !styled.has(name)).sort();
  const begun = [...written].filter((word) => word.endsWith("-"));
  const isWritten = (name: string) => written.has(name) || begun.some((word) => name.startsWith(word));
  const rulesWithoutPage = [...styled].filter((name) => !shown.has(name) && !isWritten(name)).sort();
  assert.deepEqual({ classesWithoutRule, rulesWithoutPage }, { classesWithoutRule: [], rulesWithoutPage: [] });
});

test("what a public page loads stays small", async () => {
  const css = gzipSync(await bundleStyles(), { level: 9 }).length;
  const script = gzipSync(await bundleIslands(), { level: 9 }).length;
  assert.ok(css <= 16 * 1024, `stylesheet is ${css} bytes gz`);
  assert.ok(script <= 20 * 1024, `islands are ${script} bytes gz`);
});

function renderedPages(): string[] {
  const asset = (name: string) => `/assets/${name}`;
  return ["standard", "elder", "kiosk", "console"].flatMap((mode) =>
    [undefined, ...pageNames].map((page) => renderGallery({ mode, contrast: "more", page }, asset)),
  );
}
