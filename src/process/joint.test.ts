import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { JoinRule } from "./flow.ts";
import { decideJoint, type Opinion } from "./joint.ts";

const all = (rule: JoinRule) => ({ rule, waitFor: "all" as const });
const enough = (rule: JoinRule) => ({ rule, waitFor: "enough" as const });

test("会签 needs every concerned body, 或签 one, a proportion so many of those concerned", () => {
  assert.equal(decideJoint(all({ kind: "countersign" }), ["agree", "agree", null], 0), "agree");
  assert.equal(decideJoint(all({ kind: "countersign" }), ["agree", "disagree"], 0), "disagree");
  assert.equal(decideJoint(all({ kind: "anySign" }), ["disagree", "agree", "disagree"], 0), "agree");
  assert.equal(decideJoint(all({ kind: "anySign" }), ["disagree", "disagree"], 0), "disagree");
  assert.equal(decideJoint(all({ kind: "proportion", percent: 66 }), ["agree", "agree", "disagree"], 0), "agree");
  assert.equal(decideJoint(all({ kind: "proportion", percent: 67 }), ["agree", "agree", "disagree"], 0), "disagree");
});

test("when no body is concerned nobody has objected", () => {
  for (const rule of [{ kind: "countersign" }, { kind: "anySign" }] as const) {
    assert.equal(decideJoint(all(rule), [null, null], 0), null);
  }
});

test("waiting for all decides nothing early, waiting for enough stops at the certain answer", () => {
  assert.equal(decideJoint(all({ kind: "countersign" }), ["disagree"], 2), undefined);
  assert.equal(decideJoint(enough({ kind: "countersign" }), ["disagree"], 2), "disagree");
  assert.equal(decideJoint(enough({ kind: "countersign" }), ["agree"], 1), undefined);
  assert.equal(decideJoint(enough({ kind: "anySign" }), ["agree"], 2), "agree");
  assert.equal(decideJoint(enough({ kind: "anySign" }), ["disagree"], 1), undefined);
});

test("an early answer is the answer that any further opinions would have given", () => {
  const opinion = fc.constantFrom<Opinion>("agree", "disagree", null);
  const rule: fc.Arbitrary<JoinRule> = fc.oneof(
    fc.constantFrom<JoinRule>({ kind: "countersign" }, { kind: "anySign" }),
    fc.integer({ min: 1, max: 100 }).map((percent): JoinRule => ({ kind: "proportion", percent })),
  );
  fc.assert(
    fc.property(
      rule,
      fc.array(opinion, { maxLength: 6 }),
      fc.array(opinion, { minLength: 1, maxLength: 6 }),
      (one, first, rest) => {
        const early = decideJoint(enough(one), first, rest.length);
        if (early !== undefined) assert.equal(decideJoint(all(one), [...first, ...rest], 0), early);
      },
    ),
    { numRuns: 3000 },
  );
});
