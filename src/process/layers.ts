import { type Exit, exitsOf, type Flow, type FlowNode } from "./flow.ts";

/** A line between two nodes; several outcomes that lead the same way share it. */
export interface Line {
  from: string;
  to: string;
  exits: Exit[];
  back: boolean;
  /** What it passes from row to row, both ends included: nodes, and place holders in the rows between. */
  stops: string[];
}

/** The row of each reachable node: one more than the lowest of those before it, lines that lead back left out. */
export function ranksOf(flow: Flow): Map<string, number> {
  const nodes = new Map(flow.nodes.map((node) => [node.key, node]));
  const done: string[] = [];
  const state = new Map<string, "open" | "closed">();
  const back = new Set<string>();
  const start = flow.nodes.find((node) => node.kind === "start");
  if (start) visit(start);

  const ranks = new Map<string, number>();
  for (const key of done.reverse()) {
    const rank = ranks.get(key) ?? 0;
    ranks.set(key, rank);
    const node = nodes.get(key);
    for (const { to } of node ? exitsOf(node) : []) {
      if (!back.has(`${key} ${to}`)) ranks.set(to, Math.max(ranks.get(to) ?? 0, rank + 1));
    }
  }
  return ranks;

  /** Depth first; a line to a node that is still open leads back. */
  function visit(node: FlowNode): void {
    state.set(node.key, "open");
    for (const { to } of exitsOf(node)) {
      const target = nodes.get(to);
      if (!target) continue;
      if (state.get(to) === "open") back.add(`${node.key} ${to}`);
      else if (!state.has(to)) visit(target);
    }
    state.set(node.key, "closed");
    done.push(node.key);
  }
}

/** The lines to draw, each with the rows it passes. */
export function linesOf(nodes: readonly FlowNode[], ranks: ReadonlyMap<string, number>): Line[] {
  return nodes.flatMap((node) => {
    const lines = new Map<string, Line>();
    for (const exit of exitsOf(node)) {
      const from = ranks.get(node.key);
      const to = ranks.get(exit.to);
      if (from === undefined || to === undefined) continue;
      const known = lines.get(exit.to);
      if (known) known.exits.push(exit);
      else {
        const between = Array.from({ length: Math.max(0, to - from - 1) }, (_, i) => `${node.key}>${exit.to}>${i}`);
        const stops = [node.key, ...between, exit.to];
        lines.set(exit.to, { from: node.key, to: exit.to, exits: [exit], back: to <= from, stops });
      }
    }
    return [...lines.values()];
  });
}

/** The rows of nodes and place holders, from top to bottom; their order within a row means nothing yet. */
export function rowsOf(
  nodes: readonly FlowNode[],
  lines: readonly Line[],
  ranks: ReadonlyMap<string, number>,
): string[][] {
  const rows: string[][] = [];
  const put = (row: number, item: string) => {
    rows[row] = [...(rows[row] ?? []), item];
  };
  for (const node of nodes) put(ranks.get(node.key) ?? 0, node.key);
  for (const line of lines.filter((one) => !one.back)) {
    for (const [i, stop] of line.stops.slice(1, -1).entries()) put((ranks.get(line.from) ?? 0) + i + 1, stop);
  }
  return rows;
}

/**
 * The column of each item, at least 1 apart in a row, from 0. Items wish to stand below those that lead to them: the
 * first outcome straight below, so that the main way is one straight line, others beside it, branches spread evenly.
 */
export function columnsOf(
  rows: readonly string[][],
  lines: readonly Line[],
  nodes: ReadonlyMap<string, FlowNode>,
): Map<string, number> {
  const wishes = new Map<string, { from: string; offset: number; weight: number }[]>();
  for (const line of lines.filter((one) => !one.back)) {
    const beside = lines.filter((one) => one.from === line.from && !one.back);
    const index = beside.indexOf(line);
    const isFork = nodes.get(line.from)?.kind === "fork";
    const weight = isFork ? 30 : index === 0 ? 1000 : 1;
    for (const [i, from] of line.stops.slice(0, -1).entries()) {
      const offset = i > 0 ? 0 : isFork ? index - (beside.length - 1) / 2 : index;
      const to = line.stops[i + 1] ?? "";
      wishes.set(to, [...(wishes.get(to) ?? []), { from, offset, weight }]);
    }
  }
  const columns = new Map<string, number>();
  for (const row of rows) {
    const wished = row.map((item) => {
      const all = wishes.get(item) ?? [{ from: "", offset: 0, weight: 1 }];
      const weight = all.reduce((sum, one) => sum + one.weight, 0);
      const at = all.reduce((sum, one) => sum + one.weight * ((columns.get(one.from) ?? 0) + one.offset), 0) / weight;
      return { item, at, weight };
    });
    for (const { item, at } of spread(wished.sort((a, b) => a.at - b.at))) columns.set(item, at);
  }
  const least = Math.min(...columns.values());
  return new Map([...columns].map(([item, at]) => [item, at - least]));
}

interface Wish {
  item: string;
  at: number;
  weight: number;
}

/** Moves items that stand too close apart, as little as their weights allow (pooling neighbours that push each other). */
function spread(wishes: readonly Wish[]): Wish[] {
  const pools: { at: number; weight: number; size: number }[] = [];
  for (const [i, { at, weight }] of wishes.entries()) {
    let pool = { at: at - i, weight, size: 1 };
    for (let last = pools.at(-1); last && last.at > pool.at; last = pools.at(-1)) {
      pools.pop();
      const both = last.weight + pool.weight;
      pool = { at: (last.at * last.weight + pool.at * pool.weight) / both, weight: both, size: last.size + pool.size };
    }
    pools.push(pool);
  }
  const places = pools.flatMap((pool) => Array.from({ length: pool.size }, () => pool.at));
  // Rounded to steps that give whole pixels; equal places of a pool stay equal, so none come closer.
  return wishes.map((wish, i) => ({ ...wish, at: Math.round((places[i] ?? 0) * 16) / 16 + i }));
}
