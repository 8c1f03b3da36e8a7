import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { contrastRatio, oklchToRgb, parseColour } from "./contrast/colour.ts";
import { readRules } from "./contrast/css-rules.ts";
import { type RolePair, rolePairs } from "./contrast/pairs.ts";
import { type Look, TokenSet } from "./contrast/token-set.ts";
import { hueRange } from "./theme.ts";

const styles = join(import.meta.dirname, "styles");
const tokenRules = ["scale", "roles", "modes"].flatMap((name) =>
  readRules(readFileSync(join(styles, "tokens", `${name}.css`), "utf8")),
);

const hues = [
  undefined,
  ...Array.from({ length: (hueRange.to - hueRange.from) / 5 + 1 }, (_, step) => hueRange.from + step * 5),
];
const modes = ["standard", "elder", "kiosk", "console"] as const;
const looks: Look[] = hues.flatMap((hue) =>
  modes.flatMap((mode) => [
    { mode, hue, contrast: "normal" as const },
    { mode, hue, contrast: "normal" as const, machineContrast: true },
    { mode, hue, contrast: "more" as const },
  ]),
);

test("[A3] every pair of roles keeps its contrast in every mode, contrast and hue, so that no hall's theme can break it", () => {
  const faults = looks.flatMap((look) => faultsOf(look, rolePairs));
  assert.deepEqual(faults, []);
});

test("every rule that sets text and ground together keeps 4.5, elder 7", () => {
  const met = new Map(componentPairs().map((pair) => [`${pair.ink} ${pair.ground}`, pair]));
  assert.ok(met.size >= 5, `only ${met.size} pairs found in the stylesheets`);
  const faults = looks.flatMap((look) => faultsOf(look, [...met.values()]));
  assert.deepEqual(faults, []);
});

test("the contrast of the first table of the look is what the tokens give", () => {
  const house = new TokenSet(tokenRules, { mode: "standard", contrast: "normal" });
  const ratio = (ink: string, ground: string) =>
    Math.round(contrastRatio(house.colour(ink), house.colour(ground)) * 10) / 10;
  assert.deepEqual(
    [
      ratio("--ink", "--ground"),
      ratio("--ink-2", "--ground"),
      ratio("--ink-3", "--ground"),
      ratio("--brand-ink", "--ground"),
      ratio("--on-brand", "--brand"),
      ratio("--warn-ink", "--warn-wash"),
      ratio("--stop-ink", "--stop-wash"),
      ratio("--line-control", "--ground"),
    ],
    [17.2, 7.6, 5.6, 7.7, 6, 7.6, 7.4, 3.8],
  );
});

test("oklch is turned into the sRGB that browsers paint", () => {
  const bytes = (rgb: readonly number[]) => rgb.map((channel) => Math.round(channel * 255));
  assert.deepEqual(bytes(oklchToRgb(1, 0, 0)), [255, 255, 255]);
  assert.deepEqual(bytes(oklchToRgb(0.62796, 0.25768, 29.23)), [255, 0, 0]);
  assert.deepEqual(bytes(oklchToRgb(0.452, 0.3132, 264.05)), [0, 0, 255]);
  assert.equal(parseColour("rgb(11 31 63 / 0.48)"), undefined);
});

function faultsOf(look: Look, pairs: readonly RolePair[]): string[] {
  const tokens = new TokenSet(tokenRules, look);
  return pairs.flatMap((pair) => {
    const least = look.mode === "elder" ? (pair.elder ?? pair.least) : pair.least;
    const ratio = contrastRatio(tokens.colour(pair.ink), tokens.colour(pair.ground));
    return ratio >= least
      ? []
      : [`${JSON.stringify(look)}: ${pair.ink} on ${pair.ground} is ${ratio.toFixed(2)}, not ${least}`];
  });
}

/** Text and ground that one rule sets together; what is disabled may be faint (WCAG 1.4.3). */
function componentPairs(): RolePair[] {
  const files = readdirSync(styles, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".css") && !file.startsWith("tokens"),
  );
  return files.flatMap((file) =>
    readRules(readFileSync(join(styles, file), "utf8")).flatMap((rule) => {
      if (
        rule.within.some((head) => head.includes("print")) ||
        rule.selectors.some((selector) => /disabled|readonly/.test(selector))
      )
        return [];
      const ink = /^var\((--[\w-]+)\)$/.exec(rule.declarations.get("color") ?? "")?.[1];
      const ground = /^var\((--[\w-]+)\)$/.exec(rule.declarations.get("background") ?? "")?.[1];
      return ink && ground ? [{ ink, ground, least: 4.5, elder: 7 }] : [];
    }),
  );
}
