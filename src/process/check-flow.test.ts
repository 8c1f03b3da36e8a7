import assert from "node:assert/strict";
import { test } from "node:test";
import { checkFlow, parseFlow } from "./check-flow.ts";
import type { Flow, FlowNode } from "./flow.ts";
import { jointFlow, onTheSpotFlow, promisedFlow, taskNode } from "./templates.ts";

const joint = jointFlow({
  branches: [
    { key: "fire", name: "消防意见", body: "消防救援机构" },
    { key: "air", name: "人防意见", body: "人民防空主管部门" },
  ],
});

/** The joint flow with some nodes changed or added; the codes of what is found. */
function codes(change: Record<string, Record<string, unknown>>, add: FlowNode[] = []): string[] {
  const nodes = joint.nodes.map((node) => ({ ...node, ...change[node.key] }));
  const flow = parseFlow({ ...joint, nodes: [...nodes, ...add] });
  return checkFlow(flow).map((finding) => `${finding.code} ${finding.node}`);
}

test("the templates have no findings", () => {
  for (const flow of [onTheSpotFlow(), promisedFlow(), joint]) {
    assert.deepEqual(checkFlow(parseFlow(flow), { legal: 20, promised: 10, permit: true }), []);
  }
});

test("what does not fit the schema is refused with its places", () => {
  assert.throws(() => parseFlow({ ...joint, nodes: [{ kind: "task" }] }), {
    code: "process/flow-malformed",
    kind: "invalid",
  });
  assert.throws(() => parseFlow({ ...joint, name: "控制\u0007符" }), { code: "process/flow-malformed" });
  assert.throws(() => parseFlow({ ...joint, colour: "red" }), { code: "process/flow-malformed" });
});

test("a node that nothing leads to, or that leads nowhere, is found", () => {
  const task = taskNode("examine", { key: "lost", name: "孤儿", post: "reviewer", agree: "decide" });
  assert.deepEqual(codes({}, [task]), ["unreachable lost"]);
  assert.deepEqual(codes({ issue: { agree: "nowhere" } }).slice(0, 1), ["missing-node issue"]);
  assert.deepEqual(codes({ issue: { agree: "apply" } }).slice(0, 1), ["into-start issue"]);
  assert.ok(codes({ deliver: { agree: "issue" } }).includes("no-way-out deliver"));
});

test("duplicate keys and starts are found", () => {
  const start: FlowNode = { kind: "start", key: "apply", name: "又一个开始", next: "accept" };
  assert.deepEqual(codes({}, [start]), ["duplicate-key apply", "one-start apply"]);
  assert.deepEqual(
    checkFlow({ ...joint, facts: [1, 2].map(() => ({ key: "area", name: "面积", kind: "number" as const })) })[0]?.code,
    "duplicate-fact",
  );
});

test("forks and joins that do not balance are found", () => {
  assert.deepEqual(codes({ fire: { agree: "granted", disagree: "granted" } }).slice(0, 1), ["end-in-branch granted"]);
  assert.ok(codes({ fire: { agree: "air", disagree: "air" } }).includes("between-branches air"));
  assert.ok(codes({ accept: { agree: "collect" } }).includes("join-without-fork collect"));
  assert.ok(codes({ consult: { branches: ["fire", "collect"] } }).includes("empty-branch consult"));
  const loop = taskNode("examine", { key: "loop", name: "反复", post: "reviewer", agree: "loop" });
  assert.ok(codes({ air: { agree: "loop", disagree: "loop" } }, [loop]).includes("open-branch consult"));
  const second: FlowNode = {
    ...joint.nodes[joint.nodes.findIndex((node) => node.key === "collect")],
    key: "other",
  } as FlowNode;
  assert.ok(codes({ air: { agree: "other", disagree: "other" } }, [second]).includes("fork-to-two consult"));
});

test("a return may lead to an earlier node of its own or an outer branch only", () => {
  assert.deepEqual(codes({ examine: { returnTo: ["decide"] } }), ["return-forward examine"]);
  assert.deepEqual(codes({ decide: { returnTo: ["fire"] } }), ["return-aside decide"]);
  assert.deepEqual(codes({ fire: { returnTo: ["air"] } }), ["return-aside fire"]);
  assert.deepEqual(codes({ decide: { returnTo: ["collect"] } }), ["return-target decide"]);
  assert.deepEqual(codes({ fire: { returnTo: ["consult"] } }), []);
});

