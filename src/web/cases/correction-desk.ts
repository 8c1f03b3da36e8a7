import {
  askedFields,
  type CorrectionDesk,
  checkCorrection,
  type OwnCase,
  openCorrection,
} from "../../application/index.ts";
import { type Draft, type Fault, pagesOf, type Question, writeInputs } from "../../form/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import { findFiles, type StoredFile } from "../../material/index.ts";
import { type Sheet, sheetOf } from "../apply/index.ts";
import type { CaseCall } from "./open-case.ts";
import { caseFileHref } from "./paths.ts";

/** Opens the notice of a case; undefined when none waits any more, answered perhaps a moment ago. */
export async function deskOf(call: Pick<CaseCall, "house">, own: OwnCase): Promise<CorrectionDesk | undefined> {
  try {
    return await openCorrection(call.house, own);
  } catch (error) {
    if (error instanceof HallError && error.code === "application/nothing-asked") return undefined;
    throw error;
  }
}

/** The questions to put right, as they are shown: those asked about in the order of the notice, then those that came up. */
export function questionsOf(desk: CorrectionDesk): { asked: Question[]; appeared: Question[] } {
  const keys = new Set(askedFields(desk).map(({ key }) => key));
  const all = pagesOf(desk.form.form, desk.prepared.draft.answers, desk.context.facts).flatMap(
    ({ questions }) => questions,
  );
  const shown = all.filter(({ field }) => keys.has(field.key));
  const isAsked = ({ field }: Question) => desk.notice.asked.includes(`field:${field.key}`);
  return { asked: shown.filter(isAsked), appeared: shown.filter((one) => !isAsked(one)) };
}

/** What the questions are shown with; `draft` is what stands in them. */
export async function correctionSheet(
  call: Pick<CaseCall, "house">,
  desk: CorrectionDesk,
  shown: { draft: Draft; faults: readonly Fault[]; blankRows?: Readonly<Record<string, number>> | undefined },
): Promise<Sheet> {
  const { application, hall } = desk;
  const { asked, appeared } = questionsOf({ ...desk, prepared: { ...desk.prepared, draft: shown.draft } });
  return await sheetOf(
    {
      call,
      context: desk.context,
      opened: { id: application, hall, draft: shown.draft },
      hrefOf: (file) => caseFileHref(application, file),
    },
    { key: "correction", title: "", questions: [...asked, ...appeared] },
    {
      draft: shown.draft,
      faults: shown.faults,
      inputs: writeInputs(desk.form.form, shown.draft),
      ...(shown.blankRows && { blankRows: shown.blankRows }),
    },
  );
}

/** Files prepared, by id. */
export async function preparedFiles(
  { house }: Pick<CaseCall, "house">,
  desk: CorrectionDesk,
): Promise<ReadonlyMap<string, StoredFile>> {
  return await findFiles(
    house.db,
    desk.hall,
    desk.prepared.materials.flatMap(({ files }) => files),
  );
}

/** Whether everything asked for is there and right. */
export function isComplete(desk: CorrectionDesk): boolean {
  const { faults, missing } = checkCorrection(desk);
  return faults.length + missing.length === 0;
}
