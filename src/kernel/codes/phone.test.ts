import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { isMobile, isPhone, parseMobile, parsePhone, phoneFacts } from "./index.ts";

const forms: [written: string, kept: string][] = [
  ["13800138000", "13800138000"],
  [" 138 0013 8000 ", "13800138000"],
  ["+86 138-0013-8000", "13800138000"],
  ["8613800138000", "13800138000"],
  ["１３８００１３８０００", "13800138000"],
  ["0768-2345678", "0768-2345678"],
  ["（0768）2345678", "0768-2345678"],
  ["0768 234 5678", "0768-2345678"],
  ["07682345678", "0768-2345678"],
  ["020－83133333", "020-83133333"],
  ["010—6655 4433", "010-66554433"],
  ["+86 768 2345678", "0768-2345678"],
  ["0086-10-66554433", "010-66554433"],
  ["0768-2345678转801", "0768-2345678-801"],
  ["0768-2345678-801", "0768-2345678-801"],
  ["020-83133333 ext. 6", "020-83133333-6"],
  ["12345", "12345"],
  ["0768-12345", "0768-12345"],
  ["076812345", "0768-12345"],
  ["95598", "95598"],
  ["4008100000", "400-810-0000"],
  ["400-810-0000", "400-810-0000"],
];

for (const [written, kept] of forms) {
  test(`"${written}" is kept as ${kept}, and what is kept reads back the same`, () => {
    assert.equal(parsePhone(written), kept);
    assert.equal(parsePhone(kept), kept);
    assert.equal(isPhone(kept), true);
  });
}

test("what is no number, or a landline without area code, is refused", () => {
  for (const wrong of [
    "",
    "2345678",
    "0768",
    "0768-1345678",
    "23800138000",
    "1380013800",
    "138001380000",
    "abc",
    "+1 2025550123",
  ]) {
    assert.equal(isPhone(wrong), false, wrong);
    assert.throws(() => parsePhone(wrong), { name: "HallError", kind: "invalid", code: "codes/bad-phone" }, wrong);
  }
});

test("only a mobile number takes a short message", () => {
  assert.equal(parseMobile("+86 138 0013 8000"), "13800138000");
  assert.equal(isMobile("0768-2345678"), false);
  for (const wrong of ["0768-2345678", "12345", "12800138000", ""]) {
    assert.throws(() => parseMobile(wrong), { code: "codes/bad-mobile" }, wrong);
  }
});

test("a number says its kind, area code and extension", () => {
  const facts = (text: string) => phoneFacts(parsePhone(text));
  assert.deepEqual(facts("13800138000"), { kind: "mobile", area: undefined, extension: undefined });
  assert.deepEqual(facts("0768-2345678-801"), { kind: "landline", area: "0768", extension: "801" });
  assert.deepEqual(facts("020-83133333"), { kind: "landline", area: "020", extension: undefined });
  assert.deepEqual(facts("0768-12345"), { kind: "hotline", area: "0768", extension: undefined });
  assert.deepEqual(facts("12345"), { kind: "hotline", area: undefined, extension: undefined });
});

test("whatever is accepted reads back the same", () => {
  const typed = fc.string({ unit: fc.constantFrom(..."0123456789-+ ()转"), maxLength: 20 });
  fc.assert(
    fc.property(typed, (text) => {
      let kept: string;
      try {
        kept = parsePhone(text);
      } catch {
        return;
      }
      assert.equal(parsePhone(kept), kept);
    }),
    { numRuns: 5000 },
  );
});
