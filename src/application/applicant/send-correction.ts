import type { Material } from "../../catalogue/index.ts";
import { type Answers, readDraft } from "../../form/index.ts";
import { type HallCode, parseHallCode } from "../../kernel/codes/index.ts";
import { inTransaction, type Tx } from "../../kernel/db/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { type Id, parseId } from "../../kernel/ids/index.ts";
import { type Subscription, subscribe } from "../../kernel/outbox/index.ts";
import type { Moved } from "../act.ts";
import { isGiven, isNecessary, paperOf } from "../check-before-submit.ts";
import type { GivenMaterial } from "../content.ts";
import { correct } from "../correct.ts";
import { filesIn, relinkFiles } from "../drafts/draft-files.ts";
import { readContent } from "../read-case.ts";
import { applicationClosed, applicationCorrected, type CaseNews } from "../topics.ts";
import {
  askedFields,
  askedMaterials,
  type CorrectionCheck,
  type CorrectionDesk,
  mayChange,
  openPrepared,
} from "./correction-desk.ts";
import { checkMark } from "./prepare-correction.ts";

/** What still has to be put right before the answer can be sent. Pure. */
export function checkCorrection(desk: CorrectionDesk): CorrectionCheck {
  const may = mayChange(desk);
  const { faults } = readDraft(desk.form.form, desk.prepared.draft, desk.context);
  const given = givenAnew(desk);
  const isWanted = (material: Material) =>
    desk.notice.asked.includes(`material:${material.key}`) || isNecessary(material);
  const missing = askedMaterials(desk).flatMap((material) =>
    !isWanted(material) || given.some((one) => one.key === material.key) ? [] : [material.key],
  );
  return { faults: faults.filter(({ field }) => may(field)), missing };
}

/**
 * Sends what has been prepared (提交补正). Sent twice, the second finds no notice open. What an officer does beside it meanwhile
 * (a visit noted down) is no reason to refuse: only the notice counts, and the mark stands for what was looked at.
 *
 * @param mark `checkMark` of what was looked at.
 * @throws HallError `application/correction-changed` (conflict) when another device has changed it since; as `correct`.
 */
export async function sendCorrection(house: House, desk: CorrectionDesk, mark: string): Promise<Moved> {
  if (mark !== checkMark(house, desk)) {
    throw new HallError("conflict", "application/correction-changed", "补正内容刚刚在别处改过，请再看一遍");
  }
  const { hall, application, actor, prepared, context, form } = desk;
  const { answers } = readDraft(form.form, prepared.draft, context);
  // An optional answer that was emptied is sent as empty: what is not named stays as it was.
  const changed: Answers = Object.fromEntries(askedFields(desk).map(({ key }) => [key, answers[key] ?? ""]));
  const moved = await correct(house, actor, {
    hall,
    application,
    answers: changed,
    materials: givenAnew(desk),
  });
  // The news of the step tidies up too; here only so that the room is free at once.
  await inTransaction(house.db, (tx) => dropPrepared(house, tx, { hall, application, before: moved.revision }));
  return moved;
}

/** What is handed in of the materials asked for; those that are taken on paper only count as brought. */
function givenAnew(desk: CorrectionDesk): GivenMaterial[] {
  return askedMaterials(desk).flatMap((material) => {
    const given = desk.prepared.materials.find(({ key }) => key === material.key) ?? paperOf(material);
    return isGiven(given) ? given : [];
  });
}

/** Forgets what had been prepared, with files that did not go into the case. */
async function dropPrepared(
  house: House,
  tx: Tx,
  of: { readonly hall: HallCode; readonly application: Id; readonly before: number },
): Promise<void> {
  const { hall, application } = of;
  const row = await tx
    .deleteFrom("application.correction_draft")
    .where("hall", "=", hall)
    .where("application_id", "=", application)
    // News may come late: what answers a later notice stays.
    .where("seq", "<", of.before)
    .returningAll()
    .executeTakeFirst();
  if (!row) return;
  const { draft, materials } = openPrepared(house, of, row.sealed);
  const content = await readContent(house, hall, application);
  const inForce = new Set([...content.materials.flatMap(({ files }) => files), ...filesIn(content.answers)]);
  const left = [...materials.flatMap(({ files }) => files), ...filesIn(draft.answers)].filter((id) => !inForce.has(id));
  await relinkFiles(house, tx, { hall, id: application }, { before: left, after: [] });
}

/** What was prepared goes when it has been sent, whichever way, and when the case has ended. */
export const correctionSubscriptions: readonly Subscription<House>[] = [applicationCorrected, applicationClosed].map(
  (topic) =>
    subscribe<House, CaseNews>({
      subscriber: "application.correction-drafts",
      topic,
      inTransaction: (house, tx, { payload }) =>
        dropPrepared(house, tx, {
          hall: parseHallCode(payload.hall),
          application: parseId(payload.application),
          before: payload.revision,
        }),
    }),
);