test("a ring in which nobody waits is found", () => {
  const ways = [{ name: "甲", when: { "==": [{ var: "a" }, true] }, to: "second" }];
  const first: FlowNode = { kind: "choice", key: "first", name: "一", ways: ways as never, otherwise: "decide" };
  const second: FlowNode = {
    kind: "choice",
    key: "second",
    name: "二",
    ways: [{ ...ways[0], to: "first" }] as never,
    otherwise: "decide",
  };
  const nodes = joint.nodes.map((node) => (node.key === "accept" ? { ...node, agree: "first" } : node));
  const flow = { ...joint, facts: [{ key: "a", name: "甲", kind: "yesNo" }], nodes: [...nodes, first, second] };
  assert.ok(checkFlow(parseFlow(flow)).some((finding) => finding.code === "loop-without-wait"));
});

test("conditions with faults and ways nobody can take are found", () => {
  const choice = (when: unknown): Flow => ({
    ...joint,
    facts: [{ key: "area", name: "面积", kind: "number" }],
    nodes: [
      ...joint.nodes.map((node) => (node.key === "accept" ? ({ ...node, agree: "size" } as FlowNode) : node)),
      {
        kind: "choice",
        key: "size",
        name: "面积",
        ways: [
          { name: "大", when: { ">": [{ var: "area" }, 300] }, to: "examine" },
          { name: "更大", when: when as never, to: "decide" },
        ],
        otherwise: "examine",
      },
    ],
  });
  const found = (when: unknown) => checkFlow(choice(when)).map((finding) => `${finding.level} ${finding.code}`);
  assert.deepEqual(found({ ">": [{ var: "area" }, 200] }), []);
  assert.deepEqual(found({ ">": [{ var: "area" }, 400] }), ["warning dead-way"]);
  assert.deepEqual(found({ ">": [{ var: "size" }, 1] }), ["error condition"]);
});

test("the law's limits cannot be loosened (行政许可法 32, 42, 44)", () => {
  const found = (change: Record<string, Record<string, unknown>>, limits = {}) => {
    const nodes = joint.nodes.map((node) => ({ ...node, ...change[node.key] }));
    return checkFlow(parseFlow({ ...joint, nodes }), limits).map((finding) => `${finding.level} ${finding.code}`);
  };
  assert.deepEqual(found({ accept: { limit: 6 } }), ["error accept-late", "error deemed-early"]);
  assert.deepEqual(found({ accept: { deemed: { after: 5, as: "disagree" } } }), ["error accept-silent"]);
  assert.deepEqual(found({ accept: { limit: 3, deemed: { after: 6, as: "agree" } } }), ["error accept-silent"]);
  assert.deepEqual(found({ accept: { deemed: { after: 5, as: "agree" } } }), []);
  assert.deepEqual(found({ examine: { deemed: { after: 5, as: "disagree" } } }), ["error deemed-nowhere"]);
  assert.deepEqual(found({ decide: { deemed: { after: 5, as: "agree" } } }), ["warning deemed-decision"]);
  assert.deepEqual(found({ issue: { limit: 8 } }, { permit: true }), ["error over-delivery"]);
  assert.deepEqual(found({ issue: { limit: 8 } }), []);
});

test("the nodes' days are held against promise and law; departments have limits of their own", () => {
  const found = (limits: object, change: Record<string, object> = {}) => {
    const nodes = joint.nodes.map((node) => ({ ...node, ...change[node.key] }));
    return checkFlow(parseFlow({ ...joint, nodes }), limits).map((finding) => finding.code);
  };
  assert.deepEqual(found({ promised: 4, legal: 20 }), []);
  assert.deepEqual(found({ promised: 3, legal: 20 }), ["over-promised"]);
  assert.deepEqual(found({ promised: 9, legal: 3 }), ["over-legal"]);
  assert.deepEqual(found({ promised: 9, legal: 4 }, { fire: { limit: 10 } }), ["over-promised"]);
  assert.deepEqual(found({ permit: true }, { fire: { limit: 42 } }), ["over-joint"]);
  assert.deepEqual(found({ promised: 4 }, { fire: { limit: 42, procedure: "expert-review" } }), []);
});
