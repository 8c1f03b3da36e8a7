import assert from "node:assert/strict";
import { test } from "node:test";
import type { Id } from "../kernel/ids/index.ts";
import { type Flow, type FlowNode, promisedFlow } from "../process/index.ts";
import { actsHouse } from "./acts.fixture.ts";
import {
  at,
  clerk,
  neighbour,
  publish,
  refusedWithoutTrace,
  reviewer,
  smallItem,
  stateOf,
  tokenAt,
} from "./application.fixture.ts";
import { acceptApplication, giveOpinion, readSteps, settleSilence } from "./index.ts";

const { clock, fresh, house, lastLine } = await actsHouse(import.meta.url);

/** 申请以后自动分派，受理以后拆分派发，审查以后自动归集. */
function machineFlow(): Flow {
  const machine = (key: string, name: string, next: string) => ({ kind: "machine" as const, key, name, next });
  const flow = promisedFlow({}, { examine: 1, decide: 1, issue: 1, deliver: 1 });
  const nodes = flow.nodes.map((node): FlowNode => {
    if (node.kind === "start") return { ...node, next: "assign" };
    if (node.kind !== "task") return node;
    if (node.key === "accept") return { ...node, agree: "split" };
    return node.key === "examine" ? { ...node, agree: "gather" } : node;
  });
  return {
    ...flow,
    nodes: [
      ...nodes,
      machine("assign", "自动分派", "accept"),
      machine("split", "拆分派发", "examine"),
      machine("gather", "自动归集", "decide"),
    ],
  };
}

let item: Promise<Id> | undefined;
async function withMachines() {
  const code = "11440000006939756B3440125005000";
  item ??= publish(house, smallItem({ catalogCode: "440125005000", taskCode: code, flow: machineFlow() }));
  return await fresh(await item);
}

test("[D1] a machine's part is done in the statement of the step that comes to it, and that step of the journal says so", async () => {
  const place = await withMachines();
  assert.deepEqual((await lastLine(clerk, place))?.facts.slice(-1), ["系统随即完成“自动分派”"]);
  const accepted = await acceptApplication(house, clerk, place);
  assert.deepEqual([accepted.revision, accepted.state.tasks.map(({ node }) => node)], [2, ["examine"]]);
  assert.deepEqual((await lastLine(clerk, place))?.facts.slice(-1), ["系统随即完成“拆分派发”"]);
  const token = tokenAt(accepted, "examine");
  const examined = await giveOpinion(house, reviewer, { ...place, token, opinion: "agree" });
  assert.deepEqual(
    examined.state.tasks.map(({ node }) => node),
    ["decide"],
  );
  const steps = await readSteps(house.db, place.hall, place.application);
  assert.deepEqual(
    steps.map(({ kind, facts }) => [kind, facts.flow?.passed]),
    [
      ["submit", ["assign"]],
      ["accept", ["split"]],
      ["giveOpinion", ["gather"]],
    ],
  );
});

test("nobody is asked for a machine's part: no refused act passes it, and a neighbour learns of no case", async () => {
  const place = await withMachines();
  const accepted = await acceptApplication(house, clerk, place);
  const token = tokenAt(accepted, "examine");
  assert.ok(!accepted.state.flow.tokens.some(({ node }) => node === "split"));
  // Number of the token that a task of this node would have had.
  await refusedWithoutTrace(house, place.application, "application/task-gone", () =>
    giveOpinion(house, reviewer, { ...place, token: token + 1, opinion: "agree" }),
  );
  await refusedWithoutTrace(house, place.application, "application/not-found", () =>
    giveOpinion(house, neighbour, { ...place, token, opinion: "agree" }),
  );
});

test("acceptance by silence comes past the machine as well", async () => {
  const place = await withMachines();
  clock.set(at("2026-03-10", "00:00"));
  await settleSilence(house);
  assert.deepEqual(
    (await stateOf(house, place.application)).tasks.map(({ node }) => node),
    ["examine"],
  );
  assert.ok((await lastLine(clerk, place))?.facts.includes("系统随即完成“拆分派发”"));
});
