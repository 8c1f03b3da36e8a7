import { type Facts, faultsOfCondition, holds } from "../form/index.ts";
import type { ItemDocument, Material } from "./document.ts";

/** A material as the answers leave it. */
export interface MaterialNeed {
  readonly material: Material;
  /** `asked` it must be given; `fetched` the hall takes the e-licence itself; `open` it hangs on a question nobody answered. */
  readonly need: "asked" | "fetched" | "open";
}

/**
 * The materials list for one applicant: what the answered questions leave of it (情景式材料清单).
 *
 * A material whose questions are not all answered stays in the list, marked `open`: nobody is told too little.
 *
 * @param answers by key of the situations; unanswered ones left out.
 */
export function materialsFor({ materials = [], situations = [] }: ItemDocument, answers: Facts): MaterialNeed[] {
  const answered = situations.filter(({ key }) => Object.hasOwn(answers, key) && answers[key] !== undefined);
  return materials.flatMap((material): MaterialNeed | [] => {
    const { when, licenceTypeCode } = material;
    const need = licenceTypeCode === undefined ? "asked" : "fetched";
    if (when === undefined) return { material, need };
    // A condition that cannot be judged never takes a material away.
    if (faultsOfCondition(when, situations).length > 0) return { material, need: "open" };
    if (faultsOfCondition(when, answered).length > 0) return { material, need: "open" };
    return holds(when, answers) ? { material, need } : [];
  });
}
