import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { completeItem } from "../catalogue.fixture.ts";
import { type ItemDocument, type ItemField, itemFields } from "../document.ts";
import { checkForPublishing } from "./gate.ts";
import { checkItem, itemRules } from "./item-rules.ts";
import { checkAgainstUpper } from "./upper-rules.ts";

const severities = (changes: Partial<ItemDocument>, rule: string) =>
  checkItem(completeItem(changes))
    .filter((one) => one.rule === rule)
    .map(({ field, severity }) => `${field}:${severity}`);

/** For each rule: what breaks it, and what the finding is. */
const broken: [rule: string, changes: Partial<ItemDocument>, finding: string][] = [
  ["R01", { promiseDays: 2 }, "promiseDays:error"],
  ["R01", { promiseDays: 0, projectType: "2" }, "projectType:error"],
  ["R02", { projectType: "2" }, "reviewType:error"],
  [
    "R03",
    {
      results: [
        { resultName: "准予通知书", resultType: "10", resultSample: "a" },
        { resultName: "营业执照", resultType: "20", resultSample: "a" },
      ],
    },
    "results:warning",
  ],
  ["R03", { results: [{ resultName: "营业执照", resultType: "10" }] }, "results:unknown"],
  ["R04", { limitSceneNum: 1 }, "limitSceneExplain:error"],
  ["R04", { limitSceneExplain: "要签名" }, "limitSceneExplain:error"],
  ["R05", { isOnline: false, isExpress: false }, "isExpress:error"],
  ["R06", { limitSceneNum: 1, limitSceneExplain: "要签名" }, "onlineHandleDepth:error"],
  ["R07", { isFee: true, fees: [], isPayOnline: true }, "fees:error"],
  ["R07", { isPayOnline: true }, "isPayOnline:error"],
  ["R08", { superviseWay: "0768-2345678" }, "superviseWay:error"],
  ["R08", { superviseWay: "2345678" }, "superviseWay:warning"],
  ["R09", { corpTopicType: ["L01"] }, "corpTopicType:error"],
  ["R10", { faqs: [] }, "faqs:unknown"],
  ["R11", { promiseDays: 9, projectType: "2", reviewType: "2" }, "promiseDays:error"],
  ["R12", { useLevel: "4" }, "useLevel:error"],
  ["R12", { catalogCode: "440131901001" }, "catalogCode:error"],
  ["R12", { taskCode: "123" }, "taskCode:error"],
];

for (const [rule, changes, finding] of broken) {
  test(`[B5] ${rule} speaks when ${JSON.stringify(changes).slice(0, 80)}`, () => {
    assert.ok(severities(changes, rule).includes(finding), severities(changes, rule).join(" "));
  });
}

test("[B5] a complete item has no error, and every rule has something to say of some item", () => {
  assert.deepEqual(
    checkItem(completeItem()).filter(({ severity }) => severity === "error"),
    [],
  );
  assert.deepEqual(new Set(broken.map(([rule]) => rule)), new Set(itemRules.map(({ code }) => code)));
});

test("the fields of 行政许可 without limits in working days are compared carefully across units", () => {
  const limits = (legalDays: number, legalUnit: "wd" | "cd", promiseDays: number, promiseUnit: "wd" | "cd") =>
    severities({ legalDays, legalUnit, promiseDays, promiseUnit, projectType: "2", reviewType: "2" }, "R11");
  assert.deepEqual(limits(30, "cd", 31, "wd"), ["promiseDays:error"]);
  assert.deepEqual(limits(15, "cd", 10, "wd"), ["promiseDays:warning"]);
  assert.deepEqual(limits(20, "wd", 20, "cd"), []);
});

test("what nobody knows is a finding and never a crash, whatever fields are missing", () => {
  const whole = completeItem();
  fc.assert(
    fc.property(fc.subarray([...itemFields.filter((field) => field !== "taskName")]), (missing: ItemField[]) => {
      const document: ItemDocument = { ...whole };
      for (const field of missing) delete document[field];
      for (const { message, mend } of checkForPublishing(document, { available: [] }))
        assert.ok(message !== "" && mend !== "");
    }),
    { numRuns: 200 },
  );
});

test("[A11] the gate stays closed without basis, flow, online application, result, or with a paper that an e-licence proves", () => {
  const closed = (
    changes: Partial<ItemDocument>,
    available: { code: string; name: string; foldedNames: string[] }[] = [],
  ) => [
    ...new Set(
      checkForPublishing(completeItem(changes), { available })
        .filter(({ severity, rule }) => severity === "error" && rule.startsWith("G"))
        .map(({ rule }) => rule),
    ),
  ];
  const without = (field: ItemField) => {
    const document: ItemDocument = completeItem();
    delete document[field];
    return checkForPublishing(document, { available: [] }).some(
      ({ severity, rule }) => severity === "error" && rule.startsWith("G"),
    );
  };
  assert.deepEqual(closed({}), []);
  for (const field of ["byLaw", "flow", "form", "results", "deliverWay", "isOnline"] as const)
    assert.ok(without(field), field);
  const idCard = { code: "id-card", name: "居民身份证", foldedNames: ["居民身份证", "身份证"] };
  assert.deepEqual(closed({ materials: [{ key: "m1", materialName: "申请人身份证复印件" }] }, [idCard]), ["G06"]);
  assert.deepEqual(
    closed({ materials: [{ key: "m1", materialName: "身份证", licenceTypeCode: "id-card" }] }, [idCard]),
    [],
  );
  assert.deepEqual(
    closed({ materials: [{ key: "m1", materialName: "甲", when: { "==": [{ var: "nobody" }, true] } }] }),
    ["G08"],
  );
});

test("[B3] a local version may be better than the one above, not worse than its law", () => {
  const upper = completeItem({ isFee: false });
  const rules = (changes: Partial<ItemDocument>) =>
    checkAgainstUpper(upper, completeItem(changes)).map(({ rule }) => rule);
  assert.deepEqual(rules({ promiseDays: 0 }), []);
  assert.deepEqual(rules({ legalDays: 20 }), ["D01"]);
  assert.deepEqual(rules({ taskType: "20" }), ["D02"]);
  assert.deepEqual(rules({ promiseDays: 2 }), ["D03"]);
  assert.deepEqual(rules({ materials: [...(upper.materials ?? []), { key: "extra", materialName: "无犯罪证明" }] }), [
    "D04",
  ]);
  assert.deepEqual(rules({ isFee: true }), ["D05"]);
});
