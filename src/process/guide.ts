import { acceptWorkdays } from "./law.ts";

/** The part of a service guide (办事指南) that says how it is handled; the shape of the guides' file. */
export interface GuideProcess {
  slug: string;
  name: string;
  steps: GuideStep[];
  /** Special procedures the item may need (code table special_reason). */
  special?: string[];
  joint?: { lead: string; parallel: GuideBranch[] };
}
/** `days` are working days; absent = the step runs in a special procedure, outside the limits. */
export interface GuideStep {
  key: string;
  name: string;
  actor: string;
  days?: number;
}
export interface GuideBranch {
  dept: string;
  item: string;
  days: number;
  /** Names of the branches that must be finished before. */
  after?: string[];
}

/** Departments whose own step of the guide is their part of the joint handling. */
const departments: Record<string, string> = {
  tax: "税务部门",
  market: "市场监督管理部门",
  urban: "城市管理部门",
  fire: "消防救援机构",
};

/** A stretch of the flow: one step, or departments side by side. */
export type Stretch = { step: GuideStep } | { side: GuideBranch[]; posts: string[] };

/** 行政许可法 32 knows no case without acceptance: a guide that leaves it out gets it, at the desk of its first step. */
export function withAcceptance(steps: GuideStep[]): GuideStep[] {
  const [first] = steps;
  if (!first || steps.some((step) => step.key === "accept")) return steps;
  const actor = first.actor === "system" ? "window" : first.actor;
  return [{ key: "accept", name: "受理", actor, days: Math.min(first.days ?? 0, acceptWorkdays) }, ...steps];
}

/** 制证 and 送达. */
export function isAfterDecision(step: GuideStep): boolean {
  return step.key === "make" || step.key === "deliver";
}

/** The step that decides: the one called so, else the last before 制证 and 送达; a guide may have none. */
export function decisionOf(steps: GuideStep[]): GuideStep | undefined {
  const named = steps.find((step) => step.key === "decide");
  if (named) return named;
  const before = steps.filter((step) => step.key !== "accept" && !isAfterDecision(step));
  return before.at(-1);
}

/** Puts the joint departments among the steps; a department's own steps are taken up by its branches, in their order. */
export function stretchesOf(steps: GuideStep[], parallel: GuideBranch[], deciding: GuideStep | undefined): Stretch[] {
  if (parallel.length === 0) return steps.map((step) => ({ step }));
  const free = [...steps];
  const owned = parallel.map((branch): GuideStep | undefined => {
    const at = free.findIndex((step) => departments[step.actor] === branch.dept);
    return at < 0 ? undefined : free.splice(at, 1)[0];
  });
  const first = owned.map((step) => (step ? steps.indexOf(step) : steps.length));
  const place = Math.min(...first, deciding ? steps.indexOf(deciding) : steps.length);
  const layers = layersOf(parallel).map((side) => ({
    side,
    posts: side.map((branch) => owned[parallel.indexOf(branch)]?.actor ?? "co-reviewer"),
  }));
  const before = free.filter((step) => steps.indexOf(step) < place).map((step) => ({ step }));
  const after = free.filter((step) => steps.indexOf(step) >= place).map((step) => ({ step }));
  return [...before, ...layers, ...after];
}

/** First those that wait for nobody, then those that wait only for them, and so on. */
function layersOf(parallel: GuideBranch[]): GuideBranch[][] {
  const layers: GuideBranch[][] = [];
  let rest = parallel;
  while (rest.length > 0) {
    const names = new Set(rest.map((branch) => branch.item));
    const ready = rest.filter((branch) => !branch.after?.some((name) => names.has(name)));
    const layer = ready.length > 0 ? ready : rest;
    layers.push(layer);
    rest = rest.filter((branch) => !layer.includes(branch));
  }
  return layers;
}
