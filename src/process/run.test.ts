import assert from "node:assert/strict";
import { test } from "node:test";
import { checkFlow } from "./check-flow.ts";
import type { Flow, FlowNode } from "./flow.ts";
import {
  advanceFlow,
  type FlowEvent,
  type FlowState,
  jointFlow,
  listTasks,
  listTimers,
  onTheSpotFlow,
  promisedFlow,
  startFlow,
} from "./index.ts";

const joint = jointFlow({
  branches: [
    { key: "planning", name: "规划意见", body: "规划部门" },
    { key: "fire", name: "消防意见", body: "消防救援机构" },
    { key: "air", name: "人防意见", body: "人民防空主管部门" },
  ],
});

type Move =
  | { node: string; kind: "agree" | "disagree" | "requestCorrection" | "overdue" }
  | { node: string; to: string }
  | FlowEvent["kind"];

/** Runs moves by the names of nodes; the last state and all effects in words. */
function walk(flow: Flow, moves: Move[], from?: FlowState): { state: FlowState; news: string[] } {
  const started = startFlow(flow);
  let state = from ?? started.state;
  const news: string[] = [];
  for (const move of moves) {
    const done = advanceFlow(flow, state, eventOf(state, move));
    state = done.state;
    for (const effect of done.effects) {
      if (effect.kind === "entered") news.push(`+${effect.token.node}`);
      else if (effect.kind === "left") news.push(`-${effect.token.node} ${effect.as}`);
      else if (effect.kind === "jointDecided") news.push(`joint ${effect.opinion}`);
      else if (effect.kind === "ended") news.push(`ended ${effect.outcome}`);
      else if (effect.kind === "passed") news.push(`passed ${effect.node}`);
      else news.push(`${effect.kind} ${effect.reason}`);
    }
  }
  return { state, news };
}

function eventOf(state: FlowState, move: Move): FlowEvent {
  const tokenAt = (node: string) => state.tokens.find((token) => token.node === node)?.no ?? 0;
  if (typeof move !== "string") {
    if ("to" in move) return { kind: "return", token: tokenAt(move.node), to: move.to, reason: "图纸缺页" };
    return { kind: move.kind, token: tokenAt(move.node) };
  }
  if (move === "pause") return { kind: "pause", reason: "hearing" };
  if (move === "terminate") return { kind: "terminate", as: "terminated", reason: "申请人死亡" };
  return { kind: move } as FlowEvent;
}

const yes = (...nodes: string[]): Move[] => nodes.map((node) => ({ node, kind: "agree" }));
const at = (state: FlowState) => state.tokens.map((token) => token.node);

test("a promised case walks 申请 受理 审查 决定 制证 送达", () => {
  const { state, news } = walk(promisedFlow(), yes("accept", "examine", "decide", "issue", "deliver"));
  assert.equal(state.outcome, "granted");
  assert.deepEqual(state.tokens, []);
  assert.equal(news.at(-1), "ended granted");
});

test("a case on the spot is refused acceptance or decided at once", () => {
  assert.equal(walk(onTheSpotFlow(), [{ node: "accept", kind: "disagree" }]).state.outcome, "notAccepted");
  const refused = walk(onTheSpotFlow(), [
    ...yes("accept"),
    { node: "decide", kind: "disagree" },
    ...yes("deliver-refusal"),
  ]);
  assert.equal(refused.state.outcome, "refused");
});

test("silence at acceptance counts as acceptance", () => {
  assert.deepEqual(at(walk(promisedFlow(), [{ node: "accept", kind: "overdue" }]).state), ["examine"]);
});

test("the departments of a joint case work side by side and the lead decides when all have spoken", () => {
  const { state, news } = walk(joint, [
    ...yes("accept", "examine", "fire", "planning"),
    { node: "air", kind: "disagree" },
  ]);
  assert.deepEqual(at(state), ["decide"]);
  assert.equal(state.tokens[0]?.opinion, "disagree");
  assert.deepEqual(news.slice(-8), [
    "-air disagree",
    "+collect",
    "joint disagree",
    "-collect joined",
    "-collect joined",
    "-collect joined",
    "-consult joined",
    "+decide",
  ]);
});

