import type { ModdleElement } from "bpmn-moddle";
import type { Finding } from "../finding.ts";
import { daysOf, elementOf, type Way, word, workdaysOf } from "./element.ts";

/** One element of the file with all that belongs to it. */
export interface ReadElement {
  element: ModdleElement;
  key: string;
  ways: Way[];
  /** Timers on its edge. */
  silent: ModdleElement[];
  incoming: number;
  /** Ids of the file → our keys. */
  keys: ReadonlyMap<string, string>;
  find: (code: string, node: string, message: string, level?: Finding["level"]) => void;
}

/** A node as it will be checked by the flow's schema; `undefined` when the element is outside the subset. */
export function readNode(read: ReadElement): Record<string, unknown> | undefined {
  const { element, key, find } = read;
  const name = word(element, "name");
  if (name === undefined) find("no-name", key, `元素“${key}”没有名称`, "warning");
  const common = { key, name: name ?? key };
  switch (element.$type) {
    case "bpmn:StartEvent":
      return { kind: "start", ...common, next: onlyWay(read) };
    case "bpmn:EndEvent":
      return { kind: "end", ...common, outcome: word(element, "wangting:outcome") ?? "granted" };
    case "bpmn:UserTask":
    case "bpmn:ManualTask":
    case "bpmn:Task":
      return readTask(read, common);
    case "bpmn:ServiceTask":
      // What waits at its edge, or asks for outcomes, is no work that is done at once.
      if (read.silent.length > 0) find("outside-subset", key, `机器环节“${common.name}”边上不能有定时器`);
      return { kind: "machine", ...common, next: onlyWay(read) };
    case "bpmn:IntermediateCatchEvent": {
      const workdays = workdaysOf(element);
      if (workdays === undefined) find("outside-subset", key, `“${common.name}”只支持整天的定时器（例如 P5D）`);
      return { kind: "timer", ...common, workdays, next: onlyWay(read) };
    }
    case "bpmn:ExclusiveGateway":
      return readChoice(read, common);
    case "bpmn:ParallelGateway":
      if (read.incoming <= 1 || read.ways.length > 1) return { kind: "fork", ...common, branches: branchesOf(read) };
      return {
        kind: "join",
        ...common,
        rule: { kind: "countersign" },
        waitFor: "all",
        agree: onlyWay(read),
        disagree: onlyWay(read),
      };
    case "bpmn:ComplexGateway":
      return readJoin(read, common);
    default:
      find("outside-subset", key, `“${common.name}”是${element.$type.replace("bpmn:", "")}，不在支持的范围内`);
      return undefined;
  }
}

function readTask(read: ReadElement, common: { key: string; name: string }): Record<string, unknown> {
  const { element, key, find, silent } = read;
  const post = word(element, "wangting:post");
  if (post === undefined) find("no-post", key, `环节“${common.name}”没有写明岗位（wangting:post）`);
  const limit = word(element, "wangting:limit");
  const [timer, second] = silent;
  if (second) find("outside-subset", key, `环节“${common.name}”边上有两个定时器`);
  const returnTo = (word(element, "wangting:returnTo") ?? "").split(" ").filter((id) => id !== "");
  return {
    kind: "task",
    ...common,
    act: word(element, "wangting:act") ?? "examine",
    post,
    ...optional("body", word(element, "wangting:body")),
    ...(limit === undefined ? {} : { limit: daysOf(limit) ?? -1 }),
    ...optional("procedure", word(element, "wangting:procedure")),
    ...(timer ? { deemed: { after: workdaysOf(timer), as: word(timer, "wangting:deemed") } } : {}),
    mayCorrect: word(element, "wangting:mayCorrect") === "true",
    returnTo: returnTo.map((id) => read.keys.get(id) ?? id),
    ...outcomesOf(read),
  };
}

function readJoin(read: ReadElement, common: { key: string; name: string }): Record<string, unknown> {
  const kind = word(read.element, "wangting:rule") ?? "countersign";
  const percent = word(read.element, "wangting:percent");
  const rule = percent === undefined ? { kind } : { kind, percent: Number(percent) };
  const { agree, disagree } = outcomesOf(read);
  const waitFor = word(read.element, "wangting:waitFor") ?? "all";
  return { kind: "join", ...common, rule, waitFor, agree, disagree: disagree ?? agree };
}

function readChoice(read: ReadElement, common: { key: string; name: string }): Record<string, unknown> {
  const chosen = elementOf(read.element, "default");
  const last = read.ways.find((way) => chosen && way.id === word(chosen, "id"));
  if (!last) read.find("no-default", read.key, `选择“${common.name}”没有默认的去向`);
  const ways = read.ways.filter((way) => way !== last);
  return {
    kind: "choice",
    ...common,
    ways: ways.map((way, i) => ({ name: way.name ?? `第${i + 1}种情形`, when: conditionOf(read, way), to: way.to })),
    otherwise: last?.to,
  };
}

/** The condition as data; another language's text is a finding, not a guess. */
function conditionOf(read: ReadElement, way: Way): unknown {
  try {
    const value: unknown = JSON.parse(way.condition ?? "");
    return value;
  } catch {
    read.find("condition", read.key, `连线“${way.name ?? way.id}”的条件不是 JSON Logic`);
    return null;
  }
}

/** Where the outcomes lead: lines that name one, or a single line that all take. */
function outcomesOf(read: ReadElement): { agree?: string; disagree?: string } {
  const { ways, key, find } = read;
  const [only] = ways;
  if (only && ways.length === 1 && only.condition === undefined) return { agree: only.to };
  const named = ways.map((way) => ({ to: way.to, outcome: way.outcome ?? way.condition?.trim() }));
  const agree = named.find((way) => way.outcome === "agree");
  const disagree = named.find((way) => way.outcome === "disagree");
  const strange = named.some((way) => way !== agree && way !== disagree);
  if (!agree || strange) find("outcome", key, `“${key}”的每条去向都要写明是同意还是不同意`);
  return { ...(agree ? { agree: agree.to } : {}), ...(disagree ? { disagree: disagree.to } : {}) };
}

function onlyWay(read: ReadElement): string {
  const [way, other] = read.ways;
  if (!way || other) read.find("one-way", read.key, `“${read.key}”应有且只有一个去向`);
  return way?.to ?? "nowhere";
}

function branchesOf(read: ReadElement): string[] {
  if (read.incoming > 1) read.find("outside-subset", read.key, `“${read.key}”既汇聚又分支，请分成两个`);
  if (read.ways.length < 2) read.find("outside-subset", read.key, `并联“${read.key}”少于两个分支`);
  return read.ways.map((way) => way.to);
}

function optional(name: string, value: string | undefined): Record<string, string> {
  return value === undefined ? {} : { [name]: value };
}
