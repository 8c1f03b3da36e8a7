import assert from "node:assert/strict";
import { test } from "node:test";
import { hallThemeCss } from "./theme.ts";

test("a hall's theme is one hue in the layer of tokens", () => {
  assert.equal(hallThemeCss([{ code: "445100", hue: 205 }]), '@layer tokens{[data-hall="445100"]{--hue:205}}\n');
});

test("hues near amber and red, and codes that are no codes, are refused", () => {
  for (const hue of [179, 291, Number.NaN]) assert.throws(() => hallThemeCss([{ code: "445100", hue }]), RangeError);
  assert.throws(() => hallThemeCss([{ code: '1"]{}*{', hue: 205 }]), RangeError);
});
