import fc from "fast-check";
import type { Condition } from "../../form/index.ts";
import { faultOfReturn } from "../check-flow.ts";
import type { Flow, FlowNode, JoinRule } from "../flow.ts";
import { structureOf } from "../structure.ts";
import { taskNode } from "../templates.ts";

/** A plan of a flow as blocks in a row; random flows are built from it, so they are sound by construction. */
type Block =
  | {
      kind: "task";
      disagree: "no" | "on" | "again";
      correct: boolean;
      deemed: boolean;
      procedure: boolean;
      returns: number[];
    }
  | { kind: "timer"; workdays: number }
  | { kind: "machine" }
  | { kind: "choice"; limit: number; inside: Block[] }
  | { kind: "fork"; branches: Block[][]; rule: JoinRule; waitFor: "all" | "enough" };

const task = fc.record({
  kind: fc.constant("task" as const),
  disagree: fc.constantFrom("no" as const, "on" as const, "again" as const),
  correct: fc.boolean(),
  deemed: fc.boolean(),
  procedure: fc.boolean(),
  returns: fc.array(fc.nat({ max: 30 }), { maxLength: 3 }),
});
const timer = fc.record({ kind: fc.constant("timer" as const), workdays: fc.integer({ min: 1, max: 20 }) });
const machine = fc.constant({ kind: "machine" as const });
const rule: fc.Arbitrary<JoinRule> = fc.oneof(
  fc.constant({ kind: "countersign" as const }),
  fc.constant({ kind: "anySign" as const }),
  fc.record(
    { kind: fc.constant("proportion" as const), percent: fc.integer({ min: 1, max: 100 }) },
    { noNullPrototype: true },
  ),
);

function blocks(depth: number): fc.Arbitrary<Block[]> {
  if (depth === 0) return fc.array(fc.oneof(task, timer, machine), { minLength: 1, maxLength: 2 });
  const inside = blocks(depth - 1);
  const choice = fc.record({
    kind: fc.constant("choice" as const),
    limit: fc.integer({ min: 0, max: 3 }),
    inside,
  });
  const fork = fc.record({
    kind: fc.constant("fork" as const),
    branches: fc.array(inside, { minLength: 2, maxLength: 3 }),
    rule,
    waitFor: fc.constantFrom("all" as const, "enough" as const),
  });
  return fc.array(fc.oneof({ weight: 3, arbitrary: task }, timer, machine, choice, fork), {
    minLength: 1,
    maxLength: 3,
  });
}

/** Random sound flows: tasks, timers, choices and forks inside each other, with returns wherever they are allowed. */
export const randomFlow: fc.Arbitrary<Flow> = blocks(2).map(flowOf);

function flowOf(plan: Block[]): Flow {
  const nodes: FlowNode[] = [];
  const wishes = new Map<string, number[]>();
  let made = 0;
  const first = addBlocks(plan, "end");
  nodes.unshift({ kind: "start", key: "start", name: "申请", next: first });
  nodes.push({ kind: "end", key: "end", name: "办结", outcome: "granted" });
  const flow: Flow = {
    key: "random",
    name: "随机流程",
    facts: [{ key: "area", name: "面积", kind: "number" }],
    nodes,
  };
  return withReturns(flow, wishes);

  /** @returns the key of the first block's node. */
  function addBlocks(row: readonly Block[], next: string): string {
    return row.reduceRight((after, block) => addBlock(block, after), next);
  }

  function addBlock(block: Block, next: string): string {
    made += 1;
    const key = `n-${made}`;
    if (block.kind === "timer") nodes.push({ kind: "timer", key, name: "公示", workdays: block.workdays, next });
    if (block.kind === "machine") nodes.push({ kind: "machine", key, name: "自动分派", next });
    if (block.kind === "task") {
      wishes.set(key, block.returns);
      nodes.push(
        taskNode("examine", {
          key,
          name: `审查“${made}”<&>`,
          post: "reviewer",
          mayCorrect: block.correct,
          agree: next,
          ...(block.disagree === "no" ? {} : { disagree: block.disagree === "on" ? next : key }),
          ...(block.deemed ? { deemed: { after: 5, as: "agree" } } : {}),
          ...(block.procedure ? { procedure: "hearing", limit: 3, body: "专家委员会" } : {}),
        }),
      );
    }
    if (block.kind === "choice") {
      const inside = addBlocks(block.inside, next);
      const ways = [{ name: "面积大", when: { ">": [{ var: "area" }, block.limit] } satisfies Condition, to: inside }];
      nodes.push({ kind: "choice", key, name: "面积", ways, otherwise: next });
    }
    if (block.kind === "fork") {
      const join = `${key}-join`;
      const branches = block.branches.map((row) => addBlocks(row, join));
      nodes.push({ kind: "fork", key, name: "并联", branches });
      const { rule, waitFor } = block;
      nodes.push({ kind: "join", key: join, name: "汇总", rule, waitFor, agree: next, disagree: next });
    }
    return key;
  }
}

/** Gives each task those of the returns it wished for that are allowed. */
function withReturns(flow: Flow, wishes: ReadonlyMap<string, number[]>): Flow {
  const structure = structureOf(flow);
  const nodes = flow.nodes.map((node): FlowNode => {
    if (node.kind !== "task") return node;
    const targets = flow.nodes.filter((target) => !faultOfReturn(structure, node, target.key));
    const wished = (wishes.get(node.key) ?? []).flatMap(
      (wish) => targets[wish % Math.max(1, targets.length)]?.key ?? [],
    );
    return { ...node, returnTo: [...new Set(wished)] };
  });
  return { ...flow, nodes };
}
