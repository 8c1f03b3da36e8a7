import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Condition, type Facts, faultsOfCondition, holds, type KnownFact, sampleFacts } from "./condition.ts";

const known: KnownFact[] = [
  { key: "area", kind: "number" },
  { key: "special", kind: "yesNo" },
  { key: "kind", kind: "text", values: ["新办", "变更"] },
  { key: "items", kind: "list", values: ["热食", "冷食", "饮品"] },
];

test("conditions compare facts without converting their types", () => {
  assert.equal(holds({ ">": [{ var: "area" }, 300] }, { area: 301 }), true);
  assert.equal(holds({ ">": [{ var: "area" }, 300] }, { area: "301" }), false);
  assert.equal(holds({ "==": [{ var: "area" }, 1] }, { area: true }), false);
  assert.equal(holds({ in: [{ var: "kind" }, ["新办", "变更"]] }, { kind: "变更" }), true);
  assert.equal(
    holds({ and: [{ "==": [{ var: "special" }, true] }, { "!": [{ "<": [{ var: "area" }, 5] }] }] }, { special: true }),
    true,
  );
});

test("a list is asked whether it holds a value, and for nothing else", () => {
  const chosen: Condition = { in: ["冷食", { var: "items" }] };
  assert.equal(holds(chosen, { items: ["热食", "冷食"] }), true);
  assert.equal(holds(chosen, { items: ["热食"] }), false);
  assert.equal(holds(chosen, {}), false);
  assert.equal(holds(chosen, { items: "冷食" }), false);
  assert.equal(holds({ "==": [{ var: "items" }, { var: "items" }] }, { items: ["热食"] }), false);
  assert.deepEqual(faultsOfCondition(chosen, known), []);
});

test("an absent fact makes comparisons false, also one named like a built-in", () => {
  assert.equal(holds({ "==": [{ var: "area" }, { var: "other" }] }, {}), false);
  assert.equal(holds({ "!=": [{ var: "area" }, 1] }, {}), true);
  assert.equal(holds({ "!=": [{ var: "toString" }, "x"] }, {}), true);
  assert.equal(holds({ in: [{ var: "constructor" }, ["x"]] }, {}), false);
});

test("faulty conditions are told in Chinese before anybody runs them", () => {
  const faulty: unknown[] = [
    null,
    [],
    "x",
    {},
    { "==": [1, 1], "!=": [1, 2] },
    { "==": [1] },
    { "<": [{ var: "kind" }, "a"] },
    { "==": [{ var: "unknown" }, 1] },
    { "==": [{ var: "area" }, "1"] },
    { "==": [{ var: "kind" }, "注销"] },
    { in: [{ var: "kind" }, []] },
    { in: [{ var: "kind" }, ["注销"]] },
    { and: [] },
    { "!": [{ "==": [1, 1] }, { "==": [1, 1] }] },
    { cat: ["a", "b"] },
    { in: ["烧烤", { var: "items" }] },
    { in: ["新办", { var: "kind" }] },
    { in: [{ var: "kind" }, { var: "items" }] },
    { in: [{ var: "kind" }, [{ var: "kind" }]] },
    { in: ["冷食", { var: "nothing" }] },
    { "==": [{ var: "items" }, "冷食"] },
    { "==": [{ var: "items" }, { var: "items" }] },
    { ">": [{ var: "area" }, Number.NaN] },
  ];
  for (const value of faulty) {
    const [fault] = faultsOfCondition(value, known);
    assert.match(fault ?? "", /\p{Script=Han}/u, JSON.stringify(value));
  }
  assert.deepEqual(faultsOfCondition({ in: [{ var: "kind" }, ["新办"]] }, known), []);
});

const operand = fc.oneof(
  fc.constantFrom<{ var: string }>({ var: "area" }, { var: "special" }, { var: "kind" }, { var: "none" }),
  fc.constantFrom<string | number | boolean>(0, 1, 2, true, false, "新办", "变更"),
);
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    fc.tuple(operand, operand).map((pair): Condition => ({ "==": pair })),
    fc.tuple(operand, operand).map((pair): Condition => ({ "!=": pair })),
    fc.tuple(operand, operand).map((pair): Condition => ({ "<": pair })),
    fc.tuple(operand, operand).map((pair): Condition => ({ ">=": pair })),
    fc.constantFrom("热食", "冷食").map((one): Condition => ({ in: [one, { var: "items" }] })),
    fc.array(tie("condition"), { minLength: 1, maxLength: 3 }).map((and): Condition => ({ and })),
    fc.array(tie("condition"), { minLength: 1, maxLength: 3 }).map((or): Condition => ({ or })),
    tie("condition").map((one): Condition => ({ "!": [one] })),
  ),
}));
const facts: fc.Arbitrary<Facts> = fc.record(
  {
    area: fc.integer({ min: -1, max: 3 }),
    special: fc.boolean(),
    kind: fc.constantFrom("新办", "变更"),
    items: fc.subarray(["热食", "冷食", "饮品"]),
  },
  { requiredKeys: [] },
);

test("evaluation never throws, and the samples try every answer a condition can give", () => {
  fc.assert(
    fc.property(condition, facts, (one, given) => {
      const answer = holds(one, given);
      if (faultsOfCondition(one, known).length > 0) return;
      const samples = sampleFacts([one], known) ?? [];
      assert.ok(
        samples.some((sample) => holds(one, sample) === answer),
        JSON.stringify(one),
      );
    }),
    { numRuns: 2000 },
  );
});

test("checking any value at all gives faults or a condition that can be evaluated", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      if (faultsOfCondition(value, known).length === 0) holds(value as unknown as Condition, {});
    }),
  );
});
