import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { exitsOf, type Flow } from "./flow.ts";
import { flowOfGuide } from "./flow-of-guide.ts";
import type { GuideProcess } from "./guide.ts";
import { type ChartBox, layoutFlow } from "./layout.ts";
import { randomFlow } from "./model-check/random-flow.fixture.ts";
import { jointFlow, promisedFlow } from "./templates.ts";

const guides: GuideProcess[] = JSON.parse(readFileSync(new URL("./examples/guides.json", import.meta.url), "utf8"));

/** Everything a reader of the chart relies on. */
function assertReadable(flow: Flow): void {
  const { width, height, boxes, lines } = layoutFlow(flow);
  assert.deepEqual(boxes.map((box) => box.node).sort(), flow.nodes.map((node) => node.key).sort());
  for (const [i, box] of boxes.entries()) {
    assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height);
    for (const other of boxes.slice(i + 1)) assert.ok(!overlap(box, other), `${box.node} lies on ${other.node}`);
  }
  const drawn = new Set(lines.map((line) => `${line.from} ${line.to}`));
  const wanted = new Set(flow.nodes.flatMap((node) => exitsOf(node).map((exit) => `${node.key} ${exit.to}`)));
  assert.deepEqual([...drawn].sort(), [...wanted].sort());
  for (const line of lines) {
    const from = boxes.find((box) => box.node === line.from);
    const to = boxes.find((box) => box.node === line.to);
    const [first, last] = [line.points[0], line.points.at(-1)];
    assert.ok(from && to && first && last);
    assert.deepEqual(first, [from.x + from.width / 2, from.y + from.height]);
    assert.deepEqual(last, [to.x + to.width / 2, to.y]);
    for (const [i, [x2, y2]] of line.points.slice(1).entries()) {
      const [x1, y1] = line.points[i] ?? [0, 0];
      assert.ok(x1 === x2 || y1 === y2, "only right angles");
      assert.ok(Math.max(x1, x2) <= width && Math.max(y1, y2) <= height && Math.min(x1, x2, y1, y2) >= 0);
      const part = { x: Math.min(x1, x2), y: Math.min(y1, y2), width: Math.abs(x1 - x2), height: Math.abs(y1 - y2) };
      for (const box of boxes) assert.ok(!overlap(part, box), `${line.from} → ${line.to} passes through ${box.node}`);
    }
  }
}

type Area = Pick<ChartBox, "x" | "y" | "width" | "height">;

function overlap(a: Area, b: Area): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

test("the charts of all guides and templates can be read: no box on another, no line through a box", () => {
  for (const guide of guides) assertReadable(flowOfGuide(guide));
  assertReadable(promisedFlow());
});

test("the chart of any flow can be read", () => {
  fc.assert(
    fc.property(randomFlow, (flow) => assertReadable(flow)),
    { numRuns: 300 },
  );
});

test("a promised case runs straight down, its outcomes named beside the lines", () => {
  const chart = layoutFlow(promisedFlow());
  const label = (from: string, to: string) => chart.lines.find((line) => line.from === from && line.to === to)?.label;
  assert.equal(label("accept", "examine"), "受理");
  assert.equal(label("accept", "not-accepted"), "不予受理");
  assert.equal(label("decide", "deliver-refusal"), "不予许可");
  assert.equal(label("examine", "decide"), "");
  assert.equal(chart.boxes.find((box) => box.node === "examine")?.who, "reviewer");
});

test("a line back to an earlier node is marked as such", () => {
  const branches = ["fire", "air"].map((key) => ({ key, name: `${key}意见`, body: `${key}部门` }));
  const flow = jointFlow({ branches });
  const nodes = flow.nodes.map((node) => (node.kind === "join" ? { ...node, disagree: "examine" } : node));
  assertReadable({ ...flow, nodes });
  assert.deepEqual(
    layoutFlow({ ...flow, nodes })
      .lines.filter((line) => line.back)
      .map((line) => [line.from, line.to]),
    [["collect", "examine"]],
  );
});

test("the same flow always gives the same chart", () => {
  assert.deepEqual(layoutFlow(promisedFlow()), layoutFlow(promisedFlow()));
});
