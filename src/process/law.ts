import type { Finding } from "./finding.ts";
import { exitsOf, type Flow, type FlowNode, type TaskNode } from "./flow.ts";
import type { Structure } from "./structure.ts";

/** 行政许可法 32(4): the answer on completeness, working days from receipt; silence counts as acceptance. */
export const acceptWorkdays = 5;
/** 行政许可法 44: issue and deliver the document, working days from the decision. */
export const deliverWorkdays = 10;
/** 行政许可法 42(2): unified, joint or concentrated handling. */
export const jointWorkdays = 45;

/** The limits of the item version in working days; leave one out when it is counted in calendar days. */
export interface FlowLimits {
  legal?: number;
  promised?: number;
  /** Whether the item is an administrative permit, to which article 44 applies. */
  permit?: boolean;
}

/**
 * What the law and the promise say about a flow. An item version can only tighten them: a node that takes longer, or a
 * silence that counts against the applicant at acceptance, is an error.
 *
 * @source 行政许可法 32, 42, 44, 45; field-dictionary 4
 */
export function findingsOfLaw(flow: Flow, structure: Structure, limits: FlowLimits): Finding[] {
  const findings: Finding[] = [];
  const tasks = flow.nodes.filter((node): node is TaskNode => node.kind === "task");
  for (const task of tasks) findings.push(...findingsOfTask(task));
  if (!tasks.some((task) => task.act === "accept")) {
    findings.push({ code: "no-accept", level: "warning", node: "", message: "流程没有受理环节" });
  }

  const beforeDecision = (node: FlowNode) => node.kind !== "task" || !["accept", "issue", "deliver"].includes(node.act);
  const decision = longest(structure, beforeDecision);
  if (limits.promised !== undefined && decision > limits.promised) {
    findings.push(over("over-promised", "warning", `各环节最长要${decision}个工作日，超过承诺的${limits.promised}个`));
  }
  // A co-department has its own item with its own limit; only the implementing body's days stand under this one.
  const own = longest(structure, (node) => beforeDecision(node) && !(node.kind === "task" && node.body !== undefined));
  if (limits.legal !== undefined && own > limits.legal) {
    findings.push(over("over-legal", "error", `各环节最长要${own}个工作日，超过法定的${limits.legal}个`));
  }
  if (limits.permit && flow.nodes.some((node) => node.kind === "fork") && decision > jointWorkdays) {
    findings.push(
      over("over-joint", "error", `并联办理最长要${decision}个工作日，超过${jointWorkdays}个（行政许可法第四十二条）`),
    );
  }
  const delivery = longest(structure, (node) => node.kind === "task" && ["issue", "deliver"].includes(node.act));
  if (limits.permit && delivery > deliverWorkdays) {
    findings.push(
      over("over-delivery", "error", `制证送达要${delivery}个工作日，超过${deliverWorkdays}个（行政许可法第四十四条）`),
    );
  }
  return findings;
}

function over(code: string, level: Finding["level"], message: string): Finding {
  return { code, level, node: "", message };
}

function findingsOfTask(task: TaskNode): Finding[] {
  const findings: Finding[] = [];
  const find = (code: string, level: Finding["level"], message: string) =>
    findings.push({ code, level, node: task.key, message });
  if (task.act === "accept") {
    if ((task.limit ?? 0) > acceptWorkdays) {
      find("accept-late", "error", `“${task.name}”不得超过${acceptWorkdays}个工作日（行政许可法第三十二条）`);
    }
    if (task.deemed?.as !== "agree" || task.deemed.after > acceptWorkdays) {
      find("accept-silent", "error", `“${task.name}”${acceptWorkdays}个工作日不答复应视为受理（行政许可法第三十二条）`);
    }
  }
  if (task.act === "decide" && task.deemed) {
    find("deemed-decision", "warning", `“${task.name}”超时视为作出决定，须有法律依据`);
  }
  if (task.deemed?.as === "disagree" && !task.disagree) {
    find("deemed-nowhere", "error", `“${task.name}”超时视为不同意，却没有不同意的去向`);
  }
  if (task.deemed && task.limit !== undefined && task.deemed.after < task.limit) {
    find("deemed-early", "error", `“${task.name}”还没到时限就视为已办`);
  }
  return findings;
}

/** The longest walk from the start in working days, loops walked once; special procedures stop the clock and cost none. */
function longest(structure: Structure, counts: (node: FlowNode) => boolean): number {
  const known = new Map<string, number>();
  const open = new Set<string>();
  return from(structure.start);

  function from(key: string): number {
    const node = structure.nodes.get(key);
    const before = known.get(key);
    if (before !== undefined || !node || open.has(key)) return before ?? 0;
    open.add(key);
    const rest = exitsOf(node).map((exit) => from(exit.to));
    open.delete(key);
    const days = Math.max(0, ...rest) + (counts(node) ? costOf(node) : 0);
    known.set(key, days);
    return days;
  }
}

function costOf(node: FlowNode): number {
  if (node.kind === "timer") return node.workdays;
  return node.kind === "task" && !node.procedure ? (node.limit ?? 0) : 0;
}
