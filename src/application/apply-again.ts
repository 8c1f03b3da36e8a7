import { requireAppliable } from "../catalogue/index.ts";
import type { Answers } from "../form/index.ts";
import type { HallCode } from "../kernel/codes/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import type { CaseCommand } from "./act.ts";
import type { GivenMaterial } from "./content.ts";
import { readContent, readStanding } from "./read-case.ts";
import { notFound, requireApplicant } from "./rights.ts";

/** What a new draft begins with. */
export interface Again {
  readonly hall: HallCode;
  readonly item: Id;
  /** Of the old case: the draft is carried over to the version in use. */
  readonly version: number;
  readonly current: number;
  readonly answers: Answers;
  readonly materials: readonly GivenMaterial[];
  readonly madeFrom: Id;
}

/**
 * Takes an old case as the beginning of a new draft (再次申请): its answers and files, for the applicant himself.
 *
 * @throws HallError `application/not-found`, `application/not-applicant`; `catalogue/not-appliable` (conflict) with the successors of an item
 *   that is no longer applied for.
 */
export async function applyAgain(house: House, actor: Actor, { hall, application }: CaseCommand): Promise<Again> {
  const standing = await readStanding(house.db, hall, application);
  if (!standing) throw notFound();
  requireApplicant(actor, hall, standing.state);
  const { item, version } = standing.state;
  const { version: current } = await requireAppliable(house.db, item);
  const { answers, materials } = await readContent(house, hall, application);
  const files = materials.map(({ key, files, way }) => ({ key, files, way }));
  return { hall, item, version, current, answers, materials: files, madeFrom: application };
}
