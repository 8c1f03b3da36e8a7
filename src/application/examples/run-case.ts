import type { House } from "../../kernel/house/index.ts";
import type { Actor } from "../../kernel/http/index.ts";
import {
  type Ask,
  acceptApplication,
  correct,
  type Draft,
  decide,
  deliver,
  findCase,
  type GivenMaterial,
  giveOpinion,
  issueResult,
  type Moved,
  recordPickup,
  requestCorrection,
  submitApplication,
  type TaskView,
} from "../index.ts";

/** Who plays whom. */
export interface Cast {
  readonly applicant: Actor;
  /** An officer with this duty in this department. */
  officer(duty: string, department: string): Actor;
}

/** What happens on the way; nothing but the straight road when left out. */
export interface Road {
  /** One notice before acceptance, and what the applicant answers it with. */
  readonly correction?: { readonly asks: readonly Ask[]; readonly materials: readonly GivenMaterial[] } | undefined;
  /** Why it is refused; approved when absent. */
  readonly refusal?: string | undefined;
  /** Key of the node before which the story stops; to the end when absent. */
  readonly until?: string | undefined;
}

/**
 * 一个办件从提交到领取：按流程该谁办就由谁办，任何事项都走得完。每一步都是正式的动作，没有一条捷径。
 *
 * @returns the last step that was written; undefined when the story stops before the first.
 */
export async function runCase(house: House, cast: Cast, draft: Draft, road: Road = {}): Promise<Moved | undefined> {
  const { applicant } = cast;
  const { hall, application } = await submitApplication(house, applicant, { draft });
  const place = { hall, application };
  let last: Moved | undefined;
  let asked = road.correction === undefined;
  for (;;) {
    const { tasks } = await findCase(house, applicant, hall, application);
    const [task] = tasks;
    if (!task || task.node === road.until) return last;
    const officer = cast.officer(task.duty, task.department);
    if (task.act === "accept" && !asked && road.correction) {
      asked = true;
      await requestCorrection(house, officer, { ...place, asks: road.correction.asks });
      last = await correct(house, applicant, { ...place, materials: road.correction.materials });
    } else last = await work(officer, task);
  }

  async function work(officer: Actor, { act, token }: TaskView): Promise<Moved> {
    if (act === "accept") return await acceptApplication(house, officer, place);
    if (act === "decide") {
      const approve = road.refusal === undefined;
      return await decide(house, officer, { ...place, token, approve, reason: road.refusal });
    }
    if (act === "issue") return await issueResult(house, officer, { ...place, token });
    if (act !== "deliver") return await giveOpinion(house, officer, { ...place, token, opinion: "agree" });
    await deliver(house, officer, { ...place, token, way: "counter" });
    return await recordPickup(house, officer, { ...place, name: "申请人本人" });
  }
}
