import { exitsOf, type Flow, type FlowNode } from "./flow.ts";
import { columnsOf, type Line, linesOf, ranksOf, rowsOf } from "./layers.ts";

/** A node on the chart; `x` and `y` are its upper left corner, all lengths in pixels at size 1. */
export interface ChartBox {
  node: string;
  kind: FlowNode["kind"];
  name: string;
  /** Who works here: the department's name, else the post's key, `system` for a machine; empty for nodes without work. */
  who: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A line of right angles from one box to another; `path` is ready for SVG's `d`. */
export interface ChartLine {
  from: string;
  to: string;
  /** Which outcome leads this way; empty when there is only one. */
  label: string;
  /** Where the label begins: where the line has turned towards its target, apart from the box's other lines. */
  labelX: number;
  labelY: number;
  /** Leads back up to an earlier node. */
  back: boolean;
  points: readonly (readonly [number, number])[];
  path: string;
}

/** 流程图 as data: boxes in rows from top to bottom; no line passes through a box. */
export interface FlowChart {
  width: number;
  height: number;
  boxes: ChartBox[];
  lines: ChartLine[];
}

const cell = 192;
const rowHeight = 48;
const margin = 16;
const lane = 10;

/**
 * Lays a flow out for the guide's page. Deterministic: the same flow always gives the same chart. Returns are not drawn;
 * they are words beside the task.
 */
export function layoutFlow(flow: Flow): FlowChart {
  const ranks = ranksOf(flow);
  const nodes = flow.nodes.filter((node) => ranks.has(node.key));
  const lines = linesOf(nodes, ranks);
  const rows = rowsOf(nodes, lines, ranks);
  const names = new Map(nodes.map((node) => [node.key, node]));
  const columns = columnsOf(rows, lines, names);
  const centre = new Map([...columns].map(([item, column]) => [item, margin + cell * (column + 0.5)]));
  const right = margin * 2 + cell * (Math.max(...columns.values()) + 1);

  // Between two rows each line that bends has a height of its own; lines that lead back also have a column at the right.
  const gaps = rows.map((): string[] => []);
  const use = (gap: number, user: string) => {
    const users = gaps[gap] ?? [];
    if (!users.includes(user)) users.push(user);
  };
  for (const line of lines) {
    if (line.back) {
      use(ranks.get(line.from) ?? 0, `${line.from}>`);
      use((ranks.get(line.to) ?? 0) - 1, `>${line.to}`);
    } else for (const [i, stop] of line.stops.slice(0, -1).entries()) use((ranks.get(line.from) ?? 0) + i, stop);
  }
  const tops: number[] = [];
  let y = margin;
  for (const users of gaps) {
    tops.push(y);
    y += rowHeight + 2 * margin + lane * users.length;
  }
  const backs = lines.filter((line) => line.back);

  const boxes = nodes.map((node): ChartBox => {
    const [width, height] = sizeOf(node);
    const top = tops[ranks.get(node.key) ?? 0] ?? 0;
    return {
      node: node.key,
      kind: node.kind,
      name: node.name,
      who: node.kind === "task" ? (node.body ?? node.post) : node.kind === "machine" ? "system" : "",
      x: (centre.get(node.key) ?? 0) - width / 2,
      y: top + (rowHeight - height) / 2,
      width,
      height,
    };
  });
  const boxOf = new Map(boxes.map((box) => [box.node, box]));
  return {
    width: right + (backs.length + 1) * lane,
    height: y,
    boxes,
    lines: lines.map((line) => draw(line)),
  };

  function laneY(gap: number, user: string): number {
    return (tops[gap] ?? 0) + rowHeight + margin + lane * (gaps[gap]?.indexOf(user) ?? 0);
  }

  function draw(line: Line): ChartLine {
    const from = boxOf.get(line.from);
    const to = boxOf.get(line.to);
    const startX = centre.get(line.from) ?? 0;
    const endX = centre.get(line.to) ?? 0;
    const rank = ranks.get(line.from) ?? 0;
    const points: [number, number][] = [[startX, (from?.y ?? 0) + (from?.height ?? 0)]];
    if (line.back) {
      const down = laneY(rank, `${line.from}>`);
      const up = laneY((ranks.get(line.to) ?? 0) - 1, `>${line.to}`);
      const side = right + lane * backs.indexOf(line);
      points.push([startX, down], [side, down], [side, up], [endX, up]);
    } else {
      for (const [i, stop] of line.stops.slice(0, -1).entries()) {
        const bend = laneY(rank + i, stop);
        points.push([centre.get(stop) ?? 0, bend], [centre.get(line.stops[i + 1] ?? "") ?? 0, bend]);
      }
    }
    points.push([endX, to?.y ?? 0]);
    const clean = withoutRepeats(points);
    const [labelX, labelY] = (line.back ? clean[1] : clean.length > 2 ? clean[2] : clean[0]) ?? [startX, 0];
    const node = names.get(line.from);
    return {
      from: line.from,
      to: line.to,
      label: node ? labelOf(node, line) : "",
      labelX,
      labelY,
      back: line.back,
      points: clean,
      path: clean.map(([px, py], i) => `${i === 0 ? "M" : "L"}${px} ${py}`).join(" "),
    };
  }
}

function sizeOf(node: FlowNode): [number, number] {
  if (node.kind === "task" || node.kind === "timer" || node.kind === "machine") return [160, 48];
  return node.kind === "start" || node.kind === "end" ? [120, 36] : [140, 36];
}

/** Drops points that stand on the straight line between their neighbours. */
function withoutRepeats(points: readonly [number, number][]): [number, number][] {
  const kept: [number, number][] = [];
  for (const point of points) {
    const last = kept.at(-1);
    const before = kept.at(-2);
    if (last && last[0] === point[0] && last[1] === point[1]) continue;
    const straight = (axis: 0 | 1) => before?.[axis] === last?.[axis] && last?.[axis] === point[axis];
    if (before && (straight(0) || straight(1))) kept.pop();
    kept.push(point);
  }
  return kept;
}

function labelOf(node: FlowNode, line: Line): string {
  const exits = exitsOf(node);
  if (line.exits.length === exits.length || node.kind === "fork") return "";
  return line.exits
    .map((exit) => {
      if (node.kind === "choice") return exit.way === "when" ? (node.ways[exit.index]?.name ?? "") : "其他";
      const yes = exit.way === "agree";
      if (node.kind === "task" && node.act === "accept") return yes ? "受理" : "不予受理";
      if (node.kind === "task" && node.act === "decide") return yes ? "准予" : "不予许可";
      return yes ? "同意" : "不同意";
    })
    .join("、");
}
