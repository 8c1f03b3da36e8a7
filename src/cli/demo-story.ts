import {
  type Ask,
  acceptApplication,
  type CaseView,
  claimTask,
  correct,
  type Draft,
  decide,
  deliver,
  extend,
  findCase,
  formOf,
  type GivenMaterial,
  giveOpinion,
  issueResult,
  notAccept,
  pause,
  preReview,
  recordPickup,
  recordVisit,
  requestCorrection,
  resume,
  returnTask,
  sampleAnswers,
  submitApplication,
  type TaskView,
  voidCase,
  wantedMaterials,
  withdraw,
} from "../application/index.ts";
import type { ItemVersion } from "../catalogue/index.ts";
import { prefill } from "../form/index.ts";
import { dayOf } from "../kernel/calendar/index.ts";
import { parseHallCode } from "../kernel/codes/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import type { Applicant, Cast } from "./demo-cast.ts";
import type { Plan, TaskAct, Turn } from "./demo-plans.ts";

/** Where a story begins and when its steps are. */
export interface Beginning {
  readonly id: Id;
  at(ago: number, step: number): Date;
}

/**
 * Tells one plan by the real acts. Whoever runs it sets the clock to the instant that was asked for before he asks for the next; the
 * story that is left alone stays as it is then.
 */
export async function* tell(house: House, cast: Cast, plan: Plan, begin: Beginning): AsyncGenerator<Date, void> {
  try {
    yield* told(house, cast, plan, begin);
  } catch (error) {
    if (!(error instanceof HallError)) throw error;
    // An officer who corrected the demo's items may have closed a road: the other stories go on.
    house.log.warn({ plan: plan.key, code: error.code, details: error.details }, "a demo case came to an early end");
  }
}

async function* told(house: House, cast: Cast, plan: Plan, { id, at }: Beginning): AsyncGenerator<Date, void> {
  const version = cast.item(plan.hall, plan.item);
  if (!version) return;
  const applicant = cast.applicant(plan.who);
  const hall = parseHallCode(plan.hall);
  const place = { hall, application: id };
  const files = await cast.filesFor(plan.hall, applicant, id);
  const draft = await draftFor(house, cast, { plan, version, applicant, id, files });
  let ago = plan.ago;
  let step = 0;
  const next = (workdays: number): Date => {
    ago -= workdays;
    step += 1;
    return at(ago, step);
  };
  const own = applicant.atCounter ? await cast.windowOf(version) : undefined;
  await submitApplication(house, own ?? applicant.actor, { draft });
  const done = new Set<string>();

  for (;;) {
    const view = await findCase(house, applicant.actor, hall, id);
    const [task] = view.tasks;
    const officer = task && cast.officer(plan.hall, task.department, task.duty);
    if (!task || !officer) return;
    const turn = turnNow(plan, task, done);
    if (turn) {
      done.add(turn);
      yield next(gapOf(turn, plan.pace));
      await take(turn, view, task, officer);
      continue;
    }
    if (plan.until === task.act) return;
    yield next(plan.pace);
    await work(task, officer);
    if (task.act !== "deliver" || (plan.way ?? "counter") !== "counter") continue;
    if (plan.uncollected) return;
    yield next(plan.pace + 1);
    await recordPickup(house, officer, { ...place, name: applicant.label });
  }

  async function take(turn: Turn, view: CaseView, task: TaskView, officer: Actor): Promise<void> {
    const { token } = task;
    const department = view.state.department;
    const approver = cast.officer(plan.hall, department, "approver") ?? officer;
    const reviewer = cast.officer(plan.hall, department, "reviewer") ?? officer;
    switch (turn) {
      case "complete":
        return void (await preReview(house, officer, { ...place, outcome: "complete" }));
      case "ask":
        return void (await requestCorrection(house, officer, {
          ...place,
          asks: asksOf(draft, "看不清，请重新上传"),
          days: 10,
        }));
      case "ask-again":
        return void (await requestCorrection(house, officer, {
          ...place,
          asks: lastAskOf(draft, "缺少签名，请签名后重新上传"),
          override: "第一次告知时没有发现缺少签名",
        }));
      case "answer":
        return void (await correct(house, own ?? applicant.actor, {
          ...place,
          materials: answersTo(draft, files.paper),
        }));
      case "not-accept":
        return void (await notAccept(house, officer, {
          ...place,
          reason: "不属于本机关职权范围，请向经营所在地的机关申请",
        }));
      case "claim":
        return void (await claimTask(house, officer, { ...place, token }));
      case "pause": {
        const reason = view.version.document.specialProcedure?.[0] ?? "expert-review";
        return void (await pause(house, reviewer, { ...place, reason, ground: "需要组织专家现场评审", days: 10 }));
      }
      case "resume":
        return void (await resume(house, reviewer, { ...place, result: "评审通过" }));
      case "extend":
        return void (await extend(house, approver, { ...place, days: 5, reason: "现场情况复杂，需要补充核实" }));
      case "return": {
        const [to] = task.returnTo;
        if (to)
          await returnTask(house, officer, { ...place, token, to: to.node, reason: "图纸与现场不一致，请核实后再送" });
        return;
      }
      case "visit":
        return void (await recordVisit(house, officer, { ...place, note: "到窗口核对原件" }));
      case "withdraw":
        return void (await withdraw(house, own ?? applicant.actor, { ...place, reason: "计划有变，暂不办理" }));
      case "void":
        return void (await voidCase(house, approver, { ...place, reason: "重复收件，以先收的办件为准" }));
      case "silence":
        // Nobody says anything: the watch has written it down meanwhile.
        return;
    }
  }

  async function work({ act, token }: TaskView, officer: Actor): Promise<void> {
    const facts = Object.fromEntries((version?.document.flow?.facts ?? []).map(({ key }) => [key, false]));
    const asked = Object.keys(facts).length > 0 ? { facts } : {};
    switch (act) {
      case "accept":
        return void (await acceptApplication(house, officer, place));
      case "decide": {
        const approve = plan.refusal !== true;
        const reason = approve ? undefined : "场所不符合许可条件：没有独立的加工间";
        return void (await decide(house, officer, { ...place, token, approve, reason }));
      }
      case "issue":
        return void (await issueResult(house, officer, { ...place, token }));
      case "deliver": {
        const way = plan.way ?? "counter";
        return void (await deliver(house, officer, {
          ...place,
          token,
          way,
          ...(way === "post" && { waybill: "YL000000001CN" }),
        }));
      }
      default:
        return void (await giveOpinion(house, officer, { ...place, token, opinion: "agree", text: "同意", ...asked }));
    }
  }
}

