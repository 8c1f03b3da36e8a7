import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { parseFlow } from "../check-flow.ts";
import type { Flow } from "../flow.ts";
import { flowOfGuide } from "../flow-of-guide.ts";
import type { GuideProcess } from "../guide.ts";
import { randomFlow } from "../model-check/random-flow.fixture.ts";
import { jointFlow, onTheSpotFlow, promisedFlow } from "../templates.ts";
import { readBpmn } from "./read.ts";
import { writeBpmn } from "./write.ts";

const example = (name: string) => readFileSync(new URL(`../examples/${name}`, import.meta.url), "utf8");
const guides: GuideProcess[] = JSON.parse(example("guides.json"));
const fire = { key: "fire", name: "消防意见", body: "消防救援机构" };
const air = { key: "air", name: "人防意见", body: "人民防空主管部门" };

async function roundTrip(flow: Flow): Promise<void> {
  const { flow: back, findings } = await readBpmn(await writeBpmn(flow));
  assert.deepEqual(
    findings.filter((finding) => finding.level === "error"),
    [],
  );
  assert.deepEqual(back, flow);
}

test("a flow written as BPMN and read again is the same flow", async () => {
  await roundTrip(onTheSpotFlow());
  await roundTrip(promisedFlow());
  await roundTrip(jointFlow({ branches: [fire, air], rule: { kind: "proportion", percent: 66 }, waitFor: "enough" }));
  for (const guide of guides) await roundTrip(flowOfGuide(guide));
});

test("random flows, with names that XML has to escape, survive BPMN", async () => {
  const text = fc
    .string({ unit: "binary", minLength: 1, maxLength: 30 })
    .filter((s) => /^(?=.*[^ ])[^\p{C}]+$/u.test(s));
  await fc.assert(
    fc.asyncProperty(randomFlow, text, text, async (flow, name, value) => {
      const facts = [...flow.facts, { key: "kind", name, kind: "text" as const, values: [value] }];
      await roundTrip(parseFlow({ ...flow, name, facts }));
    }),
    { numRuns: 100 },
  );
});

test("a file of another tool inside the subset is read, its ids and merging gateways brought into our form", async () => {
  const { flow, findings } = await readBpmn(example("foreign-in-subset.bpmn"));
  assert.deepEqual(
    findings.map((finding) => finding.code),
    ["no-accept"],
  );
  assert.deepEqual(
    flow?.nodes.map((node) => `${node.kind} ${node.key}`),
    [
      "start start-1",
      "fork gateway-split",
      "task task-a",
      "task task-b",
      "choice gateway-which",
      "task task-c",
      "join gateway-join",
      "timer timer-1",
      "end end-1",
    ],
  );
});

test("a file outside the subset ends in a list that names every element, and in no flow", async () => {
  const { flow, findings } = await readBpmn(example("foreign.bpmn"));
  assert.equal(flow, null);
  assert.deepEqual(
    findings.map((finding) => `${finding.code} ${finding.node}`),
    ["no-post activity-1", "outside-subset gateway-1", "outside-subset activity-2", "outside-subset Event_2"],
  );
  assert.ok(findings.every((finding) => /\p{Script=Han}/u.test(finding.message)));
});

test("another tool's service task is a machine's node; one that waits, or that knows outcomes, is named as outside the subset", async () => {
  const file = (inside: string) => `<?xml version="1.0" encoding="UTF-8"?>
    <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="D" targetNamespace="http://example.org/bpmn">
      <process id="p" name="自动归档"><startEvent id="s" name="申请" /><serviceTask id="m" name="自动分派" /><endEvent id="e" name="办结" />
      <sequenceFlow id="f1" sourceRef="s" targetRef="m" /><sequenceFlow id="f2" sourceRef="m" targetRef="e" />${inside}</process>
    </definitions>`;
  const { flow } = await readBpmn(file(""));
  assert.deepEqual(flow?.nodes[1], { kind: "machine", key: "m", name: "自动分派", next: "e" });
  const codes = async (inside: string) =>
    (await readBpmn(file(inside))).findings.map(({ code, node }) => `${code} ${node}`);
  const timer = `<boundaryEvent id="b" attachedToRef="m"><timerEventDefinition /></boundaryEvent>`;
  assert.ok((await codes(timer)).includes("outside-subset m"));
  assert.ok((await codes('<sequenceFlow id="f3" sourceRef="m" targetRef="e" />')).includes("one-way m"));
});

test("what is no BPMN, has two processes or brings a DOCTYPE is refused in words", async () => {
  const codes = async (xml: string) => (await readBpmn(xml)).findings.map((finding) => finding.code);
  assert.deepEqual(await codes("这不是 XML"), ["not-bpmn"]);
  assert.deepEqual(await codes("<a/>"), ["not-bpmn"]);
  const ours = await writeBpmn(onTheSpotFlow());
  assert.deepEqual(await codes(ours.replace("<bpmn:definitions", '<!DOCTYPE x [<!ENTITY a "b">]><bpmn:definitions')), [
    "not-bpmn",
  ]);
  const process = '<bpmn:process id="p2" />';
  assert.deepEqual(await codes(ours.replace("</bpmn:process>", `</bpmn:process>${process}`)), ["one-process"]);
  assert.deepEqual(await codes(ours.replace(/<bpmn:process[\s\S]*<\/bpmn:process>/, "")), [
    "missing-node",
    "one-process",
  ]);
});

test("reading never throws, whatever is cut out of a file", async () => {
  const ours = await writeBpmn(jointFlow({ branches: [fire, air] }));
  const whole = ours.split("\n");
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: whole.length }), fc.integer({ min: 1, max: 8 }), async (at, length) => {
      const { flow, findings } = await readBpmn([...whole.slice(0, at), ...whole.slice(at + length)].join("\n"));
      assert.ok(flow !== null || findings.some((finding) => finding.level === "error"));
    }),
    { numRuns: 150 },
  );
});
