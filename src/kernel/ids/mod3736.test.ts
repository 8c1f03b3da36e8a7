import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import vectors from "./examples/test-vectors.json" with { type: "json" };
import { isMod3736, mod3736CheckCharacter } from "./index.ts";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const character = fc.constantFrom(...ALPHABET);
const anyText = fc.string({ unit: character, minLength: 1, maxLength: 40 });
/** The four parts that the check covers: without the OID root and without dots. */
const covered = (identifier: string) => identifier.replace(/^1\.2\.156\.3005\.2\./, "").replaceAll(".", "");

test("published identifiers of e-licences end in the check character we compute", () => {
  for (const identifier of vectors.eLicenceId.valid) assert.equal(isMod3736(covered(identifier)), true, identifier);
  for (const identifier of vectors.eLicenceId.invalid) assert.equal(isMod3736(covered(identifier)), false, identifier);
});

test("the example of the Global Release Identifier, which uses the same system, ends in M", () => {
  assert.equal(mod3736CheckCharacter("A12425GABC1234002"), "M");
});

test("a text with its check character is valid", () => {
  fc.assert(fc.property(anyText, (text) => assert.equal(isMod3736(text + mod3736CheckCharacter(text)), true)));
});

test("any single wrong character is caught, the check character included", () => {
  fc.assert(
    fc.property(anyText, fc.nat(), character, (text, where, other) => {
      const valid = text + mod3736CheckCharacter(text);
      const at = where % valid.length;
      fc.pre(valid[at] !== other);
      assert.equal(isMod3736(valid.slice(0, at) + other + valid.slice(at + 1)), false);
    }),
    { numRuns: 2000 },
  );
});

test("empty text, small letters and signs are refused", () => {
  for (const wrong of ["", "abc", "12-3", "１２"]) {
    assert.equal(isMod3736(`${wrong}0`), false);
    assert.throws(() => mod3736CheckCharacter(wrong), { name: "HallError", code: "ids/bad-characters" });
  }
});
