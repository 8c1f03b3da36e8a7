import type { ItemDocument } from "../../../catalogue/index.ts";
import { type Flow, flowOfGuide, type TaskNode } from "../../../process/index.ts";
import type { Section } from "./spec.ts";
import type { Typed } from "./typed.ts";

type Flowing = NonNullable<ItemDocument["flow"]>;

/** What a step may be in the simple table; the keys decide what the step is in the flow. */
const kinds = [
  ["accept", "受理"],
  ["examine", "审查"],
  ["site", "现场核查（不计时）"],
  ["assess", "专家评审（不计时）"],
  ["publicity", "公示（不计时）"],
  ["decide", "决定"],
  ["make", "制证"],
  ["deliver", "送达"],
] as const;
const actors = [
  ["window", "窗口"],
  ["first-examiner", "初审岗"],
  ["reviewer", "审核岗"],
  ["inspector", "核查岗"],
  ["approver", "审批岗"],
  ["issuer", "制证岗"],
] as const;
const untimed = new Set<string>(["site", "assess", "publicity"]);

/** The steps as rows of a form, like every other list of a draft. */
export const stepsSection: Section = {
  key: "flow",
  title: "办理流程",
  specs: [
    {
      kind: "rows",
      path: "steps",
      label: "步骤",
      hint: "从受理写起；不予受理、不予许可和送达决定书由系统补上。",
      unit: "步",
      most: 20,
      columns: [
        { kind: "one", path: "kind", label: "环节", choices: kinds },
        { kind: "text", path: "name", label: "名称", hint: "例如 专家评审（必要时）" },
        { kind: "one", path: "actor", label: "谁办", choices: actors },
        { kind: "whole", path: "days", label: "工作日", hint: "不计时的不填" },
      ],
    },
  ],
};

interface StepRow {
  readonly kind: string;
  readonly name: string;
  readonly actor: string;
  readonly days?: number | undefined;
}

/** The flow as the table has it; undefined when the table cannot say all of it. */
export function stepsOfFlow(flow: Flowing | undefined): Typed | undefined {
  if (!flow) return {};
  const rows: StepRow[] = [];
  for (const node of flow.nodes) {
    if (node.kind !== "task" || node.key === "deliver-refusal") continue;
    const kind = kindOfTask(node);
    rows.push({
      kind,
      name: node.name,
      actor: node.post === "window-officer" ? "window" : node.post,
      days: node.limit,
    });
  }
  const start = flow.nodes.find((node) => node.kind === "start");
  if (!sameFlow(flowOf(rows, flow.name, start?.key, start?.name), flow)) return undefined;
  return Object.fromEntries(
    rows.flatMap(({ kind, name, actor, days }, at) => [
      [`steps.${at}.kind`, kind],
      [`steps.${at}.name`, name],
      [`steps.${at}.actor`, actor],
      [`steps.${at}.days`, days === undefined ? "" : `${days}`],
    ]),
  );
}

/** The flow of the rows that `readSection` read; undefined without any. @returns faults by control. */
export function flowOfRows(
  rows: unknown,
  name: string,
): { readonly flow: Flow | undefined; readonly faults: Readonly<Record<string, string>> } {
  const given = (Array.isArray(rows) ? rows : []) as readonly Partial<StepRow>[];
  const faults: Record<string, string> = {};
  const whole = given.flatMap(({ kind, name: called, actor, days }, at): StepRow[] => {
    if (kind === undefined) faults[`steps.${at}.kind`] = "请选是什么环节";
    if (actor === undefined) faults[`steps.${at}.actor`] = "请选由谁办";
    if (days === undefined && kind !== undefined && !untimed.has(kind)) faults[`steps.${at}.days`] = "请填几个工作日";
    if (kind === undefined || actor === undefined) return [];
    const usual = kinds.find(([one]) => one === kind)?.[1].replace("（不计时）", "") ?? kind;
    return [{ kind, name: called ?? usual, actor, days }];
  });
  if (whole.length === 0 || Object.keys(faults).length > 0) return { flow: undefined, faults };
  return { flow: flowOf(whole, name), faults };
}

function flowOf(rows: readonly StepRow[], name: string, startKey = "apply", startName = "申请"): Flow {
  const seen = new Map<string, number>();
  const steps = rows.map(({ kind, name: called, actor, days }) => {
    const count = (seen.get(kind) ?? 0) + 1;
    seen.set(kind, count);
    return { key: count === 1 ? kind : `${kind}-${count}`, name: called, actor, ...(days !== undefined && { days }) };
  });
  const first = { key: startKey, name: startName, actor: "applicant" };
  return flowOfGuide({ slug: "item", name: name.slice(0, 60), steps: [first, ...steps] });
}

function kindOfTask({ act, key }: TaskNode): string {
  if (act === "issue") return "make";
  if (act !== "examine") return act;
  return untimed.has(key) ? key : "examine";
}

function sameFlow(one: Flow, other: Flowing): boolean {
  // Names of steps are free words for the eye; only the keys that `flowOfGuide` chose may differ.
  const bare = (flow: Flow | Flowing) => ({ facts: flow.facts, nodes: withoutKeys(flow.nodes) });
  return JSON.stringify(bare(one)) === JSON.stringify(bare(other));
}

/** Nodes with keys numbered in order, so that two flows that only call their steps differently are the same. */
function withoutKeys(nodes: Flow["nodes"]): unknown {
  const numbers = new Map(nodes.map(({ key }, at) => [key, `n${at}`]));
  return JSON.parse(JSON.stringify(nodes), (name, value: unknown) =>
    typeof value === "string" && name !== "name" && name !== "post" ? (numbers.get(value) ?? value) : value,
  );
}
