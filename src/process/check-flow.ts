import Value from "typebox/value";
import { faultsOfCondition, holds, sampleFacts } from "../form/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { Finding } from "./finding.ts";
import { type ChoiceNode, exitsOf, Flow, type TaskNode } from "./flow.ts";
import { type FlowLimits, findingsOfLaw } from "./law.ts";
import { isWithin, type Structure, structureOf } from "./structure.ts";

/**
 * Reads a flow that came from outside (a catalogue file, a designer's form).
 *
 * @throws HallError `process/flow-malformed` (invalid) naming the places that do not fit the schema.
 */
export function parseFlow(value: unknown): Flow {
  if (Value.Check(Flow, value)) return value;
  const places = Value.Errors(Flow, value).map((fault) => fault.instancePath || "/");
  throw new HallError("invalid", "process/flow-malformed", "流程的格式不对", { places: [...new Set(places)] });
}

/**
 * Everything that can be said about a flow without running it: its graph, its conditions, the law's limits.
 *
 * @param limits the item version's limits in working days; without them only the law's own are looked at.
 * @returns findings in a stable order; a flow may be published and run when none of them is an error.
 */
export function checkFlow(flow: Flow, limits: FlowLimits = {}): Finding[] {
  const structure = structureOf(flow);
  const findings = [...structure.findings, ...findingsOfFacts(flow)];
  for (const node of flow.nodes) {
    if (node.kind === "choice") findings.push(...findingsOfChoice(flow, node));
    if (node.kind === "task") findings.push(...findingsOfReturns(structure, node));
  }
  findings.push(...findingsOfLoops(flow), ...findingsOfEnds(flow, structure));
  if (findings.some((one) => one.level === "error")) return findings;
  return [...findings, ...findingsOfLaw(flow, structure, limits)];
}

function findingsOfFacts(flow: Flow): Finding[] {
  const keys = flow.facts.map((fact) => fact.key);
  const twice = keys.find((key, i) => keys.indexOf(key) !== i);
  return twice === undefined ? [] : [error("duplicate-fact", "", `事实“${twice}”声明了两次`)];
}

/** Faulty conditions, and ways that no facts can ever take because an earlier way always wins. */
function findingsOfChoice(flow: Flow, node: ChoiceNode): Finding[] {
  const faults = node.ways.flatMap((way) =>
    faultsOfCondition(way.when, flow.facts).map((fault) =>
      error("condition", node.key, `“${node.name}”的“${way.name}”：${fault}`),
    ),
  );
  if (faults.length > 0) return faults;
  const conditions = node.ways.map((way) => way.when);
  const samples = sampleFacts(conditions, flow.facts);
  if (!samples) return [warning("too-many-cases", node.key, `“${node.name}”的条件太多，没有逐一检查`)];
  const taken = new Set(samples.map((facts) => conditions.findIndex((condition) => holds(condition, facts))));
  return node.ways.flatMap((way, index) =>
    taken.has(index) ? [] : [warning("dead-way", node.key, `“${node.name}”的“${way.name}”永远走不到`)],
  );
}

function findingsOfReturns(structure: Structure, node: TaskNode): Finding[] {
  return node.returnTo.flatMap((to) => faultOfReturn(structure, node, to) ?? []);
}

/** What is wrong with a return from this task to that node, or `undefined` when it is allowed. */
export function faultOfReturn(structure: Structure, node: TaskNode, to: string): Finding | undefined {
  const target = structure.nodes.get(to);
  if (target?.kind !== "task" && target?.kind !== "fork") {
    return error("return-target", node.key, `“${node.name}”只能退回到环节或并联，“${to}”不是`);
  }
  const here = structure.scopes.get(node.key);
  const there = structure.scopes.get(to);
  if (!here || !there) return undefined;
  if (!isWithin(here, there)) {
    return error("return-aside", node.key, `“${node.name}”不能退回到别的分支里的“${target.name}”`);
  }
  if (to === node.key || !leadsTo(structure, to, node.key)) {
    return error("return-forward", node.key, `“${target.name}”不在“${node.name}”之前，不能退回`);
  }
  return undefined;
}

function leadsTo(structure: Structure, from: string, to: string): boolean {
  const seen = new Set([from]);
  for (const key of seen) {
    const node = structure.nodes.get(key);
    for (const exit of node ? exitsOf(node) : []) {
      if (exit.to === to) return true;
      seen.add(exit.to);
    }
  }
  return false;
}

/** A ring of nodes in which nobody waits would turn for ever inside one act. */
function findingsOfLoops(flow: Flow): Finding[] {
  const silent = new Map(
    flow.nodes.filter((node) => node.kind !== "task" && node.kind !== "timer").map((n) => [n.key, n]),
  );
  const state = new Map<string, "open" | "closed">();
  const findings: Finding[] = [];
  for (const key of silent.keys()) visit(key);
  return findings;

  function visit(key: string): void {
    const node = silent.get(key);
    if (!node || state.get(key) === "closed") return;
    if (state.get(key) === "open") {
      findings.push(error("loop-without-wait", key, `从“${node.name}”出发会不停绕圈，中间没有任何环节`));
      return;
    }
    state.set(key, "open");
    for (const exit of exitsOf(node)) visit(exit.to);
    state.set(key, "closed");
  }
}

/** Nodes from which no line leads to an end. */
function findingsOfEnds(flow: Flow, structure: Structure): Finding[] {
  const ending = new Set(flow.nodes.filter((node) => node.kind === "end").map((node) => node.key));
  if (ending.size === 0) return [error("no-end", "", "流程没有结束")];
  for (let before = -1; before !== ending.size; ) {
    before = ending.size;
    for (const node of flow.nodes) if (exitsOf(node).some((exit) => ending.has(exit.to))) ending.add(node.key);
  }
  return flow.nodes
    .filter((node) => structure.scopes.has(node.key) && !ending.has(node.key))
    .map((node) => error("no-way-out", node.key, `从环节“${node.name}”走不到结束`));
}

function error(code: string, node: string, message: string): Finding {
  return { code, level: "error", node, message };
}

function warning(code: string, node: string, message: string): Finding {
  return { code, level: "warning", node, message };
}
