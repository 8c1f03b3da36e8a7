import type { Finding } from "./finding.ts";
import { exitsOf, type Flow, type FlowNode } from "./flow.ts";

/** One enclosing branch: which fork, which of its branches. */
export interface Scope {
  fork: string;
  branch: number;
}

/** The graph read once: which branch each node stands in, and which join closes which fork. */
export interface Structure {
  nodes: ReadonlyMap<string, FlowNode>;
  start: string;
  /** Node key → enclosing branches, outermost first; only nodes that can be reached. */
  scopes: ReadonlyMap<string, readonly Scope[]>;
  joinOf: ReadonlyMap<string, string>;
  forkOf: ReadonlyMap<string, string>;
  findings: readonly Finding[];
}

/**
 * Walks the flow from its start and gives each node its place among the branches. A fork opens a scope, the join it
 * meets closes it; a node met in two different scopes, an end inside a branch or a join of two forks is a finding.
 */
export function structureOf(flow: Flow): Structure {
  const findings: Finding[] = [];
  const find = (code: string, node: string, message: string) => findings.push({ code, level: "error", node, message });
  const nodes = new Map<string, FlowNode>();
  for (const node of flow.nodes) {
    if (nodes.has(node.key)) find("duplicate-key", node.key, `环节代号“${node.key}”用了两次`);
    nodes.set(node.key, node);
  }
  const starts = flow.nodes.filter((node) => node.kind === "start");
  const start = starts[0]?.key ?? "";
  if (starts.length !== 1) find("one-start", start, `流程应有且只有一个开始，现有${starts.length}个`);

  const scopes = new Map<string, readonly Scope[]>();
  const joinOf = new Map<string, string>();
  const forkOf = new Map<string, string>();
  const arrived = new Set<string>();
  const queue: { key: string; scope: readonly Scope[] }[] = start === "" ? [] : [{ key: start, scope: [] }];

  for (const { key, scope } of queue) {
    const node = nodes.get(key);
    if (!node) continue;
    const here = node.kind === "join" ? closeScope(key, node.name, scope) : scope;
    if (!here) continue;
    const before = scopes.get(key);
    if (before) {
      if (!sameScope(before, here)) find("between-branches", key, `环节“${node.name}”同时处在不同的分支里`);
      continue;
    }
    scopes.set(key, here);
    if (node.kind === "end" && here.length > 0) find("end-in-branch", key, `“${node.name}”在分支里结束，分支没有汇聚`);
    for (const exit of exitsOf(node)) {
      const target = nodes.get(exit.to);
      if (!target) find("missing-node", key, `环节“${node.name}”指向不存在的“${exit.to}”`);
      else if (target.kind === "start") find("into-start", key, `环节“${node.name}”指回了开始`);
      else if (node.kind === "fork" && target.kind === "join") {
        find("empty-branch", key, `“${node.name}”有一个空分支`);
      } else {
        queue.push({ key: exit.to, scope: node.kind === "fork" ? [...here, { fork: key, branch: exit.index }] : here });
      }
    }
  }

  for (const node of flow.nodes) {
    if (!scopes.has(node.key)) find("unreachable", node.key, `从开始走不到环节“${node.name}”`);
    if (node.kind !== "fork" || !scopes.has(node.key)) continue;
    const open = node.branches.findIndex((_, branch) => !arrived.has(`${node.key}/${branch}`));
    if (open >= 0) find("open-branch", node.key, `“${node.name}”的第${open + 1}个分支没有汇聚`);
  }
  return { nodes, start, scopes, joinOf, forkOf, findings };

  function closeScope(join: string, name: string, scope: readonly Scope[]): readonly Scope[] | undefined {
    const last = scope.at(-1);
    if (!last) {
      find("join-without-fork", join, `“${name}”没有对应的并联`);
      return undefined;
    }
    arrived.add(`${last.fork}/${last.branch}`);
    if ((forkOf.get(join) ?? last.fork) !== last.fork) find("join-of-two", join, `“${name}”汇聚了两个并联的分支`);
    if ((joinOf.get(last.fork) ?? join) !== join) find("fork-to-two", last.fork, `同一个并联的分支汇到了不同的地方`);
    forkOf.set(join, last.fork);
    joinOf.set(last.fork, join);
    return scope.slice(0, -1);
  }
}

function sameScope(a: readonly Scope[], b: readonly Scope[]): boolean {
  return a.length === b.length && a.every((one, i) => one.fork === b[i]?.fork && one.branch === b[i]?.branch);
}

/** Whether a node in scope `inner` stands inside scope `outer`, or in the same. */
export function isWithin(inner: readonly Scope[], outer: readonly Scope[]): boolean {
  return outer.length <= inner.length && sameScope(inner.slice(0, outer.length), outer);
}
