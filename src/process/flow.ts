import { type Static, Type } from "typebox";
import type { Condition } from "../form/index.ts";

/** Key of a node: also an XML id, so that a flow survives BPMN unchanged. */
export const NodeKey = Type.String({ pattern: "^[a-z][a-z0-9-]{0,39}$" });
/** Words for people: no control or invisible characters, not blank. */
const Name = Type.String({ maxLength: 60, pattern: "^(?=.*[^ ])[^\\p{C}]+$" });
/** A number of working days. */
const Workdays = Type.Integer({ minimum: 0, maximum: 250 });

/** What the task is in the law's eyes: accept 受理, examine 审查, opinion 协办意见, decide 决定, issue 制证, deliver 送达. */
export const Act = Type.Enum(["accept", "examine", "opinion", "decide", "issue", "deliver"]);
export type Act = Static<typeof Act>;

/** How an end node finishes the case; the applicant's and the office's own ends are in `CaseOutcome`. */
export const EndOutcome = Type.Enum(["granted", "refused", "notAccepted", "forwarded"]);
export type EndOutcome = Static<typeof EndOutcome>;

/** How the branches' opinions make one: 会签 all agree, 或签 one agrees, or at least so many per cent of those concerned. */
export const JoinRule = Type.Union([
  Type.Object({ kind: Type.Literal("countersign") }, { additionalProperties: false }),
  Type.Object({ kind: Type.Literal("anySign") }, { additionalProperties: false }),
  Type.Object(
    { kind: Type.Literal("proportion"), percent: Type.Integer({ minimum: 1, maximum: 100 }) },
    { additionalProperties: false },
  ),
]);
export type JoinRule = Static<typeof JoinRule>;

function node<const Kind extends string, Shape extends Record<string, Type.TSchema>>(kind: Kind, shape: Shape) {
  return Type.Object({ kind: Type.Literal(kind), key: NodeKey, name: Name, ...shape }, { additionalProperties: false });
}

/** 申请: where a submitted application enters; exactly one. */
export const StartNode = node("start", { next: NodeKey });

/** 环节: work waiting for a post. `agree` and `disagree` say where each outcome leads; without `disagree` it is not offered. */
export const TaskNode = node("task", {
  act: Act,
  /** The post whose work it is (organization's key). */
  post: Type.String({ pattern: "^[a-z][a-z0-9-]{0,39}$" }),
  /** The department, when it is not the implementing body (协办部门). */
  body: Type.Optional(Name),
  /** Working days promised for this node alone. */
  limit: Type.Optional(Workdays),
  /** Special procedure (code table special_reason): the case's limits stop while this task is open. */
  procedure: Type.Optional(NodeKey),
  /** 超时视为: after so many working days of silence the outcome counts as given. */
  deemed: Type.Optional(
    Type.Object({ after: Workdays, as: Type.Enum(["agree", "disagree"]) }, { additionalProperties: false }),
  ),
  /** Whether the post may ask the applicant for a correction (补正). */
  mayCorrect: Type.Boolean(),
  /** Earlier tasks or forks to which the post may return the case (退回). */
  returnTo: Type.Array(NodeKey, { maxItems: 20, uniqueItems: true }),
  agree: NodeKey,
  disagree: Type.Optional(NodeKey),
});

/** 选择: the first way whose condition holds is taken, else `otherwise`: so there is never a gap. */
export const ChoiceNode = node("choice", {
  ways: Type.Array(
    Type.Object(
      { name: Name, when: Type.Unsafe<Condition>(Type.Unknown()), to: NodeKey },
      { additionalProperties: false },
    ),
    { minItems: 1, maxItems: 12 },
  ),
  otherwise: NodeKey,
});

/** 并联: opens all its branches at once. */
export const ForkNode = node("fork", { branches: Type.Array(NodeKey, { minItems: 2, maxItems: 12 }) });

/** 汇聚: the branches of one fork meet and give one joint opinion. `enough` stops as soon as the opinion is certain. */
export const JoinNode = node("join", {
  rule: JoinRule,
  waitFor: Type.Enum(["all", "enough"]),
  agree: NodeKey,
  disagree: NodeKey,
});

/** 等待: goes on after so many working days. */
export const TimerNode = node("timer", { workdays: Type.Integer({ minimum: 1, maximum: 250 }), next: NodeKey });

/** 机器环节: work that a machine does at once (拆分派发、自动分派); nobody waits for it, and it has no opinion. */
export const MachineNode = node("machine", { next: NodeKey });

/** 结束. */
export const EndNode = node("end", { outcome: EndOutcome });

export const FlowNode = Type.Union([
  StartNode,
  TaskNode,
  ChoiceNode,
  ForkNode,
  JoinNode,
  TimerNode,
  MachineNode,
  EndNode,
]);

/** A fact the conditions may ask for; `values` are all the texts it can take. */
export const FlowFact = Type.Object(
  {
    key: Type.String({ pattern: "^[a-z][A-Za-z0-9_]{0,39}$" }),
    name: Name,
    kind: Type.Enum(["yesNo", "number", "text"]),
    values: Type.Optional(Type.Array(Name, { minItems: 1, maxItems: 50 })),
  },
  { additionalProperties: false },
);

/**
 * 办理流程: the graph one item version runs. It is a part of that immutable version and so needs no version of its own;
 * a running case keeps the flow it began with.
 *
 * @source 国办函〔2016〕108号 (办理流程 is an element of the implementation list)
 */
export const Flow = Type.Object(
  {
    key: NodeKey,
    name: Name,
    facts: Type.Array(FlowFact, { maxItems: 40 }),
    nodes: Type.Array(FlowNode, { minItems: 3, maxItems: 200 }),
  },
  { additionalProperties: false },
);

export type StartNode = Static<typeof StartNode>;
export type TaskNode = Static<typeof TaskNode>;
export type ChoiceNode = Static<typeof ChoiceNode>;
export type ForkNode = Static<typeof ForkNode>;
export type JoinNode = Static<typeof JoinNode>;
export type TimerNode = Static<typeof TimerNode>;
export type MachineNode = Static<typeof MachineNode>;
export type EndNode = Static<typeof EndNode>;
export type FlowNode = Static<typeof FlowNode>;
export type FlowFact = Static<typeof FlowFact>;
export type Flow = Static<typeof Flow>;

/** One line of the graph: which way out of a node leads where. */
export interface Exit {
  way: "next" | "agree" | "disagree" | "branch" | "when" | "otherwise";
  /** Number of the branch or condition, 0 for all others. */
  index: number;
  to: string;
}

/** The lines that lead out of a node, in the order in which they are drawn. Returns are not lines: nobody walks them unasked. */
export function exitsOf(node: FlowNode): Exit[] {
  switch (node.kind) {
    case "start":
    case "timer":
    case "machine":
      return [{ way: "next", index: 0, to: node.next }];
    case "task":
      return [
        { way: "agree", index: 0, to: node.agree },
        ...(node.disagree === undefined ? [] : [{ way: "disagree" as const, index: 0, to: node.disagree }]),
      ];
    case "join":
      return [
        { way: "agree", index: 0, to: node.agree },
        { way: "disagree", index: 0, to: node.disagree },
      ];
    case "choice":
      return [
        ...node.ways.map((way, index) => ({ way: "when" as const, index, to: way.to })),
        { way: "otherwise", index: 0, to: node.otherwise },
      ];
    case "fork":
      return node.branches.map((to, index) => ({ way: "branch", index, to }));
    case "end":
      return [];
  }
}
