import type { Flow, FlowFact, FlowNode, TaskNode } from "./flow.ts";
import {
  decisionOf,
  type GuideBranch,
  type GuideProcess,
  type GuideStep,
  isAfterDecision,
  type Stretch,
  stretchesOf,
  withAcceptance,
} from "./guide.ts";
import { taskNode, withEnds } from "./templates.ts";

/** The special procedure that a step is when no days are counted for it. */
const procedures: Record<string, string> = { assess: "appraisal", publicity: "publicity", site: "site-check" };
const posts: Record<string, string> = { window: "window-officer", lead: "lead-reviewer" };

/**
 * Makes a guide's steps into a flow. What the guide leaves unsaid is filled in by the law:
 * the steps before the hall's first are the application; a guide without 受理 gets it, for no case is without acceptance;
 * the last step before 制证 and 送达 is the decision; “必要时” becomes a choice by a yes/no fact;
 * a step of a machine that neither accepts, decides nor delivers is passed at once: those three are acts of the office;
 * a joint guide's departments work side by side where their first own step stands, else right before the decision.
 */
export function flowOfGuide(guide: GuideProcess): Flow {
  const applying = Math.max(
    1,
    guide.steps.findIndex((step) => step.actor !== "applicant"),
  );
  const start = guide.steps.slice(0, applying);
  const steps = withAcceptance(guide.steps.slice(applying));
  const deciding = decisionOf(steps);
  const facts: FlowFact[] = [];
  const nodes: FlowNode[] = [];
  const examined: string[] = [];
  const stretches = stretchesOf(steps, guide.joint?.parallel ?? [], deciding);
  const heads = stretches.map((stretch, i) => headOf(stretch, i));

  stretches.forEach((stretch, i) => {
    const next = heads[i + 1] ?? "granted";
    if ("side" in stretch) addSide(stretch.side, stretch.posts, i, next);
    else addStep(stretch.step, next);
  });
  const first = heads[0] ?? "granted";
  const lastStep = steps.at(-1);
  if (nodes.some((node) => node.kind === "task" && node.disagree === "deliver-refusal")) {
    const post = lastStep && lastStep.actor !== "system" ? postOf(lastStep.actor) : "window-officer";
    nodes.push(taskNode("deliver", { key: "deliver-refusal", name: "送达不予许可决定书", post, agree: "refused" }));
  }
  return {
    key: guide.slug,
    name: guide.name,
    facts,
    nodes: withEnds([
      { kind: "start", key: start[0]?.key ?? "apply", name: start.map((step) => step.name).join("、"), next: first },
      ...nodes,
    ]),
  };

  function addStep(step: GuideStep, next: string): void {
    const procedure = step.days === undefined ? procedureOf(guide, step) : undefined;
    const common = {
      key: step.key,
      name: step.name,
      post: postOf(step.actor),
      ...(step.days === undefined ? {} : { limit: step.days }),
      ...(procedure === undefined ? {} : { procedure }),
      agree: next,
    };
    if (step.key === "accept") {
      // What was done before acceptance is done: nothing returns behind it.
      examined.length = 0;
      nodes.push(taskNode("accept", { ...common, disagree: "not-accepted" }));
    } else if (step === deciding) {
      nodes.push(taskNode("decide", { ...common, returnTo: [...examined], disagree: "deliver-refusal" }));
    } else if (isAfterDecision(step)) {
      nodes.push(taskNode(step.key === "make" ? "issue" : "deliver", common));
    } else if (step.actor === "system") {
      if (step.name.includes("必要时")) addChoice(step, next);
      nodes.push({ kind: "machine", key: step.key, name: step.name, next });
    } else {
      if (step.name.includes("必要时")) addChoice(step, next);
      nodes.push(taskNode("examine", { ...common, ...negative(step), returnTo: [...examined] }));
      examined.push(step.key);
    }
  }

  /** Who examines and disagrees says so to the decider; before acceptance there is nobody to say it to. */
  function negative(step: GuideStep): Partial<TaskNode> {
    const accepting = steps.findIndex((one) => one.key === "accept");
    if (!deciding || steps.indexOf(step) < accepting) return { disagree: "not-accepted" };
    return { disagree: deciding.key };
  }

  function addChoice(step: GuideStep, next: string): void {
    const fact = `${step.key}_needed`;
    facts.push({ key: fact, name: `是否需要${step.name.replace(/（.*）/, "")}`, kind: "yesNo" });
    nodes.push({
      kind: "choice",
      key: `${step.key}-needed`,
      name: "是否必要",
      ways: [{ name: "必要", when: { "==": [{ var: fact }, true] }, to: step.key }],
      otherwise: next,
    });
  }

  function addSide(side: GuideBranch[], actors: string[], i: number, next: string): void {
    const keys = side.map((_, branch) => `part-${i}-${branch + 1}`);
    const [only] = keys;
    const join = side.length > 1 ? `collect-${i}` : next;
    const returnTo = [...examined];
    if (side.length > 1) {
      nodes.push({ kind: "fork", key: `joint-${i}`, name: "并联办理", branches: keys });
      examined.push(`joint-${i}`);
    } else if (only !== undefined) examined.push(only);
    side.forEach((branch, n) => {
      nodes.push(
        taskNode("opinion", {
          key: keys[n] ?? "",
          name: branch.item,
          post: actors[n] ?? "co-reviewer",
          body: branch.dept,
          limit: branch.days,
          mayCorrect: true,
          returnTo,
          agree: join,
          // Without its neighbours a refused part keeps back those that wait for it, so the decider hears of it at once.
          disagree: side.length > 1 ? join : (deciding?.key ?? next),
        }),
      );
    });
    if (side.length < 2) return;
    const rule = { kind: "countersign" } as const;
    nodes.push({ kind: "join", key: join, name: "意见汇总", rule, waitFor: "all", agree: next, disagree: next });
  }
}

function procedureOf(guide: GuideProcess, step: GuideStep): string | undefined {
  return procedures[step.key] ?? guide.special?.find((reason) => reason === step.key);
}

function postOf(actor: string): string {
  return posts[actor] ?? actor;
}

function headOf(stretch: Stretch, i: number): string {
  if ("side" in stretch) return stretch.side.length > 1 ? `joint-${i}` : `part-${i}-1`;
  return stretch.step.name.includes("必要时") ? `${stretch.step.key}-needed` : stretch.step.key;
}