test("a department that returns the case over the fork calls off the others, in the order they began", () => {
  const { state, news } = walk(joint, [...yes("accept", "examine", "fire"), { node: "air", to: "examine" }]);
  assert.deepEqual(at(state), ["examine"]);
  assert.deepEqual(news.slice(-5), [
    "-air returned",
    "-planning cancelled",
    "-collect cancelled",
    "-consult returned",
    "+examine",
  ]);
});

test("an act on a task that was called off meanwhile is refused and changes nothing", () => {
  const before = walk(joint, yes("accept", "examine")).state;
  const planning = before.tokens.find((token) => token.node === "planning")?.no ?? 0;
  const { state } = walk(joint, [{ node: "air", to: "examine" }, ...yes("examine")], before);
  const copy = structuredClone(state);
  assert.throws(() => advanceFlow(joint, state, { kind: "agree", token: planning }), {
    code: "process/task-gone",
    kind: "conflict",
  });
  assert.deepEqual(state, copy);
});

test("a correction in one branch holds the whole case until the applicant has answered", () => {
  const { state, news } = walk(joint, [...yes("accept", "examine"), { node: "fire", kind: "requestCorrection" }]);
  assert.deepEqual(news.slice(-1), ["clockStopped correction-wait"]);
  assert.throws(() => walk(joint, yes("air"), state), { code: "process/on-hold" });
  assert.throws(() => walk(joint, [{ node: "air", kind: "requestCorrection" }], state), { code: "process/on-hold" });
  assert.throws(() => walk(joint, ["resume"], state), { code: "process/on-hold" });
  assert.deepEqual(
    listTasks(joint, state).map((task) => task.offers),
    [[], [], []],
  );
  assert.deepEqual(walk(joint, ["correct", ...yes("fire")], state).news[0], "clockResumed correction-wait");
  assert.equal(walk(joint, ["expireCorrection"], state).state.outcome, "correctionExpired");
});

test("a special procedure stops the case, and it can be withdrawn or terminated even then", () => {
  const paused = walk(joint, [...yes("accept", "examine"), "pause"]).state;
  assert.throws(() => walk(joint, ["pause"], paused), { code: "process/on-hold" });
  assert.equal(walk(joint, ["resume", ...yes("fire", "air", "planning")], paused).state.tokens[0]?.node, "decide");
  const { state, news } = walk(joint, ["withdraw"], paused);
  assert.equal(state.outcome, "withdrawn");
  assert.equal(news[0], "clockResumed hearing");
  assert.equal(walk(joint, ["terminate"], paused).state.outcome, "terminated");
  assert.throws(() => walk(joint, ["withdraw"], state), { code: "process/ended" });
});

test("nothing can be resumed or corrected that was not stopped", () => {
  for (const move of ["resume", "correct", "expireCorrection"] as const) {
    assert.throws(() => walk(joint, [move]), { code: "process/not-on-hold", kind: "conflict" });
  }
});

test("a return needs a reason and a place the node offers", () => {
  const { state } = startFlow(joint);
  const token = state.tokens[0]?.no ?? 0;
  assert.throws(() => advanceFlow(joint, state, { kind: "return", token, to: "examine", reason: " " }), {
    code: "process/reason-missing",
    kind: "invalid",
  });
  assert.throws(() => walk(joint, [{ node: "accept", to: "examine" }]), { code: "process/not-offered" });
  assert.throws(() => walk(joint, [...yes("accept"), { node: "examine", kind: "disagree" }]), {
    code: "process/not-offered",
  });
});

test("或签 that waits for enough calls the others off at the first agreement", () => {
  const branches = ["first", "second"].map((key) => ({ key, name: `${key}意见`, body: `${key}部门` }));
  const flow = jointFlow({ branches, rule: { kind: "anySign" }, waitFor: "enough" });
  const { news } = walk(flow, yes("accept", "examine", "second"));
  assert.deepEqual(news.slice(-5), [
    "joint agree",
    "-collect joined",
    "-first cancelled",
    "-consult joined",
    "+decide",
  ]);
});

