import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { checkFlow, parseFlow } from "./check-flow.ts";
import type { FlowNode } from "./flow.ts";
import { flowOfGuide } from "./flow-of-guide.ts";
import type { GuideProcess } from "./guide.ts";

interface Guide extends GuideProcess {
  legal: { value: number; unit: "wd" | "cd" };
  promise: { value: number; unit: "wd" | "cd" };
}
const guides: Guide[] = JSON.parse(readFileSync(new URL("./examples/guides.json", import.meta.url), "utf8"));

function flowOf(slug: string) {
  const guide = guides.find((one) => one.slug === slug);
  assert.ok(guide, slug);
  return flowOfGuide(guide);
}

const words = (nodes: FlowNode[]) =>
  nodes.map((node) => (node.kind === "task" ? `${node.key}:${node.act}` : `${node.kind}:${node.key}`));

test("every guide becomes a flow that may be published, and keeps the law's limits", () => {
  assert.equal(guides.length, 16);
  for (const guide of guides) {
    const limits = {
      ...(guide.legal.unit === "wd" ? { legal: guide.legal.value } : {}),
      ...(guide.promise.unit === "wd" ? { promised: guide.promise.value } : {}),
    };
    const findings = checkFlow(parseFlow(flowOfGuide(guide)), limits);
    const known = guide.slug === "construction-permit" ? ["over-promised"] : [];
    assert.deepEqual(
      findings.map((finding) => finding.code),
      known,
      guide.slug,
    );
  }
});

test("each counted step of a guide is a task of the flow, with its days", () => {
  for (const guide of guides.filter((one) => !one.joint)) {
    const tasks = new Map(flowOfGuide(guide).nodes.map((node) => [node.key, node]));
    for (const step of guide.steps.filter((one) => one.actor !== "applicant")) {
      const node = tasks.get(step.key);
      assert.ok(node?.kind === "task", `${guide.slug} ${step.key}`);
      assert.equal(node.limit, step.days);
    }
  }
});

test("steps outside the limits are special procedures", () => {
  const procedures = flowOf("disability-certificate").nodes.flatMap((node) =>
    node.kind === "task" ? (node.procedure ?? []) : [],
  );
  assert.deepEqual(procedures, ["appraisal", "publicity"]);
});

test("a step that is taken only 必要时 becomes a choice by a fact", () => {
  const flow = flowOf("pollutant-discharge-permit");
  assert.deepEqual(flow.facts, [{ key: "site_needed", name: "是否需要现场核查", kind: "yesNo" }]);
  assert.ok(flow.nodes.some((node) => node.kind === "choice" && node.otherwise === "decide"));
});

test("a guide without acceptance gets it, and its last step decides", () => {
  assert.deepEqual(words(flowOf("birth-registration").nodes), [
    "start:apply",
    "accept:accept",
    "close:decide",
    "deliver-refusal:deliver",
    "end:granted",
    "end:refused",
    "end:not-accepted",
  ]);
});

test("the departments of a joint guide stand side by side where their own steps stood", () => {
  assert.deepEqual(words(flowOf("catering-one-thing").nodes).slice(0, 9), [
    "start:apply",
    "accept:accept",
    "machine:split",
    "part-2-1:opinion",
    "fork:joint-3",
    "part-3-1:opinion",
    "part-3-2:opinion",
    "part-3-3:opinion",
    "join:collect-3",
  ]);
  const tax = flowOf("real-estate-transfer").nodes.find((node) => node.key === "part-1-1");
  assert.ok(tax?.kind === "task" && tax.post === "tax" && tax.body === "税务部门");
});

test("nothing returns behind the acceptance, and not to a machine", () => {
  for (const guide of guides) {
    const { nodes } = flowOfGuide(guide);
    const before = nodes.slice(0, nodes.findIndex((node) => node.key === "accept") + 1).map((node) => node.key);
    const posts = new Map(nodes.map((node) => [node.key, node.kind === "task" ? node.post : ""]));
    for (const node of nodes) {
      if (node.kind !== "task" || before.includes(node.key)) continue;
      for (const to of node.returnTo)
        assert.ok(!before.includes(to) && posts.get(to) !== "system", `${guide.slug} ${to}`);
    }
  }
});
