import type { ItemVersion } from "../catalogue/index.ts";
import type { Codes } from "../kernel/codes/index.ts";
import { checklistOf } from "./checklist.ts";
import { applyStep } from "./fold.ts";
import type { CaseState, Step } from "./state.ts";
import type { Words } from "./words.ts";

/** One line of a case's journal in plain words. */
export interface JournalLine {
  readonly seq: number;
  readonly kind: Step["kind"];
  readonly at: Date;
  /** 申请人、办理部门、系统. */
  readonly by: Step["by"];
  /** The department that acted, when an officer did. */
  readonly department: string | undefined;
  /** The node of the flow at which it happened, in words. */
  readonly node: string | undefined;
  /** What was done: 受理申请. */
  readonly title: string;
  /** The task that this step finished, with the opinion if one was given (or counted as given). */
  readonly answer: { readonly token: number; readonly opinion?: "agree" | "disagree" } | undefined;
  /** Further facts without personal data, one sentence each. */
  readonly facts: readonly string[];
  /** What was said; absent where the reader may not know it. */
  readonly words: Words | undefined;
}

/** What reading aloud needs beside the steps. */
export interface Reading {
  readonly version: ItemVersion;
  readonly codes: Codes;
  readonly words?: ReadonlyMap<number, Words> | undefined;
  /** An applicant does not read what officers write to one another. */
  readonly reader: "applicant" | "officer" | "anyone";
}

/** A journal in plain words (办理过程), first step first. Pure. */
export function linesOf(steps: readonly Step[], reading: Reading): JournalLine[] {
  let before: CaseState | undefined;
  return steps.map((step) => {
    const state = applyStep(before, step);
    const line = lineOf(step, before, state, reading);
    before = state;
    return line;
  });
}

function lineOf(step: Step, before: CaseState | undefined, after: CaseState, reading: Reading): JournalLine {
  const { seq, kind, by, facts } = step;
  const task = before?.tasks.find(({ token }) => token === facts.token);
  const node = task && reading.version.document.flow?.nodes.find(({ key }) => key === task.node)?.name;
  return {
    seq,
    kind,
    at: new Date(step.at),
    by,
    department: by.kind === "staff" ? (task?.department ?? after.department) : undefined,
    node,
    title: titleOf(step, node),
    answer: answerOf(step),
    facts: factsOf(step, after, reading),
    words: wordsFor(reading, seq),
  };
}

function answerOf({ kind, facts: { flow, token, opinion } }: Step): JournalLine["answer"] {
  if (token === undefined || kind === "returnTask" || !flow?.left.includes(token)) return undefined;
  return { token, ...(opinion && { opinion }) };
}

function titleOf({ kind, facts, by }: Step, node: string | undefined): string {
  switch (kind) {
    case "submit":
      if (facts.begun?.intake) return "别的大厅的窗口代收申请";
      return by.kind === "staff" ? "窗口代为提交申请" : "提交申请";
    case "preReview":
      return "预审：材料齐全";
    case "requestCorrection":
      return facts.asked?.override ? "再次告知补正" : "一次性告知补正";
    case "correct":
      return "提交补正";
    case "expireCorrection":
      return "逾期没有补正，办结";
    case "accept":
      return facts.accepted?.deemed ? "受理申请（已视为受理）" : "受理申请";
    case "deemAccepted":
      return "五个工作日没有答复，视为受理";
    case "notAccept":
      return "不予受理";
    case "withdraw":
      return "撤回申请";
    case "pause":
      return "暂停计时";
    case "resume":
      return "恢复计时";
    case "extend":
      return "延长办理时限";
    case "claim":
      return `认领“${node ?? "任务"}”`;
    case "release":
      return `放回“${node ?? "任务"}”`;
    case "giveOpinion":
      return `${node ?? "审查"}：${facts.opinion === "disagree" ? "不同意" : "同意"}`;
    case "returnTask":
      return `${node ?? "办理环节"}：退回`;
    case "deemTask":
      return facts.opinion ? `${node ?? "环节"}：超时视为${facts.opinion === "agree" ? "同意" : "不同意"}` : "等待期满";
    case "decide":
      return facts.decided?.approved ? "作出决定：准予" : "作出决定：不予许可";
    case "issueResult":
      return "制作结果文书";
    case "deliver":
      return deliverTitle[facts.delivery?.way ?? "online"];
    case "recordPickup":
      return "领取结果";
    case "recordVisit":
      return "到现场一次";
    case "confirmVisits":
      return "确认到现场次数";
    case "transferTask":
      return `${node ?? "办理环节"}：转办`;
    case "forward":
      return "转报有权决定的机关";
    case "terminate":
      return "终止办理";
    case "turnBack":
      return facts.turnedBack === "duplicate" ? "退回申请人：重复提交" : "退回申请人：报错了事项";
    case "voidCase":
      return "作废";
    case "joinPerson":
      return "申请人身份合并";
  }
}