/** The turn of the plan that comes before this task is done; each comes once. */
function turnNow(plan: Plan, task: TaskView, done: ReadonlySet<string>): Turn | undefined {
  return plan.turns[task.act as TaskAct]?.find(
    (turn) => !done.has(turn) && (turn !== "return" || task.returnTo.length > 0),
  );
}

/** Six working days of silence are a day more than the law allows. */
function gapOf(turn: Turn, pace: number): number {
  if (turn === "silence") return 6;
  if (turn === "resume") return 5;
  return turn === "visit" || turn === "claim" ? 0 : pace;
}

async function draftFor(
  house: House,
  cast: Cast,
  told: {
    plan: Plan;
    version: ItemVersion;
    applicant: Applicant;
    id: Id;
    files: { paper: Id; photo: Id };
  },
): Promise<Draft> {
  const { plan, version, applicant, id, files } = told;
  const form = formOf(version);
  const today = dayOf(house.clock.now());
  const pick = Number.parseInt(id.slice(-4), 16) % 1_000;
  const offered = prefill(form, applicant.facts, { today });
  const known = Object.fromEntries(Object.entries(offered).flatMap(([key, one]) => (one ? [[key, one.answer]] : [])));
  const town = await cast.town(plan.hall, pick);
  const answers = sampleAnswers(form, { today, town, files: [files.photo], known, pick });
  const way = applicant.atCounter ? "paper" : "upload";
  const materials = wantedMaterials(version, answers).flatMap(({ material: { key }, need }): GivenMaterial | [] =>
    need === "asked" ? { key, way, files: way === "paper" ? [] : [files.paper] } : [],
  );
  return {
    id,
    hall: parseHallCode(plan.hall),
    item: version.item,
    version: version.version,
    person: applicant.person,
    agent: applicant.agent,
    applicantName: applicant.label,
    answers,
    materials,
    channel: applicant.atCounter ? "counter" : "web",
  };
}

function asksOf({ materials }: Draft, reason: string): Ask[] {
  return firstOf(materials).map(({ key }): Ask => ({ kind: "material", key, reason }));
}

/** Something that lay there already when the first notice was written. */
function lastAskOf({ materials }: Draft, reason: string): Ask[] {
  return materials.slice(-1).map(({ key }): Ask => ({ kind: "material", key, reason }));
}

function answersTo({ materials }: Draft, file: Id): GivenMaterial[] {
  return firstOf(materials).map(({ key }): GivenMaterial => ({ key, files: [file], way: "upload" }));
}

/** One or two; something is left for a second notice. */
function firstOf(materials: readonly GivenMaterial[]): readonly GivenMaterial[] {
  return materials.slice(0, Math.min(2, Math.max(1, materials.length - 1)));
}
