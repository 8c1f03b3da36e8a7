import type { ItemVersion, Material, MaterialNeed } from "../catalogue/index.ts";
import { type Answers, type Facts, type Fault, type Reading, readAnswers } from "../form/index.ts";
import type { Day } from "../kernel/calendar/index.ts";
import type { HallCode } from "../kernel/codes/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import type { GivenMaterial } from "./content.ts";
import { formOf, wantedMaterials } from "./questions.ts";
import type { Channel } from "./state.ts";
import type { Words } from "./words.ts";

/** What is handed in: a draft that its owner has finished, already known to be his. */
export interface Draft {
  /** Becomes the id of the case: one intent is one case. */
  readonly id: Id;
  readonly hall: HallCode;
  readonly item: Id;
  readonly version: number;
  /** The applicant: a natural or legal person. */
  readonly person: Id;
  /** The natural person who acts for the applicant; null: the applicant himself. */
  readonly agent: Id | null;
  /** The applicant in officers' lists: a legal person's name, a natural person's masked one. */
  readonly applicantName: string;
  readonly answers: Answers;
  readonly materials: readonly GivenMaterial[];
  readonly channel: Channel;
  /** What the form knows beforehand (`given`). */
  readonly facts?: Facts | undefined;
  /** The case it was made from (再次申请). */
  readonly madeFrom?: Id | null | undefined;
  /** Of an application at the counter: what the window saw and kept of the papers, and of the authority of an agent. */
  readonly words?: Pick<Words, "papers" | "note"> | undefined;
}

/** One material of the list, with what was given for it. */
export interface CheckedMaterial {
  readonly material: Material;
  readonly need: MaterialNeed["need"];
  readonly given: GivenMaterial | undefined;
  readonly missing: boolean;
}

/** Everything the machine says of a draft (预审, the first look). */
export interface Checked {
  /** Answers of shown questions, as the case will hold them. */
  readonly answers: Answers;
  readonly faults: readonly Fault[];
  readonly materials: readonly CheckedMaterial[];
  readonly ok: boolean;
}

/**
 * Checks a draft against the item version: every answer, every material. Pure; for the page on which the applicant checks his
 * answers, and for the submission itself.
 *
 * A material given that these answers do not want is left out; one that is not necessary, is owed later, or is fetched by the
 * hall is never missing.
 *
 * @param context.today the day at Beijing time.
 */
export function checkBeforeSubmit(
  version: Pick<ItemVersion, "document">,
  draft: Pick<Draft, "answers" | "materials" | "facts">,
  context: { readonly today: Day },
): Checked {
  const reading = readAnswers(formOf(version), draft.answers, { today: context.today, facts: draft.facts });
  return checkMaterials(version, draft.materials, reading);
}

/** The materials for answers that were read, and everything that was found. */
export function checkMaterials(
  version: Pick<ItemVersion, "document">,
  handedIn: readonly GivenMaterial[],
  { answers, faults }: Pick<Reading, "answers" | "faults">,
): Checked {
  const materials = wantedMaterials(version, answers).map(({ material, need }): CheckedMaterial => {
    const given = handedIn.find(({ key }) => key === material.key) ?? paperOf(material, need);
    return { material, need, given, missing: need === "asked" && isNecessary(material) && !isGiven(given) };
  });
  return { answers, faults, materials, ok: faults.length === 0 && materials.every(({ missing }) => !missing) };
}

/** @throws HallError `application/not-complete` (invalid) with `fields`: by input of the form, and `materials.<key>`. */
export function refuseIncomplete({ faults, materials }: Checked): void {
  const missing = materials.filter((one) => one.missing);
  if (faults.length + missing.length === 0) return;
  const fields = Object.fromEntries([
    ...faults.map(({ name, message }) => [name, message]),
    ...missing.map(({ material }) => [`materials.${material.key}`, `请提交${material.materialName}`]),
  ]);
  const count = faults.length + missing.length;
  throw new HallError("invalid", "application/not-complete", `还有 ${count} 处要改，改好以后再提交`, { fields });
}

/** Code table material_need: 1 necessary; 2 not, 3 owed later (容缺后补), 4 exempt. */
export function isNecessary({ isNeed }: Pick<Material, "isNeed">): boolean {
  return isNeed === undefined || isNeed === "1";
}

/** Code table material_medium, 1: what is taken on paper only cannot be sent; it is brought to the window afterwards. */
export function paperOf(
  { key, materialFormat }: Pick<Material, "key" | "materialFormat">,
  need: MaterialNeed["need"] = "asked",
): GivenMaterial | undefined {
  return need === "asked" && materialFormat === "1" ? { key, files: [], way: "paper" } : undefined;
}

/** An upload has at least one file; paper was seen at the counter, an e-licence is fetched. */
export function isGiven(given: GivenMaterial | undefined): given is GivenMaterial {
  return given !== undefined && (given.way !== "upload" || given.files.length > 0);
}
