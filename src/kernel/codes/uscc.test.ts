import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import vectors from "./examples/test-vectors.json" with { type: "json" };
import { isOrgCode, isUscc, parseOrgCode, parseUscc, usccCheckCharacter, usccFacts } from "./index.ts";

const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const character = fc.constantFrom(...ALPHABET);
const anyUscc = fc
  .tuple(
    fc.string({ unit: character, minLength: 2, maxLength: 2 }),
    fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 6, maxLength: 6 }),
    fc.string({ unit: character, minLength: 9, maxLength: 9 }),
  )
  .map((parts) => parts.join(""))
  .map((body) => body + usccCheckCharacter(body));

test("real codes of organisations verify, and those with a fault do not", () => {
  for (const valid of vectors.uscc.valid) {
    assert.equal(parseUscc(valid), valid);
    assert.equal(isOrgCode(usccFacts(parseUscc(valid)).orgCode), true, `${valid}: characters 9 to 17`);
  }
  for (const invalid of vectors.uscc.invalid) {
    assert.equal(isUscc(invalid), false, invalid);
    assert.throws(() => parseUscc(invalid), { name: "HallError", kind: "invalid", code: "codes/bad-uscc" });
  }
});

test("blanks, full-width and small letters are forgiven", () => {
  assert.equal(parseUscc(" 1144 0000 0069 39756b "), "11440000006939756B");
  assert.equal(parseUscc("１１４４００００００６９３９７５６Ｂ"), "11440000006939756B");
});

test("each fault is told apart", () => {
  const reason = (text: string, expected: string) =>
    assert.throws(() => parseUscc(text), { code: "codes/bad-uscc", details: { reason: expected } });
  reason("11440000006939756", "length");
  reason("91440101MA5DEM0I1D", "characters");
  reason("11440000006939756A", "check");
});

test("the parts of a code are read as they stand", () => {
  assert.deepEqual(usccFacts(parseUscc("11440000MB2D02159F")), {
    registrar: "1",
    kind: "1",
    division: "440000",
    orgCode: "MB2D02159",
  });
});

test("the weights are the powers of 3 modulo 31, as GB 32100 has them", () => {
  fc.assert(
    fc.property(anyUscc, (code) => {
      let sum = 0n;
      for (const [index, one] of [...code].entries()) {
        sum += BigInt(ALPHABET.indexOf(one)) * (index === 17 ? 1n : 3n ** BigInt(index));
      }
      assert.equal(sum % 31n, 0n);
    }),
  );
});

test("any single wrong character and any two neighbours changed over are caught", () => {
  fc.assert(
    fc.property(anyUscc, fc.nat(17), fc.constantFrom(..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"), (code, at, other) => {
      assert.equal(isUscc(code), true);
      fc.pre(code[at] !== other);
      assert.equal(isUscc(code.slice(0, at) + other + code.slice(at + 1)), false);
    }),
    { numRuns: 2000 },
  );
  fc.assert(
    fc.property(anyUscc, fc.nat(16), (code, at) => {
      const [a = "", b = ""] = code.slice(at, at + 2);
      fc.pre(a !== b);
      assert.equal(isUscc(code.slice(0, at) + b + a + code.slice(at + 2)), false);
    }),
    { numRuns: 1000 },
  );
});

test("an organisation code is read with or without its hyphen", () => {
  assert.equal(parseOrgCode("00693975-6"), "006939756");
  assert.equal(parseOrgCode("mb2d0215-9"), "MB2D02159");
  assert.equal(parseOrgCode("00694006-0"), "006940060");
  assert.equal(parseOrgCode("69645333-0"), "696453330");
  for (const wrong of ["006939757", "00693975", "GD030003V", "0069397-56", ""]) {
    assert.throws(() => parseOrgCode(wrong), { code: "codes/bad-org-code" }, wrong);
  }
});

test("any single wrong digit of an organisation code's body is caught unless the body carries letters", () => {
  const digits = fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 8, maxLength: 8 });
  fc.assert(
    fc.property(digits, fc.nat(7), fc.constantFrom(..."0123456789"), (body, at, other) => {
      fc.pre(body[at] !== other);
      const valid = [..."0123456789X"].map((check) => body + check).filter(isOrgCode);
      assert.equal(valid.length, 1);
      const [code = ""] = valid;
      assert.equal(isOrgCode(code.slice(0, at) + other + code.slice(at + 1)), false);
    }),
  );
});
