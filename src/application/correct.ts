import type { Material } from "../catalogue/index.ts";
import { type Answers, fieldsOf, readAnswers, refuseFaults } from "../form/index.ts";
import { dayOf } from "../kernel/calendar/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { isId } from "../kernel/ids/index.ts";
import { filesOf } from "../material/index.ts";
import { type CaseCommand, flowMove, type Moved, runAct, type Scene } from "./act.ts";
import { broughtUp } from "./brought-up.ts";
import { isGiven, isNecessary } from "./check-before-submit.ts";
import type { GivenMaterial } from "./content.ts";
import { compileForm } from "./drafts/item-form.ts";
import { readContent } from "./read-case.ts";
import { requireApplicant } from "./rights.ts";
import type { PaperMark } from "./words.ts";
import type { Move } from "./write-move.ts";

export interface CorrectCommand extends CaseCommand {
  /** The questions that were asked about, by key; others are left as they are. */
  readonly answers?: Answers | undefined;
  /** The materials that were asked for. */
  readonly materials?: readonly GivenMaterial[] | undefined;
  /** What the window did with the papers, when it takes them in. */
  readonly papers?: readonly PaperMark[] | undefined;
}

/**
 * Answers a correction notice (提交补正): every material asked for is given again, and the answers asked about are put right.
 * A material that only the corrected answers make necessary comes in with them. What was not asked about stays as it was. From here five new workdays run for the answer (reading A03).
 *
 * @throws HallError `application/nothing-asked` (conflict); `application/correction-incomplete`, `application/foreign-file`,
 *   `form/answers-faulty` (invalid, with `fields`); `application/not-applicant` (forbidden); `application/not-found` to strangers.
 * @source 行政许可法 art. 32(5)
 */
export async function correct(house: House, actor: Actor, command: CorrectCommand): Promise<Moved> {
  let before: Answers | undefined;
  const decide = (scene: Scene) => decideCorrect(scene, command, before ?? {});
  // Contents change only by this act, and a second one finds no notice open: what was read stays true.
  before = (await readContent(house, command.hall, command.application)).answers;
  await refuseForeignFiles(house, command);
  return await runAct(house, actor, command, decide);
}

/** A file belongs to a case when it was linked to it as `case:<id>`: nobody reads a stranger's file by naming it in his own case. */
async function refuseForeignFiles(
  house: House,
  { hall, application, materials = [], answers = {} }: CorrectCommand,
): Promise<void> {
  const named = [
    ...materials.map(({ key, files }) => ({ input: `materials.${key}`, files })),
    ...Object.entries(answers).map(([key, answer]) => ({ input: key, files: filesIn(answer) })),
  ].filter(({ files }) => files.length > 0);
  if (named.length === 0) return;
  const own = new Set<string>((await filesOf(house.db, hall, `case:${application}`)).map(({ id }) => id));
  const foreign = named.filter(({ files }) => files.some((id) => !own.has(id)));
  if (foreign.length === 0) return;
  const fields = Object.fromEntries(foreign.map(({ input }) => [input, "请重新上传这个文件"]));
  throw new HallError("invalid", "application/foreign-file", "有文件不属于这个办件，请重新上传", { fields });
}

/** A question for files is answered with their ids, and nothing else is. */
function filesIn(answer: Answers[string] | undefined): string[] {
  return Array.isArray(answer) ? answer.filter((one): one is string => typeof one === "string" && isId(one)) : [];
}

export function decideCorrect(
  scene: Scene,
  { answers = {}, materials = [], papers }: Pick<CorrectCommand, "answers" | "materials" | "papers">,
  before: Answers,
): Move {
  const { actor, hall, state, version, now } = scene;
  requireApplicant(actor, hall, state);
  const notice = state.corrections.at(-1);
  if (state.flow.hold?.kind !== "correction" || !notice) {
    throw new HallError("conflict", "application/nothing-asked", "这个办件没有在等补正");
  }
  const { change } = flowMove(scene, state.flow, [{ kind: "correct" }]);
  const itemForm = compileForm(version.document);
  const { form } = itemForm;
  const askedFields = fieldsOf(form).filter(({ key }) => notice.asked.includes(`field:${key}`));
  const today = dayOf(now);
  const shownBefore = readAnswers(form, before, { today }).shown;
  const mayChange = (key: string) => askedFields.some((field) => field.key === key) || !shownBefore.has(key);
  const merged = Object.fromEntries([
    ...Object.entries(before).filter(([key]) => !(mayChange(key) && Object.hasOwn(answers, key))),
    ...Object.entries(answers).filter(([key]) => mayChange(key)),
  ]);
  const reading = readAnswers(form, merged, { today });
  const fresh = broughtUp(itemForm, before, reading.answers);
  const asked = (version.document.materials ?? []).filter(({ key }) => notice.asked.includes(`material:${key}`));
  const given = materials.filter(({ key }) => [...asked, ...fresh].some((one) => one.key === key)).filter(isGiven);
  refuseMissing([...asked, ...fresh.filter(isNecessary)], given);
  refuseFaults(reading.faults.filter(({ field }) => mayChange(field)));

  const changedFields = Object.keys(reading.answers).filter(
    (key) => mayChange(key) && JSON.stringify(reading.answers[key]) !== JSON.stringify(before[key]),
  );
  const changed = new Set([
    ...askedFields.map(({ key }) => `field:${key}`),
    ...changedFields.map((key) => `field:${key}`),
    ...given.map(({ key }) => `material:${key}`),
  ]);
  return {
    kind: "correct",
    facts: { flow: change, corrected: { changed: [...changed].sort() } },
    content: { answers: reading.answers, materials: given },
    words: { papers: papers?.length ? papers : undefined },
  };
}

function refuseMissing(wanted: readonly Material[], given: readonly GivenMaterial[]): void {
  const missing = wanted.filter(({ key }) => !given.some((one) => one.key === key));
  if (missing.length === 0) return;
  const fields = Object.fromEntries(
    missing.map(({ key, materialName }) => [`materials.${key}`, `请补交${materialName}`]),
  );
  throw new HallError("invalid", "application/correction-incomplete", "要补正的材料还没有交齐", { fields });
}
