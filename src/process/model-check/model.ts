import { type ChoiceNode, exitsOf, type Flow, type FlowNode, type JoinRule } from "../flow.ts";

/**
 * The flow once more, written in another way, to hold the engine against: a net of places and rules. A marking is a
 * multiset of places; a rule takes the places it needs, wipes a region, puts new ones. No token tree, no numbers, no
 * recursion; where the engine computes a joint opinion, the model tries all answers that could still come.
 *
 * Places: `live`, `free`, `held …`, `at NODE OPINION`, `open FORK`, `in JOIN BRANCH OPINION`, `over OUTCOME`.
 */
export type Marking = readonly string[];

/** One thing that can happen; `event` is empty for what happens by itself. */
export interface Rule {
  event: string;
  needs: readonly string[];
  /** Places that must be empty. */
  without: readonly string[];
  wipes: (place: string) => boolean;
  puts: readonly string[];
}

/** All rules of a flow, filed under the first place they need. */
export interface Model {
  rules: ReadonlyMap<string, readonly Rule[]>;
  initial: Marking;
}

const opinions = ["a", "d", "-"] as const;
type Said = (typeof opinions)[number];
const nothing = (_place: string) => false;
const everything = () => true;

/** @param choose which node a choice leads to under the facts of this run. */
export function modelOf(flow: Flow, choose: (choice: ChoiceNode) => string): Model {
  const nodes = new Map(flow.nodes.map((node) => [node.key, node]));
  const joins = new Map<string, { fork: string; branches: ReadonlySet<string>[] }>();
  for (const node of flow.nodes) {
    if (node.kind !== "fork") continue;
    const join = nearestJoin(nodes, node.branches);
    joins.set(join, { fork: node.key, branches: node.branches.map((head) => nodesUpTo(nodes, head, join)) });
  }
  const rules = new Map<string, Rule[]>();
  for (const node of flow.nodes) addNode(node);
  add("pause", ["free"], ["held pause"]);
  add("resume", ["held pause"], ["free"]);
  add("withdraw", ["live"], ["over withdrawn"], everything);
  for (const as of ["terminated", "turnedBack", "voided", "forwarded"]) {
    add(`terminate ${as}`, ["live"], [`over ${as}`], everything);
  }
  const start = flow.nodes.find((node) => node.kind === "start");
  return { rules, initial: start ? ["live", "free", `at ${start.next} -`] : [] };

  function add(event: string, needs: string[], puts: string[], wipes = nothing, without: string[] = []): void {
    const [first = ""] = needs;
    rules.set(first, [...(rules.get(first) ?? []), { event, needs, puts, wipes, without }]);
  }

  /** The place that a line from one node to another fills. */
  function at(from: string, to: string, said: Said): string {
    const meeting = joins.get(to);
    if (!meeting) return `at ${to} ${said}`;
    return `in ${to} ${meeting.branches.findIndex((branch) => branch.has(from))} ${said}`;
  }

  function addNode(node: FlowNode): void {
    if (node.kind === "join") addJoin(node.key, node.rule, node.waitFor, node.agree, node.disagree);
    for (const said of opinions) {
      const here = `at ${node.key} ${said}`;
      if (node.kind === "choice") add("", [here], [at(node.key, choose(node), said)]);
      if (node.kind === "machine") add("", [here], [at(node.key, node.next, said)]);
      if (node.kind === "fork") add("", [here], [`open ${node.key}`, ...node.branches.map((head) => `at ${head} -`)]);
      if (node.kind === "end") add("", [here], [`over ${node.outcome}`], everything);
      if (node.kind === "timer") add(`timer ${node.key}`, [here, "free"], ["free", at(node.key, node.next, said)]);
      if (node.kind !== "task") continue;
      const answers: Record<string, string[]> = {
        agree: ["free", at(node.key, node.agree, "a")],
        ...(node.disagree === undefined ? {} : { disagree: ["free", at(node.key, node.disagree, "d")] }),
      };
      for (const [answer, puts] of Object.entries(answers)) add(`${answer} ${node.key}`, [here, "free"], puts);
      const silent = node.deemed && answers[node.deemed.as];
      if (silent) add(`overdue ${node.key}`, [here, "free"], silent);
      for (const to of node.returnTo) {
        add(`return ${node.key} ${to}`, [here, "free"], ["free", `at ${to} -`], regionLeft(node.key, to));
      }
      if (node.mayCorrect) add(`requestCorrection ${node.key}`, [here, "free"], [here, `held ${node.key}`]);
    }
    if (node.kind === "task" && node.mayCorrect) {
      add("correct", [`held ${node.key}`], ["free"]);
      add("expireCorrection", [`held ${node.key}`], ["over correctionExpired"], everything);
    }
  }

  /** All places inside the forks that hold the one node but not the other. */
  function regionLeft(from: string, to: string): (place: string) => boolean {
    const left = [...joins].filter(([, { branches }]) => {
      const holds = (key: string) => branches.some((branch) => branch.has(key));
      return holds(from) && !holds(to);
    });
    return (place) => left.some(([join]) => isInRegion(join, place));
  }

  function isInRegion(join: string, place: string): boolean {
    const meeting = joins.get(join);
    const [kind, key = ""] = place.split(" ");
    if (kind === "in") return key === join || isMember(meeting?.branches, key);
    if (kind === "open") return key === meeting?.fork || isMember(meeting?.branches, key);
    return kind === "at" && isMember(meeting?.branches, key);
  }

  function addJoin(join: string, rule: JoinRule, waitFor: "all" | "enough", agree: string, disagree: string): void {
    const meeting = joins.get(join);
    if (!meeting) return;
    for (const said of words<Said | "?">(meeting.branches.length, [...opinions, "?"])) {
      const missing = said.filter((one) => one === "?").length;
      if (missing === said.length || (missing > 0 && waitFor === "all")) continue;
      const ends = new Set(completions(said).map((full) => verdict(rule, full)));
      const [end] = ends;
      if (ends.size !== 1 || end === undefined) continue;
      const needs = said.flatMap((one, branch) => (one === "?" ? [] : [`in ${join} ${branch} ${one}`]));
      const without = said.flatMap((one, branch) =>
        one === "?" ? opinions.map((other) => `in ${join} ${branch} ${other}`) : [],
      );
      const puts = [at(join, end === "d" ? disagree : agree, end)];
      add("", [...needs, `open ${meeting.fork}`], puts, (place) => isInRegion(join, place), without);
    }
  }
}

