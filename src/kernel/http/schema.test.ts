import assert from "node:assert/strict";
import { test } from "node:test";
import { Type } from "typebox";
import { closed, fitFields, jsonSchema } from "./schema.ts";

const schema = jsonSchema(
  Type.Object({
    name: Type.String(),
    age: Type.Optional(Type.Integer()),
    rate: Type.Optional(Type.Number()),
    agreed: Type.Optional(Type.Boolean()),
    kinds: Type.Optional(Type.Array(Type.Integer())),
  }),
);

test("a form's texts become what the schema expects, and a blank field is an absent one", () => {
  const fitted = fitFields(schema, { name: "甲", age: "42", rate: "-1.5", agreed: "true", kinds: "3", _csrf: "x" });
  assert.deepEqual({ ...fitted }, { name: "甲", age: 42, rate: -1.5, agreed: true, kinds: [3] });
  assert.deepEqual({ ...fitFields(schema, { name: "", kinds: ["1", "", "2"] }) }, { kinds: [1, 2] });
});

test("what does not fit stays as it is, for the check to name", () => {
  const fitted = fitFields(schema, { name: ["甲", "乙"], age: "4e2", rate: "0x10", agreed: "yes" });
  assert.deepEqual({ ...fitted }, { name: ["甲", "乙"], age: "4e2", rate: "0x10", agreed: "yes" });
});

test("names of every object's prototype are not taken for fields that were sent", () => {
  const odd = jsonSchema(Type.Object({ constructor: Type.Optional(Type.String()) }));
  assert.deepEqual(Object.keys(fitFields(odd, {})), []);
});

test("every object inside is closed unless it says otherwise", () => {
  const deep = closed(
    jsonSchema(
      Type.Object({
        inner: Type.Object({ a: Type.String() }),
        list: Type.Array(Type.Object({ b: Type.String() })),
        open: Type.Object({ c: Type.String() }, { additionalProperties: true }),
        either: Type.Union([Type.Object({ d: Type.String() }), Type.Null()]),
      }),
    ),
  );
  assert.equal(deep.additionalProperties, false);
  assert.equal(deep.properties?.inner?.additionalProperties, false);
  assert.deepEqual(deep.properties?.list?.items, {
    ...jsonSchema(Type.Object({ b: Type.String() })),
    additionalProperties: false,
  });
  assert.equal(deep.properties?.open?.additionalProperties, true);
  assert.equal(deep.properties?.either?.anyOf?.[0]?.additionalProperties, false);
});
