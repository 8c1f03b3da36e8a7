import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { newRecoveryCodes, parseRecoveryCode } from "./recovery-code.ts";
import { enrolmentUri, fromBase32, inFours, toBase32 } from "./secret-text.ts";
import { codeAt, newTotpSecret, timeStepOf, timeStepOfCode, totpShape } from "./totp.ts";

const rfcSecret = Buffer.from("12345678901234567890");
const secrets = fc.uint8Array({ minLength: 20, maxLength: 20 }).map((bytes) => Buffer.from(bytes));
/** From 1970 to 2100, in seconds. */
const seconds = fc.integer({ min: 90, max: 4_102_444_800 });
const at = (second: number) => new Date(second * 1000);

test("the counter's codes are those of RFC 4226, appendix D", () => {
  const told = "755224 287082 359152 969429 338314 254676 287922 162583 399871 520489".split(" ");
  assert.deepEqual(
    told.map((_code, counter) => codeAt(rfcSecret, counter)),
    told,
  );
});

test("the codes of an instant are those of RFC 6238, appendix B (SHA-1)", () => {
  const told: readonly (readonly [second: number, step: string, code: string])[] = [
    [59, "0000000000000001", "94287082"],
    [1_111_111_109, "00000000023523EC", "07081804"],
    [1_111_111_111, "00000000023523ED", "14050471"],
    [1_234_567_890, "000000000273EF07", "89005924"],
    [2_000_000_000, "0000000003F940AA", "69279037"],
    [20_000_000_000, "0000000027BC86AA", "65353130"],
  ];
  for (const [second, step, code] of told) {
    assert.equal(timeStepOf(at(second)), Number.parseInt(step, 16));
    assert.equal(codeAt(rfcSecret, timeStepOf(at(second)), 8), code);
    // Six digits are the last six of eight.
    assert.equal(timeStepOfCode(rfcSecret, code.slice(2), at(second)), timeStepOf(at(second)));
  }
});

test("a code holds in its own step and in the one before and after, never further away, and only once", () => {
  fc.assert(
    fc.property(secrets, seconds, fc.integer({ min: -3, max: 3 }), (secret, second, away) => {
      const step = timeStepOf(at(second));
      const code = codeAt(secret, step + away);
      const found = timeStepOfCode(secret, code, at(second));
      // By chance another step of the window may have the same code: then that one is found.
      const same = [step - 1, step, step + 1].filter((one) => codeAt(secret, one) === code);
      assert.equal(found, same[0]);
      assert.equal(found !== undefined, Math.abs(away) <= 1 || same.length > 0);
      if (found === undefined) return;
      assert.equal(timeStepOfCode(secret, code, at(second), found - 1), found);
      assert.notEqual(timeStepOfCode(secret, code, at(second), found), found);
      assert.equal(timeStepOfCode(secret, code, at(second), step + 1), undefined);
    }),
  );
});

test("whatever is typed, only six digits are looked at", () => {
  const code = codeAt(rfcSecret, 1);
  for (const typed of ["", code.slice(1), `${code}0`, ` ${code}`, "１２３４５６", "abcdef"]) {
    assert.equal(timeStepOfCode(rfcSecret, typed, at(45)), undefined);
  }
});

test("a secret is 20 bytes, reads as 32 letters in groups of four, and comes back out of them", () => {
  assert.equal(newTotpSecret().length, totpShape.secretBytes);
  assert.equal(toBase32(Buffer.from("foobar")), "MZXW6YTBOI");
  fc.assert(fc.property(fc.uint8Array(), (bytes) => assert.deepEqual([...fromBase32(toBase32(bytes))], [...bytes])));
  assert.equal(inFours(toBase32(rfcSecret)), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
  assert.throws(() => fromBase32("1"), RangeError);
});

test("the address in the QR code names the account and fits into a small code", () => {
  const uri = enrolmentUri({ issuer: "网厅", account: "吴:窗口" }, toBase32(rfcSecret));
  const { protocol, host, pathname, searchParams } = new URL(uri);
  assert.deepEqual([protocol, host, decodeURIComponent(pathname)], ["otpauth:", "totp", "/网厅:吴 窗口"]);
  assert.deepEqual([...searchParams.keys()], ["secret", "issuer"]);
  assert.ok(uri.length <= 150, `${uri.length}`);
});

test("ten recovery codes, all different, are read however they are typed", () => {
  const codes = newRecoveryCodes();
  assert.equal(new Set(codes).size, 10);
  for (const code of codes) {
    assert.match(code, /^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
    const typed = ` ${code.toLowerCase().replace("-", " — ").replaceAll("0", "o").replaceAll("1", "l")} `;
    assert.equal(parseRecoveryCode(typed), code);
  }
  for (const wrong of ["", "123456", "7K3QM-2XV9", "7K3QM-2XV9A1", "7K3QM-2XV9U"]) {
    assert.equal(parseRecoveryCode(wrong), undefined);
  }
});