test("a choice follows the facts of the moment, a timer waits for its working days", () => {
  const flow: Flow = {
    key: "site",
    name: "现场核查",
    facts: [{ key: "area", name: "面积", kind: "number" }],
    nodes: [
      { kind: "start", key: "apply", name: "申请", next: "publicity" },
      { kind: "timer", key: "publicity", name: "公示", workdays: 5, next: "large" },
      {
        kind: "choice",
        key: "large",
        name: "面积",
        ways: [{ name: "大", when: { ">": [{ var: "area" }, 300] }, to: "site" }],
        otherwise: "done",
      },
      {
        kind: "task",
        key: "site",
        name: "核查",
        act: "examine",
        post: "inspector",
        procedure: "site-check",
        mayCorrect: false,
        returnTo: [],
        agree: "done",
      },
      { kind: "end", key: "done", name: "办结", outcome: "granted" },
    ],
  };
  const { state } = startFlow(flow);
  assert.deepEqual(listTimers(flow, state), [{ token: 1, node: "publicity", name: "公示", workdays: 5 }]);
  assert.equal(advanceFlow(flow, state, { kind: "timer", token: 1 }).state.outcome, "granted");
  const large = advanceFlow(flow, state, { kind: "timer", token: 1 }, { area: 301 });
  assert.deepEqual(large.effects.at(-1), { kind: "clockStopped", reason: "site-check", token: 2 });
  assert.throws(() => advanceFlow(flow, large.state, { kind: "timer", token: 2 }), { code: "process/not-offered" });
});

/** The joint flow with a machine before its fork, one in its first branch behind the opinion, and one that is all of its last branch. */
function withMachines(): Flow {
  const machine = (key: string, next: string) => ({ kind: "machine" as const, key, name: "自动分派", next });
  const nodes = joint.nodes.map((node): FlowNode => {
    if (node.kind === "fork") return { ...node, branches: [...node.branches, "copy"] };
    if (node.key === "examine" && node.kind === "task") return { ...node, agree: "split" };
    return node.key === "fire" && node.kind === "task" ? { ...node, agree: "note" } : node;
  });
  return {
    ...joint,
    nodes: [...nodes, machine("split", "consult"), machine("note", "collect"), machine("copy", "collect")],
  };
}

test("[D1] a machine's node is passed at once, holds no token, keeps the opinion that comes with it, and is told", () => {
  const flow = withMachines();
  assert.deepEqual(
    checkFlow(flow).filter(({ level }) => level === "error"),
    [],
  );
  const asked = walk(flow, yes("accept", "examine"));
  assert.ok(asked.news.includes("passed split") && asked.news.includes("passed copy"));
  assert.ok(!asked.state.tokens.some(({ node }) => ["split", "note"].includes(node)));
  const others = listTasks(flow, asked.state).map(({ node }) => node);
  assert.ok(others.includes("fire") && !others.includes("copy"), "nobody is asked for it");
  const no = walk(
    flow,
    [...yes(...others.filter((node) => node !== "fire")), { node: "fire", kind: "agree" }],
    asked.state,
  );
  assert.deepEqual(
    no.news.filter((one) => /passed|joint/.test(one)),
    ["passed note", "joint agree"],
  );
  // Sent back over the fork and come again, the machine does its part again.
  const back = walk(flow, [{ node: "fire", to: "examine" }, ...yes("examine")], asked.state);
  assert.equal(back.news.filter((one) => one === "passed split").length, 1);
});

test("a ring of machines would turn for ever: it is found, and nothing can be sent back to a machine", () => {
  const turning = withMachines();
  const codes = (flow: Flow) => checkFlow(flow).map(({ code }) => code);
  const ring = turning.nodes.map((node) =>
    node.key === "split" && node.kind === "machine" ? { ...node, next: "again" } : node,
  );
  const again = { kind: "machine" as const, key: "again", name: "再分派", next: "split" };
  assert.ok(codes({ ...turning, nodes: [...ring, again] }).includes("loop-without-wait"));
  const sent = turning.nodes.map((node) =>
    node.key === "decide" && node.kind === "task" ? { ...node, returnTo: ["split"] } : node,
  );
  assert.ok(codes({ ...turning, nodes: sent }).includes("return-target"));
});

test("a flow with an error in it is never run", () => {
  const broken: Flow = { ...joint, nodes: joint.nodes.filter((node) => node.key !== "collect") };
  assert.throws(() => startFlow(broken), { code: "process/flow-unsound", kind: "invalid" });
});