function isMember(branches: readonly ReadonlySet<string>[] | undefined, key: string): boolean {
  return branches?.some((branch) => branch.has(key)) ?? false;
}

/** The join at which branches with these heads meet: the first one on any way that no inner fork has claimed. */
function nearestJoin(nodes: ReadonlyMap<string, FlowNode>, heads: readonly string[]): string {
  const seen = new Set(heads.map((head) => `${head} 0`));
  for (const place of seen) {
    const [key = "", depth = "0"] = place.split(" ");
    const node = nodes.get(key);
    if (!node) continue;
    if (node.kind === "join" && depth === "0") return key;
    const inner = Number(depth) + (node.kind === "fork" ? 1 : 0) - (node.kind === "join" ? 1 : 0);
    for (const exit of exitsOf(node)) seen.add(`${exit.to} ${inner}`);
  }
  return "";
}

function nodesUpTo(nodes: ReadonlyMap<string, FlowNode>, head: string, join: string): ReadonlySet<string> {
  const seen = new Set([head]);
  for (const key of seen) {
    const node = nodes.get(key);
    for (const exit of node ? exitsOf(node) : []) if (exit.to !== join) seen.add(exit.to);
  }
  return seen;
}

function words<Letter>(length: number, letters: readonly Letter[]): Letter[][] {
  let all: Letter[][] = [[]];
  for (let i = 0; i < length; i += 1) all = all.flatMap((word) => letters.map((letter) => [...word, letter]));
  return all;
}

/** Every way in which the missing opinions could still come. */
function completions(said: readonly (Said | "?")[]): Said[][] {
  const missing = said.filter((one) => one === "?").length;
  return words<Said>(missing, opinions).map((rest) => {
    const queue = [...rest];
    return said.map((one) => (one === "?" ? (queue.shift() ?? "-") : one));
  });
}

function verdict(rule: JoinRule, said: readonly Said[]): Said {
  const yes = said.filter((one) => one === "a").length;
  const no = said.filter((one) => one === "d").length;
  if (yes + no === 0) return "-";
  if (rule.kind === "countersign") return no === 0 ? "a" : "d";
  if (rule.kind === "anySign") return yes > 0 ? "a" : "d";
  return yes * 100 >= rule.percent * (yes + no) ? "a" : "d";
}

/** The rules that can fire in this marking; only those that happen by themselves, or only the others. */
export function enabledRules(model: Model, marking: Marking, silent: boolean): Rule[] {
  const places = new Set(marking);
  const found: Rule[] = [];
  for (const place of places) {
    for (const rule of model.rules.get(place) ?? []) {
      if ((rule.event === "") !== silent) continue;
      if (rule.needs.every((one) => places.has(one)) && !rule.without.some((one) => places.has(one))) found.push(rule);
    }
  }
  return found;
}

/** The marking after one rule. */
export function fire(marking: Marking, rule: Rule): Marking {
  const left = [...marking];
  for (const place of rule.needs) left.splice(left.indexOf(place), 1);
  return [...left.filter((place) => !rule.wipes(place)), ...rule.puts];
}

/**
 * Lets everything happen that happens by itself, in both orders.
 *
 * @returns the sorted marking, or `undefined` when the order would matter or it does not come to rest.
 */
export function settle(model: Model, marking: Marking): Marking | undefined {
  const forwards = rest(model, marking, 0);
  const backwards = rest(model, marking, -1);
  return forwards && backwards && forwards.join() === backwards.join() ? forwards : undefined;
}

function rest(model: Model, marking: Marking, which: number): Marking | undefined {
  let now = marking;
  for (let turns = 0; turns < 1000; turns += 1) {
    const rule = enabledRules(model, now, true).at(which);
    if (!rule) return [...now].sort();
    now = fire(now, rule);
  }
  return undefined;
}
