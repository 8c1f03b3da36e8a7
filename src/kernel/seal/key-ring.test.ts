import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { testKeys } from "../testing/index.ts";
import { createKeyRing } from "./index.ts";

const ring = createKeyRing(testKeys);
const rotated = createKeyRing({
  digest: testKeys.digest,
  versions: new Map([...testKeys.versions, [2, Buffer.alloc(32, 2)]]),
});
const place = "identity.person.phone 018f0000-0000-7000-8000-000000000001";

test("whatever is sealed opens at its place, and says which version sealed it", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string(), (text, at) => {
      const sealed = ring.seal(text, at);
      assert.equal(ring.open(sealed, at), Buffer.from(text).toString());
      assert.equal(ring.versionOf(sealed), 1);
      assert.equal(sealed.length, Buffer.byteLength(text) + 30);
    }),
  );
});

test("sealed text opens nowhere else: the row, the column and the table are bound to it", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (text, at, elsewhere) => {
      fc.pre(at !== elsewhere);
      assert.throws(() => ring.open(ring.seal(text, at), elsewhere), /does not open/);
    }),
  );
});

test("one changed bit anywhere, or a missing end, and it does not open", () => {
  const sealed = ring.seal("13800138000", place);
  for (let bit = 0; bit < sealed.length * 8; bit += 1) {
    const changed = Buffer.from(sealed);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    assert.throws(() => rotated.open(changed, place));
  }
  for (let length = 0; length < sealed.length; length += 1) {
    assert.throws(() => ring.open(sealed.subarray(0, length), place));
  }
});

test("the fault names the place and shows neither text nor key", () => {
  const sealed = ring.seal("440106199001010011", place);
  assert.throws(
    () => ring.open(sealed, "identity.person.address 2"),
    (error: Error) =>
      !("code" in error) &&
      error.message.includes("identity.person.address 2") &&
      !error.message.includes("4401061990"),
  );
});

test("the same text sealed twice looks different", () => {
  assert.notDeepEqual(ring.seal("张三", place), ring.seal("张三", place));
});

test("after a rotation the newest version seals, the old ones still open, and digests are what they were", () => {
  const old = ring.seal("李四", place);
  assert.equal(rotated.open(old, place), "李四");
  const renewed = rotated.seal("李四", place);
  assert.equal(rotated.versionOf(renewed), 2);
  assert.throws(() => ring.open(renewed, place), /no key of version 2/);
  assert.deepEqual(rotated.digest("phone", "13800138000"), ring.digest("phone", "13800138000"));
});

test("digests tell purposes and texts apart, and another hall's digests are others", () => {
  assert.equal(ring.digest("phone", "1").length, 32);
  assert.notDeepEqual(ring.digest("phone", "1"), ring.digest("id-number", "1"));
  assert.notDeepEqual(ring.digest("a", "bc"), ring.digest("ab", "c"));
  const other = createKeyRing({ digest: Buffer.alloc(32, 9), versions: testKeys.versions });
  assert.notDeepEqual(ring.digest("phone", "1"), other.digest("phone", "1"));
});
