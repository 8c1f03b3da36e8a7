import type { ModdleElement } from "bpmn-moddle";
import { checkFlow, parseFlow } from "../check-flow.ts";
import type { Finding } from "../finding.ts";
import type { Flow } from "../flow.ts";
import { elementsOf, type Way, wayOf, word, workdaysOf } from "./element.ts";
import { openModdle } from "./moddle.ts";
import { readNode } from "./read-node.ts";

/** What reading a file came to: the flow when no finding is an error. */
export interface ReadFlow {
  flow: Flow | null;
  findings: Finding[];
}

/**
 * Reads a BPMN 2.0 file, ours or another tool's, as far as it keeps to our subset: one process of start, user and service tasks,
 * exclusive and parallel gateways, complex gateways as joins, working-day timers and ends.
 *
 * @returns everything found, never only the first fault; what stands outside the subset is named element by element.
 */
export async function readBpmn(xml: string): Promise<ReadFlow> {
  const findings: Finding[] = [];
  const find = (code: string, node: string, message: string, level: Finding["level"] = "error") => {
    if (!findings.some((one) => one.node === node && one.message === message))
      findings.push({ code, level, node, message });
  };
  const root = await parseXml(xml, find);
  const roots = root ? elementsOf(root, "rootElements") : [];
  const processes = roots.filter((one) => one.$type === "bpmn:Process");
  const [process] = processes;
  if (root && processes.length !== 1) find("one-process", "", `文件里应有且只有一个流程，现有${processes.length}个`);
  if (!process || processes.length !== 1) return { flow: null, findings };

  const elements = elementsOf(process, "flowElements");
  const keys = keysOf(elements);
  const merges = mergesOf(elements);
  const lines = elements.filter((one) => one.$type === "bpmn:SequenceFlow");
  const ways = (from: ModdleElement): Way[] =>
    lines.flatMap((line) => (line.get("sourceRef") === from ? wayOf(line, (to) => keyOf(follow(to))) : []));
  const boundaries = elements.filter((one) => one.$type === "bpmn:BoundaryEvent");
  const nodes = elements.flatMap((element) => {
    if (lines.includes(element) || boundaries.includes(element) || merges.has(element)) return [];
    const silent = boundaries.filter((one) => one.get("attachedToRef") === element);
    const incoming = lines.filter((line) => line.get("targetRef") === element).length;
    return readNode({ element, key: keyOf(element), ways: ways(element), silent, incoming, keys, find }) ?? [];
  });
  for (const boundary of boundaries) {
    if (!word(boundary, "wangting:deemed") || workdaysOf(boundary) === undefined) {
      find("outside-subset", word(boundary, "id") ?? "", "附在环节边上的事件只支持“超时视为”的工作日定时器");
    }
  }
  if (elementsOf(process, "laneSets").length > 0)
    find("lanes-ignored", "", "泳道没有读入，岗位以环节上写明的为准", "warning");
  if (findings.some((finding) => finding.level === "error")) return { flow: null, findings };
  return finish(
    { key: keyOf(process), name: word(process, "name") ?? "办理流程", facts: factsOf(process), nodes },
    findings,
  );

  function keyOf(element: ModdleElement | undefined): string {
    return element ? (keys.get(word(element, "id") ?? "") ?? keyFrom(word(element, "id") ?? "", "flow")) : "nowhere";
  }

  /** Through gateways that only bring lines together again: in our flows every node may have several lines in. */
  function follow(element: ModdleElement): ModdleElement {
    let at = element;
    for (let turns = 0; turns <= merges.size; turns += 1) at = merges.get(at) ?? at;
    return at;
  }
}

function finish(draft: Record<string, unknown>, findings: Finding[]): ReadFlow {
  try {
    const flow = parseFlow(draft);
    const all = [...findings, ...checkFlow(flow)];
    return { flow: all.some((finding) => finding.level === "error") ? null : flow, findings: all };
  } catch {
    findings.push({ code: "malformed", level: "error", node: "", message: "文件里的名称、天数或代号不合格式" });
    return { flow: null, findings };
  }
}

type Find = (code: string, node: string, message: string, level?: Finding["level"]) => void;

async function parseXml(xml: string, find: Find): Promise<ModdleElement | undefined> {
  try {
    // An outside DTD is never wanted in a BPMN file; without one there are no entities to expand.
    if (/<!DOCTYPE/i.test(xml)) throw new Error("DOCTYPE");
    const { rootElement, warnings } = await (await openModdle()).fromXML(xml);
    for (const { message } of warnings) {
      const unresolved = message.includes("unresolved reference");
      find(
        unresolved ? "missing-node" : "not-understood",
        "",
        unresolved ? "有连线指向不存在的元素" : "文件里有读不懂的内容，没有读入",
        unresolved ? "error" : "warning",
      );
    }
    return rootElement;
  } catch {
    find("not-bpmn", "", "不是可读的 BPMN 2.0 文件");
    return undefined;
  }
}

function factsOf(process: ModdleElement): Record<string, unknown>[] {
  const extension = process.get("extensionElements") as ModdleElement | undefined;
  const facts = extension ? elementsOf(extension, "values").filter((one) => one.$type === "wangting:Fact") : [];
  return facts.map((fact) => {
    const values = word(fact, "values");
    const common = { key: word(fact, "key"), name: word(fact, "name"), kind: word(fact, "kind") };
    return values === undefined ? common : { ...common, values: parseJson(values) };
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Exclusive gateways with one line out decide nothing; each stands for the node behind it. */
function mergesOf(elements: readonly ModdleElement[]): Map<ModdleElement, ModdleElement> {
  const merges = new Map<ModdleElement, ModdleElement>();
  for (const element of elements) {
    const lines = elements.filter((one) => one.$type === "bpmn:SequenceFlow" && one.get("sourceRef") === element);
    const target = lines[0]?.get("targetRef") as ModdleElement | undefined;
    if (element.$type === "bpmn:ExclusiveGateway" && lines.length === 1 && target) merges.set(element, target);
  }
  return merges;
}

/** Our keys for the file's ids; other tools' ids (`Activity_0x1A`) are brought into our form, each to its own. */
function keysOf(elements: readonly ModdleElement[]): Map<string, string> {
  const keys = new Map<string, string>();
  const taken = new Set<string>();
  for (const [i, element] of elements.entries()) {
    const id = word(element, "id");
    if (id === undefined || element.$type === "bpmn:SequenceFlow") continue;
    const wished = keyFrom(id, `node-${i}`);
    const key = taken.has(wished) ? `node-${i}` : wished;
    taken.add(key);
    keys.set(id, key);
  }
  return keys;
}

function keyFrom(id: string, otherwise: string): string {
  const key = id
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+/, "")
    .slice(0, 40);
  return /^[a-z][a-z0-9-]*$/.test(id) && id.length <= 40 ? id : /^[a-z]/.test(key) ? key : otherwise;
}
