import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { canonicalJson, digestOf } from "./canonical.ts";
import { completeItem } from "./catalogue.fixture.ts";
import { differencesOf, listDifferences, resolveDocument } from "./differences.ts";
import { type ItemDocument, type ItemField, itemFields } from "./document.ts";

const whole = completeItem();
const documents = fc
  .tuple(fc.subarray([...itemFields.filter((field) => field !== "taskName")]), fc.constantFrom("甲", "乙"), fc.nat(40))
  .map(([missing, name, legalDays]: [ItemField[], string, number]): ItemDocument => {
    const document: ItemDocument = { ...whole, taskName: name, legalDays };
    for (const field of missing) delete document[field];
    return document;
  });

test("[B3] the upper document with the local differences is the local document", () => {
  fc.assert(
    fc.property(documents, documents, (upper, lower) => {
      assert.deepEqual(resolveDocument(upper, differencesOf(upper, lower)), lower);
    }),
  );
});

test("[B3] equal documents have no differences, and only differing fields are kept", () => {
  fc.assert(
    fc.property(documents, (document) => {
      assert.deepEqual(differencesOf(document, structuredClone(document)), { set: {}, unset: [] });
    }),
  );
  assert.deepEqual(differencesOf(whole, { ...whole, promiseDays: 0 }), { set: { promiseDays: 0 }, unset: [] });
});

test("[B3] differences are told field by field, materials one by one, who and where not at all", () => {
  const [first, ...rest] = whole.materials ?? [];
  const lower = {
    ...whole,
    deptName: "另一部门",
    promiseDays: 0,
    materials: [...rest, { key: "new", materialName: "新材料" }],
  };
  const lines = listDifferences(whole, lower).map(({ field, change, part }) => [field, change, part]);
  assert.deepEqual(lines, [
    ["promiseDays", "changed", undefined],
    ["materials", "removed", first?.materialName],
    ["materials", "added", "新材料"],
  ]);
});

test("a digest does not depend on the order of members", () => {
  assert.equal(digestOf({ b: [1, { y: 2, x: undefined }], a: "é" }), digestOf({ a: "é", b: [1, { y: 2 }] }));
  assert.notEqual(digestOf({ a: 1 }), digestOf({ a: "1" }));
  fc.assert(
    fc.property(fc.jsonValue(), (value) =>
      assert.deepEqual(JSON.parse(canonicalJson(value)), JSON.parse(JSON.stringify(value))),
    ),
  );
});
