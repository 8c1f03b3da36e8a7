import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import type { Id } from "../kernel/ids/index.ts";
import { openTestDb } from "../kernel/testing/index.ts";
import { type Flow, promisedFlow } from "../process/index.ts";
import {
  addDepartments,
  applicationHouse,
  at,
  clerk,
  hall,
  monday,
  publish,
  refusedWithoutTrace,
  reviewer,
  smallItem,
  stateOf,
  submitted,
  tokenAt,
  watch,
} from "./application.fixture.ts";
import { acceptApplication, auditCases, deemTask, pause, resume, settleSilence } from "./index.ts";

const { db, close } = await openTestDb(import.meta.url);
after(close);
const { house, clock } = applicationHouse(db);
let item: Id;

/** 审查两个工作日不答复视为同意；决定之前等三个工作日. */
function quietFlow(): Flow {
  const flow = promisedFlow({}, { examine: 1, decide: 1, issue: 1, deliver: 1 });
  const nodes = flow.nodes.map((node) =>
    node.key === "examine" && node.kind === "task"
      ? { ...node, deemed: { after: 2, as: "agree" as const }, agree: "wait", disagree: "wait" }
      : node.key === "decide" && node.kind === "task"
        ? { ...node, returnTo: [] }
        : node,
  );
  return { ...flow, nodes: [...nodes, { kind: "timer", key: "wait", name: "异议期", workdays: 3, next: "decide" }] };
}

before(async () => {
  await addDepartments(db);
  item = await publish(house, smallItem({ flow: quietFlow() }));
});
beforeEach(() => clock.set(monday));

async function nodesOf(application: Id): Promise<string[]> {
  return (await stateOf(house, application)).tasks.map(({ node }) => node);
}

test("a desk's silence counts as its answer after its days, then the flow waits by itself, and the watch moves both on", async () => {
  const { application } = await submitted(house, item);
  const accepted = await acceptApplication(house, clerk, { hall, application });
  const token = tokenAt(accepted, "examine");
  await refusedWithoutTrace(house, application, "application/not-silent", () =>
    deemTask(house, watch, { hall, application, token }),
  );
  await refusedWithoutTrace(house, application, "application/not-found", () =>
    deemTask(house, reviewer, { hall, application, token }),
  );
  clock.set(at("2026-03-04", "23:59"));
  await settleSilence(house);
  assert.deepEqual(await nodesOf(application), ["examine"]);
  clock.set(at("2026-03-05", "00:00"));
  assert.deepEqual(await settleSilence(house), { accepted: 0, tasks: 1, expired: 0 });
  assert.deepEqual(await nodesOf(application), ["wait"]);
  clock.set(at("2026-03-10", "23:59"));
  await settleSilence(house);
  assert.deepEqual(await nodesOf(application), ["wait"]);
  clock.set(at("2026-03-11", "00:00"));
  await settleSilence(house);
  assert.deepEqual(await nodesOf(application), ["decide"]);
  assert.deepEqual(await settleSilence(house), { accepted: 0, tasks: 0, expired: 0 });
});

test("a pause stops the days of a desk's silence and gives them back", async () => {
  const { application } = await submitted(house, item);
  const place = { hall, application };
  await acceptApplication(house, clerk, place);
  clock.set(at("2026-03-03"));
  await pause(house, reviewer, { ...place, reason: "hearing", ground: "听证" });
  clock.set(at("2026-03-20"));
  await settleSilence(house);
  assert.deepEqual(await nodesOf(application), ["examine"]);
  await resume(house, reviewer, { ...place, result: "听证结束" });
  // 3 to 19 March stood still, 13 workdays: silent from 24:00 of 23 March instead of 4 March.
  clock.set(at("2026-03-23", "23:59"));
  await settleSilence(house);
  assert.deepEqual(await nodesOf(application), ["examine"]);
  clock.set(at("2026-03-24", "00:00"));
  await settleSilence(house);
  assert.deepEqual(await nodesOf(application), ["wait"]);
});

test("several watches at the same moment write it down once", async () => {
  const { application } = await submitted(house, item);
  clock.set(at("2026-03-10", "00:00"));
  const reports = await Promise.all([settleSilence(house), settleSilence(house), settleSilence(house)]);
  assert.equal(
    reports.reduce((sum, { accepted }) => sum + accepted, 0),
    1,
  );
  assert.equal((await stateOf(house, application)).acceptance?.deemed, true);
  const { broken, differing } = await auditCases(house);
  assert.deepEqual({ broken, differing }, { broken: 0, differing: 0 });
});
