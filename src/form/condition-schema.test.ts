import assert from "node:assert/strict";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { schemaOfCondition } from "./condition-schema.ts";
import { foodBusiness } from "./examples/food-business.ts";
import { type Condition, holds, schemaOf, settle } from "./index.ts";
import { answeredForm, context } from "./random-form.fixture.ts";

test("a condition as JSON Schema is valid exactly when the condition holds", () => {
  let said = 0;
  fc.assert(
    fc.property(answeredForm, ({ form, answers }) => {
      const { facts } = settle(form, answers, context.facts);
      const conditions = form.pages.flatMap((page) => page.fields.flatMap((field) => [field.when, field.requiredWhen]));
      for (const condition of conditions) {
        const schema = condition && schemaOfCondition(form, condition);
        if (!condition || !schema) continue;
        said += 1;
        const validate = new Ajv2020({ strict: false }).compile(schema);
        assert.equal(validate(JSON.parse(JSON.stringify(answers))), holds(condition, facts), JSON.stringify(condition));
      }
    }),
    { numRuns: 80 },
  );
  assert.ok(said > 20, `${said} conditions were expressible`);
});

test("what JSON Schema cannot say is left to the server", () => {
  const cannot: Condition[] = [
    { "==": [{ var: "byDelegate" }, true] },
    { ">": [{ var: "area" }, { var: "staff" }] },
    { ">": [{ var: "staff" }, 2] },
    { and: [{ "==": [{ var: "cold" }, true] }, { "==": [{ var: "byDelegate" }, true] }] },
  ];
  for (const one of cannot) assert.equal(schemaOfCondition(foodBusiness, one), undefined);
  assert.deepEqual(schemaOfCondition(foodBusiness, { "<": [300, { var: "area" }] }), {
    properties: { area: { type: "number", exclusiveMinimum: 300 } },
    required: ["area"],
  });
});

test("the exported schema refuses a hidden answer, a missing one and an unknown one", () => {
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schemaOf(foodBusiness));
  const right = {
    name: "某店",
    uscc: "91440101MA5CXXXX0A",
    legalRepresentative: { name: "陈三", idNumber: "11010519491231002X" },
    items: ["hot"],
    place: { division: "440103001", detail: "一号" },
    area: 86.5,
    staff: [{ name: "陈三", idNumber: "11010519491231002X" }],
  };
  assert.ok(validate(right), JSON.stringify(validate.errors));
  for (const wrong of [
    { cold: true },
    { items: ["raw"] },
    { area: 301 },
    { other: 1 },
    { area: "86.5" },
    { staff: [] },
  ]) {
    assert.equal(validate({ ...right, ...wrong }), false, JSON.stringify(wrong));
  }
});