const deliverTitle = { online: "网上送达", post: "邮寄送达", counter: "结果在窗口待领" } as const;

function factsOf({ facts, kind }: Step, after: CaseState, { version, codes, reader }: Reading): string[] {
  const said: string[] = [];
  if (facts.machine)
    said.push(`系统核对了${facts.machine.fields}项填写、${facts.machine.materials}份材料，没有发现问题`);
  if (facts.accepted) {
    const { legal, promised, on } = facts.accepted;
    const unit = (code: string) => codes.label("time_unit", code);
    if (legal) said.push(`法定办结时限${legal.amount}个${unit(legal.unit)}，从${on}算起`);
    if (promised) said.push(`承诺办结时限${promised.amount}个${unit(promised.unit)}`);
  }
  if (facts.flow?.hold?.kind === "pause" && kind === "pause") {
    said.push(codes.label("special_reason", facts.flow.hold.reason));
  }
  if (facts.corrected) {
    const materials = facts.corrected.changed.filter((name) => name.startsWith("material:")).length;
    const fields = facts.corrected.changed.length - materials;
    const parts = [fields > 0 ? `改了${fields}处填写` : "", materials > 0 ? `补交${materials}项材料` : ""];
    said.push(parts.filter((part) => part !== "").join("，"));
  }
  if (facts.checked && reader === "officer") said.push(checkedWords(facts.checked, version));
  if (facts.extended) said.push(`延长${facts.extended.days}天`);
  if (facts.to !== undefined) {
    const to = version.document.flow?.nodes.find(({ key }) => key === facts.to)?.name;
    if (to) said.push(`退回到“${to}”`);
  }
  if (facts.flow?.passed) said.push(`系统随即完成${namesOf(facts.flow.passed, version)}`);
  if (facts.decided && kind !== "decide") said.push(facts.decided.approved ? "随即准予" : "随即不予许可");
  if (facts.visited) said.push(`累计到现场${after.visits}次`);
  if (facts.visitsConfirmed !== undefined) said.push(`大厅登记${after.visits}次，申请人说${facts.visitsConfirmed}次`);
  if (facts.flow?.outcome) said.push(`办结：${outcomeNames[facts.flow.outcome]}`);
  return said;
}

/** “拆分派发”、“自动分派” */
function namesOf(keys: readonly string[], { document }: ItemVersion): string {
  const nodes = document.flow?.nodes ?? [];
  return keys.map((key) => `“${nodes.find((node) => node.key === key)?.name ?? key}”`).join("、");
}

/** 审查要点 as an officer left them: what he did not tick is named, unless he ticked none: then the list says nothing new. */
function checkedWords(checked: readonly string[], { document }: ItemVersion): string {
  const points = checklistOf(document);
  const open = points.filter(({ key }) => !checked.includes(key)).map(({ point }) => `“${point}”`);
  if (open.length === 0) return `审查要点 ${points.length} 项全部核对`;
  if (open.length === points.length) return `审查要点 ${points.length} 项都没有核对`;
  const named = open.length > 3 ? `${open.slice(0, 3).join("")}等 ${open.length} 项` : open.join("");
  return `审查要点核对了 ${checked.length} 项，共 ${points.length} 项，没有核对${named}`;
}

/** How a case ended, in words. */
export const outcomeNames: Readonly<Record<NonNullable<CaseState["flow"]["outcome"]>, string>> = {
  granted: "准予",
  refused: "不予许可",
  notAccepted: "不予受理",
  forwarded: "转报",
  withdrawn: "申请人撤回",
  correctionExpired: "逾期没有补正",
  terminated: "终止",
  turnedBack: "退回申请人",
  voided: "作废",
};

function wordsFor({ words, reader }: Reading, seq: number): Words | undefined {
  const said = reader === "anyone" ? undefined : words?.get(seq);
  if (!said || reader === "officer") return said;
  const { opinion: _, collector: __, ...forApplicant } = said;
  return forApplicant;
}
