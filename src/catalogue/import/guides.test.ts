import assert from "node:assert/strict";
import { test } from "node:test";
import {
  checkForPublishing,
  depthOf,
  documentOfGuide,
  materialsFor,
  reviewPointsOf,
  shippedGuides,
  standardScore,
} from "../index.ts";
import { isAppliable } from "../item-facts.ts";

const body = { deptName: "某部门", deptCode: "11440000006939756B", division: "445102" };

test("[B7] every guide compiles into a document with form, flow and materials that passes the gate at a body, and not as a base item", () => {
  const guides = shippedGuides();
  assert.equal(guides.length, 16);
  for (const guide of guides) {
    const document = documentOfGuide(guide, { ...body, useLevel: guide.level });
    const errors = checkForPublishing(document, { available: [] }).filter(({ severity }) => severity === "error");
    assert.deepEqual(errors, [], guide.name);
    assert.equal(isAppliable(document, { available: [] }), true, guide.name);
    assert.equal(isAppliable(documentOfGuide(guide), { available: [] }), false, guide.name);
    assert.equal(document.materials?.length, guide.materials.length);
  }
});

test("[B12] the measured depth of the guides is at least what they declare, and a document without form is a guide", () => {
  for (const guide of shippedGuides()) {
    const document = documentOfGuide(guide, { ...body, useLevel: guide.level });
    assert.ok(depthOf(document) >= 3, guide.name);
    assert.equal(
      depthOf(document) === 4,
      guide.visits === 0 && guide.deliver.some((way) => way === "2" || way === "3"),
      guide.name,
    );
  }
  assert.equal(depthOf({ taskName: "x" }), 1);
  assert.equal(depthOf({ taskName: "x", isSchedule: true }), 2);
});

test("[B7] answers shorten the materials list; an open question never does", () => {
  const [guide] = shippedGuides();
  const document = documentOfGuide(guide ?? assert.fail());
  const needs = (answers: Record<string, boolean>) =>
    materialsFor(document, answers).map(({ material, need }) => `${material.materialName}:${need}`);
  assert.deepEqual(needs({ case1: false, case2: false }), [
    "个体工商户登记申请书:asked",
    "申请人身份证件:fetched",
    "经营场所使用相关文件:asked",
  ]);
  assert.ok(needs({ case1: false, case2: true }).includes("委托代理人证明:asked"));
  assert.ok(needs({ case1: false }).includes("委托代理人证明:open"));
});

test("[B14] the officer's checklist names every condition of acceptance and every written point", () => {
  const [guide] = shippedGuides();
  const document = documentOfGuide(guide ?? assert.fail());
  const points = reviewPointsOf({ ...document, reviewPoints: ["核对经营范围"] });
  assert.ok(points.some(({ point, source }) => point === "核对经营范围" && source === "written"));
  for (const condition of guide?.conditions ?? [])
    assert.ok(points.some(({ point }) => point === `符合：${condition}`));
});

test("the standard score is 100 less what it says is missing", () => {
  for (const guide of shippedGuides()) {
    const { score, missing } = standardScore(documentOfGuide(guide));
    assert.equal(score, 100 - missing.reduce((sum, { weight }) => sum + weight, 0));
    assert.ok(score >= 50 && score < 100, `${guide.name} ${score}`);
  }
  assert.equal(standardScore({ taskName: "x" }).score, 0);
});
