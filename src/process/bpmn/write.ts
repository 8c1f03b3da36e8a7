import type { ModdleElement } from "bpmn-moddle";
import { type Exit, exitsOf, type Flow, type FlowNode, type TaskNode } from "../flow.ts";
import { layoutFlow } from "../layout.ts";
import { soundStructure } from "../sound.ts";
import { drawDiagram } from "./diagram.ts";
import { openModdle } from "./moddle.ts";
import { jsonLogic, outcomeWord, wangtingPackage } from "./vocabulary.ts";

/**
 * Writes a flow as BPMN 2.0 XML with a drawing, so that other tools can show and check it. `readBpmn` gives the same flow back.
 *
 * A join is a complex gateway, because BPMN's parallel one knows no joint opinion; durations are ISO 8601 days that count
 * working days (`wangting:unit="workday"`); returns are an attribute of the task, for they are no line of the flow.
 *
 * @throws HallError `process/flow-unsound` (invalid)
 */
export async function writeBpmn(flow: Flow): Promise<string> {
  soundStructure(flow);
  const moddle = await openModdle();
  const nodes = new Map<string, ModdleElement>();
  const lines: { element: ModdleElement; from: string; exit: Exit }[] = [];
  for (const node of flow.nodes) nodes.set(node.key, moddle.create(...shapeOf(node)));
  const merges = mergesOf(nodes);
  for (const node of flow.nodes) {
    for (const exit of exitsOf(node)) {
      lines.push({ element: lineOf(`${node.key}_${exit.way}-${exit.index}`, node, exit), from: node.key, exit });
    }
  }
  const silences = flow.nodes.flatMap((node) =>
    node.kind === "task" && node.deemed ? silenceOf(node, node.deemed) : [],
  );
  for (const node of flow.nodes) {
    if (node.kind !== "choice") continue;
    const last = lines.find((line) => line.from === node.key && line.exit.way === "otherwise");
    set(nodes.get(node.key), { default: last?.element });
  }
  for (const [key, element] of nodes) {
    const incoming = [...lines.filter((line) => line.exit.to === key), ...silences.filter((one) => one.to === key)];
    const outgoing = lines.filter((line) => line.from === key).map((line) => line.element);
    const merge = merges.get(key);
    set(merge?.element, { incoming: incoming.map((line) => line.element), outgoing: [merge?.line] });
    set(element, { incoming: merge ? [merge.line] : incoming.map((line) => line.element), outgoing });
  }

  const facts = flow.facts.map(({ values, ...fact }) =>
    moddle.create("wangting:Fact", { ...fact, ...(values ? { values: JSON.stringify(values) } : {}) }),
  );
  const process = moddle.create("bpmn:Process", {
    id: flow.key,
    name: flow.name,
    isExecutable: true,
    ...(facts.length > 0 ? { extensionElements: moddle.create("bpmn:ExtensionElements", { values: facts }) } : {}),
    flowElements: [
      ...nodes.values(),
      ...[...merges.values()].map((merge) => merge.element),
      ...silences.map((one) => one.event),
      ...lines.map((line) => line.element),
      ...silences.map((one) => one.element),
      ...[...merges.values()].map((merge) => merge.line),
    ],
  });
  const diagram = drawDiagram(moddle, process, layoutFlow(flow), { nodes, merges, lines, silences });
  const definitions = moddle.create("bpmn:Definitions", {
    id: `${flow.key}_definitions`,
    targetNamespace: wangtingPackage.uri,
    rootElements: [process],
    diagrams: [diagram],
  });
  return (await moddle.toXML(definitions, { format: true })).xml;

  /** A parallel gateway with several lines in would wait for all of them; ours wait for any, so they are merged before it. */
  function mergesOf(
    elements: ReadonlyMap<string, ModdleElement>,
  ): Map<string, { element: ModdleElement; line: ModdleElement }> {
    return new Map(
      flow.nodes.flatMap((node) => {
        const incoming = flow.nodes.flatMap(exitsOf).filter((exit) => exit.to === node.key).length;
        const silent = flow.nodes.some((one) => one.kind === "task" && one.deemed && one[one.deemed.as] === node.key);
        if (node.kind !== "fork" || (incoming < 2 && !silent)) return [];
        const element = moddle.create("bpmn:ExclusiveGateway", {
          id: `${node.key}_merge`,
          gatewayDirection: "Converging",
        });
        const targetRef = elements.get(node.key);
        const line = moddle.create("bpmn:SequenceFlow", { id: `${node.key}_merge-way`, sourceRef: element, targetRef });
        return [[node.key, { element, line }] as const];
      }),
    );
  }

  function targetOf(key: string): ModdleElement | undefined {
    return merges.get(key)?.element ?? nodes.get(key);
  }

  function lineOf(id: string, node: FlowNode, exit: Exit): ModdleElement {
    return moddle.create("bpmn:SequenceFlow", {
      id,
      sourceRef: nodes.get(node.key),
      targetRef: targetOf(exit.to),
      ...conditionOf(node, exit),
    });
  }

  function conditionOf(node: FlowNode, exit: Exit): Record<string, unknown> {
    if (node.kind === "choice" && exit.way === "when") {
      const way = node.ways[exit.index];
      return { name: way?.name, conditionExpression: expression(JSON.stringify(way?.when), jsonLogic) };
    }
    if (node.kind !== "join" && !(node.kind === "task" && node.disagree !== undefined)) return {};
    return {
      name: exit.way === "agree" ? "同意" : "不同意",
      conditionExpression: expression(exit.way, outcomeWord),
      "wangting:way": exit.way,
    };
  }

  function expression(body: string, language: string): ModdleElement {
    return moddle.create("bpmn:FormalExpression", { body, language });
  }

  function timerOf(workdays: number): ModdleElement[] {
    const timeDuration = moddle.create("bpmn:FormalExpression", { body: `P${workdays}D` });
    return [moddle.create("bpmn:TimerEventDefinition", { timeDuration, "wangting:unit": "workday" })];
  }

  /** 超时视为: a timer on the task's edge with a line to where the outcome leads. */
  function silenceOf(task: TaskNode, deemed: { after: number; as: "agree" | "disagree" }) {
    const to = task[deemed.as] ?? task.agree;
    const event = moddle.create("bpmn:BoundaryEvent", {
      id: `${task.key}_deemed`,
      name: `${deemed.after}个工作日不办视为${deemed.as === "agree" ? "同意" : "不同意"}`,
      attachedToRef: nodes.get(task.key),
      cancelActivity: true,
      eventDefinitions: timerOf(deemed.after),
      "wangting:deemed": deemed.as,
    });
    const element = moddle.create("bpmn:SequenceFlow", {
      id: `${task.key}_deemed-way`,
      sourceRef: event,
      targetRef: targetOf(to),
    });
    set(event, { outgoing: [element] });
    return { from: task.key, to, event, element };
  }

  function shapeOf(node: FlowNode): [string, Record<string, unknown>] {
    const common = { id: node.key, name: node.name };
    switch (node.kind) {
      case "start":
        return ["bpmn:StartEvent", common];
      case "end":
        return ["bpmn:EndEvent", { ...common, "wangting:outcome": node.outcome }];
      case "choice":
        return ["bpmn:ExclusiveGateway", { ...common, gatewayDirection: "Diverging" }];
      case "fork":
        return ["bpmn:ParallelGateway", { ...common, gatewayDirection: "Diverging" }];
      case "timer":
        return ["bpmn:IntermediateCatchEvent", { ...common, eventDefinitions: timerOf(node.workdays) }];
      case "machine":
        return ["bpmn:ServiceTask", common];
      case "task":
        return ["bpmn:UserTask", { ...common, ...wordsOf(node) }];
      case "join": {
        const percent = node.rule.kind === "proportion" ? { "wangting:percent": String(node.rule.percent) } : {};
        return [
          "bpmn:ComplexGateway",
          {
            ...common,
            gatewayDirection: "Mixed",
            "wangting:rule": node.rule.kind,
            ...percent,
            "wangting:waitFor": node.waitFor,
          },
        ];
      }
    }
  }
}

function wordsOf(node: TaskNode): Record<string, string> {
  return {
    "wangting:act": node.act,
    "wangting:post": node.post,
    "wangting:mayCorrect": String(node.mayCorrect),
    ...(node.body === undefined ? {} : { "wangting:body": node.body }),
    ...(node.limit === undefined ? {} : { "wangting:limit": `P${node.limit}D` }),
    ...(node.procedure === undefined ? {} : { "wangting:procedure": node.procedure }),
    ...(node.returnTo.length === 0 ? {} : { "wangting:returnTo": node.returnTo.join(" ") }),
  };
}

/** Moddle's elements are built in two rounds, because gateways and lines name each other. */
function set(element: ModdleElement | undefined, properties: Record<string, unknown>): void {
  if (element) Object.assign(element, properties);
}
