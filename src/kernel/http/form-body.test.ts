import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseForm } from "./form-body.ts";

const storable = fc.string({ unit: "grapheme", maxLength: 20 }).filter((text) => !text.includes("\0"));

test("a form reads as browsers write it, every value of every name in order", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(storable, storable), { maxLength: 30 }), (pairs) => {
      const parsed = parseForm(new URLSearchParams(pairs).toString());
      assert.ok(parsed);
      for (const [name] of pairs) {
        const expected = pairs.filter(([each]) => each === name).map(([, value]) => value);
        assert.deepEqual([parsed[name] ?? []].flat(), expected);
      }
      assert.equal(Object.keys(parsed).length, new Set(pairs.map(([name]) => name)).size);
    }),
  );
});

test("any text is either refused or gives texts that can be stored", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[%&=+0-9a-fA-F]{0,40}$/)), (text) => {
      for (const value of Object.values(parseForm(text) ?? {}).flat()) {
        assert.ok(value.isWellFormed() && !value.includes("\0"));
      }
    }),
  );
});

test("broken UTF-8, a NUL and half a percent sign are refused, not repaired", () => {
  for (const bad of ["a=%FF", "a=%E4%B8", "%C0%80=1", "a=%00", "a=1%", "a=%zz", "a=%ED%A0%80"]) {
    assert.equal(parseForm(bad), undefined, bad);
  }
});

test("a name that reaches for the prototype is a name like any other", () => {
  const parsed = parseForm("__proto__=x&constructor=y&toString=z");
  assert.equal(Object.getPrototypeOf(parsed), null);
  assert.equal(parsed?.constructor, "y");
  assert.equal(Object.getPrototypeOf({}), Object.prototype);
  assert.equal(({} as Record<string, unknown>).x, undefined);
});

test("more fields than any form has are refused", () => {
  assert.ok(parseForm(Array(1000).fill("a=1").join("&")));
  assert.equal(parseForm(Array(1001).fill("a=1").join("&")), undefined);
});
