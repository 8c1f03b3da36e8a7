import { findVersion, type ItemVersion } from "../catalogue/index.ts";
import type { Answers } from "../form/index.ts";
import type { HallCode } from "../kernel/codes/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { type FlowTask, listTasks } from "../process/index.ts";
import { clockFactsOf } from "./clock-facts.ts";
import { type CaseClocks, clocksOf } from "./clocks/index.ts";
import type { GivenMaterial } from "./content.ts";
import { phaseOf } from "./fold.ts";
import { readContent, readStanding, type Standing } from "./read-case.ts";
import { isApplicant, mayHandle, notFound, requireReader } from "./rights.ts";
import { writeSeen } from "./seen.ts";
import type { CaseState, OpenTask, Phase } from "./state.ts";

/** An open task with what its holder may do. */
export interface TaskView extends OpenTask {
  /** 环节 in words. */
  readonly name: string;
  readonly act: FlowTask["act"];
  readonly offers: FlowTask["offers"];
  readonly returnTo: FlowTask["returnTo"];
  readonly mayCorrect: boolean;
  /** Whether whoever looks may do it now. */
  readonly mine: boolean;
}

/** A case as its applicant and its officers see it: who holds it, since when, and both clocks (C22). */
export interface CaseView {
  readonly hall: HallCode;
  readonly application: Id;
  readonly number: string;
  readonly revision: number;
  /** For the next act: hidden input `seen`, ETag of the API. */
  readonly seen: string;
  readonly phase: Phase;
  readonly state: CaseState;
  readonly version: ItemVersion;
  readonly applicantLabel: string;
  readonly isApplicant: boolean;
  readonly tasks: readonly TaskView[];
  readonly clocks: CaseClocks;
}

/**
 * A case for its applicant, or for an officer of a department that has or had a task in it.
 *
 * @throws HallError `application/not-found` (not-found), also to whoever may not know of it.
 */
export async function findCase(house: House, actor: Actor, hall: HallCode, application: Id): Promise<CaseView> {
  const standing = await readStanding(house.db, hall, application);
  if (!standing) throw notFound();
  requireReader(actor, hall, standing.state);
  return await viewOf(house, actor, standing);
}

/** Its answers and materials, for the same people. */
export async function findContents(
  house: House,
  actor: Actor,
  hall: HallCode,
  application: Id,
): Promise<{ answers: Answers; materials: readonly (GivenMaterial & { readonly revision: number })[] }> {
  const standing = await readStanding(house.db, hall, application);
  if (!standing) throw notFound();
  requireReader(actor, hall, standing.state);
  return await readContent(house, hall, application);
}

async function viewOf(house: House, actor: Actor, standing: Standing): Promise<CaseView> {
  const { hall, id, revision, state, applicantLabel } = standing;
  const version = await findVersion(house, state.item, state.version);
  if (!version?.document.flow) throw new RangeError(`case ${id} stands on a version that is not there`);
  const offered = listTasks(version.document.flow, state.flow);
  const tasks = state.tasks.flatMap((task): TaskView | [] => {
    const found = offered.find(({ token }) => token === task.token);
    if (!found) return [];
    const { name, act, offers, returnTo } = found;
    const mine = mayHandle(actor, hall, task) && (task.claimedBy === null || task.claimedBy === actor.id);
    return { ...task, name, act, offers, returnTo, mayCorrect: offers.includes("requestCorrection"), mine };
  });
  const nameOf = (reason: string) => house.codes.label("special_reason", reason);
  return {
    hall,
    application: id,
    number: state.number,
    revision,
    seen: writeSeen({ revision, state }),
    phase: phaseOf(state),
    state,
    version,
    applicantLabel,
    isApplicant: isApplicant(actor, hall, state),
    tasks,
    clocks: clocksOf(clockFactsOf(state, nameOf), house.calendar, house.clock.now()),
  };
}
