import type { Flow, FlowNode, TaskNode } from "../../process/index.ts";
import type { Step } from "../../ui/index.ts";

/** The usual way through a flow, in the words of a guide: the applicant's step, then each task when everybody agrees. */
export function stepsOfFlow(flow: Flow): Step[] {
  const nodes = new Map(flow.nodes.map((node) => [node.key, node]));
  const steps: Step[] = [];
  const seen = new Set<string>();
  let at: FlowNode | undefined = flow.nodes.find(({ kind }) => kind === "start");
  while (at && !seen.has(at.key)) {
    seen.add(at.key);
    const step = stepOf(at, nodes);
    if (step) steps.push(step);
    at = nodes.get(nextOf(at, nodes) ?? "");
  }
  // Steps are told apart by their names.
  return steps.filter((step, index) => steps.findIndex(({ name }) => name === step.name) === index);
}

function stepOf(node: FlowNode, nodes: ReadonlyMap<string, FlowNode>): Step | undefined {
  if (node.kind === "start") return { name: "申请", note: "您提交申请和材料" };
  if (node.kind === "task") return { name: node.name, note: noteOf(node) };
  if (node.kind === "timer") return { name: node.name, note: `等待 ${node.workdays} 个工作日` };
  if (node.kind === "machine") return { name: node.name, note: "系统自动完成" };
  if (node.kind !== "fork") return undefined;
  const names = node.branches.flatMap((key) => nodes.get(key)?.name ?? []);
  return { name: "同时办理", note: names.join("、") };
}

function noteOf({ act, limit, body, procedure }: TaskNode): string {
  const by = body === undefined ? "" : `${body}，`;
  if (procedure !== undefined) return `${by}所需时间不计入时限`;
  if (limit === 0 && act === "accept") return `${by}当场告知是否受理`;
  if (limit === 0) return `${by}当场完成`;
  if (limit !== undefined) return `${by}最长 ${limit} 个工作日`;
  return by === "" ? usual[act] : by.slice(0, -1);
}

const usual = {
  accept: "5 个工作日内告知是否受理",
  examine: "在承诺时限内完成",
  opinion: "在承诺时限内完成",
  decide: "在承诺时限内作出",
  issue: "作出决定后制作",
  deliver: "作出决定后 10 日内送达",
} as const;

/** Where the usual way goes on; behind a fork stands the join its first branch comes to. */
function nextOf(node: FlowNode, nodes: ReadonlyMap<string, FlowNode>): string | undefined {
  if (node.kind === "start" || node.kind === "timer" || node.kind === "machine") return node.next;
  if (node.kind === "task" || node.kind === "join") return node.agree;
  if (node.kind === "choice") return node.otherwise;
  if (node.kind !== "fork") return undefined;
  const seen = new Set<string>();
  let at = nodes.get(node.branches[0] ?? "");
  while (at && at.kind !== "join" && !seen.has(at.key)) {
    seen.add(at.key);
    at = nodes.get(nextOf(at, nodes) ?? "");
  }
  return at?.key;
}
