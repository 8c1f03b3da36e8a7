import { type Draft, type Fault, fieldsOf, readAnswers, settle, writeInputs } from "../../form/index.ts";
import type { Tx } from "../../kernel/db/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import { applyMaterialChange, type MaterialChange } from "../drafts/change-materials.ts";
import { filesAnswered, relinkFiles } from "../drafts/draft-files.ts";
import type { FileChanges } from "../drafts/save-page.ts";
import type { DraftMaterial } from "../drafts/tables.ts";
import {
  askedFields,
  askedMaterials,
  type CorrectionDesk,
  lockNotice,
  mayChange,
  type Prepared,
  readPrepared,
  unprepared,
  writePrepared,
} from "./correction-desk.ts";

/** What came of saving. */
export type SavedCorrection =
  | {
      readonly kind: "saved";
      readonly desk: CorrectionDesk;
      readonly faults: readonly Fault[];
      /** Questions that only these answers brought up: nobody has seen them yet. */
      readonly appeared: readonly string[];
    }
  /** Another device saved other answers since the page was opened here; nothing was written. */
  | {
      readonly kind: "conflict";
      readonly theirs: CorrectionDesk;
      readonly own: Draft;
      readonly faults: readonly Fault[];
    };

/**
 * Saves the answers of a correction (补正草稿). Whatever was typed is kept, with or without faults; only what was asked about is
 * read from the request.
 *
 * @param command.seen `correctionMark` of the page as it was shown here; absent: write over whatever is there.
 * @param command.session a page that this very device saved last is no conflict (back button, double click).
 * @throws HallError `application/nothing-asked` (conflict).
 */
export async function saveCorrection(
  house: House,
  tx: Tx,
  opened: CorrectionDesk,
  command: {
    readonly raw: Readonly<Record<string, unknown>>;
    readonly seen?: string | undefined;
    readonly session: string;
    readonly files?: FileChanges | undefined;
  },
): Promise<SavedCorrection> {
  const desk = await lockedDesk(house, tx, opened);
  const { form } = desk.form;
  const before = desk.prepared;
  const may = mayChange(desk);
  const reading = readCorrection(desk, { ...command.raw, ...filesGiven(desk, command.files) });
  const { faults, appeared } = reading;
  const own: CorrectionDesk = { ...desk, prepared: { ...before, draft: reading.draft } };
  const isElsewhere = before.session !== null && before.session !== command.session;
  const stored = correctionMark(house, desk);
  if (isElsewhere && command.seen !== undefined && command.seen !== stored && correctionMark(house, own) !== stored) {
    return { kind: "conflict", theirs: desk, own: reading.draft, faults };
  }
  const files = fieldsOf(form).filter(({ kind, key }) => kind === "file" && may(key));
  const all = (draft: Draft) => files.flatMap(({ key }) => filesAnswered(draft, key));
  // Files of the case itself stay linked: they belong to what was handed in before.
  const handedIn = all({ answers: desk.before.answers, typed: {} });
  const place = { hall: desk.hall, id: desk.application };
  await relinkFiles(house, tx, place, {
    before: all(before.draft).filter((id) => !handedIn.includes(id)),
    after: all(reading.draft).filter((id) => !handedIn.includes(id)),
  });
  const prepared = { ...before, draft: reading.draft, session: command.session };
  await writePrepared(house, tx, desk, desk.notice.seq, prepared);
  return { kind: "saved", desk: { ...own, prepared: { ...prepared, savedAt: house.clock.now() } }, faults, appeared };
}

/** What a request makes of the answers; only what may be changed is read from it. Pure. */
export function readCorrection(
  desk: CorrectionDesk,
  raw: Readonly<Record<string, unknown>>,
): { readonly draft: Draft; readonly faults: readonly Fault[]; readonly appeared: readonly string[] } {
  const { form } = desk.form;
  const { draft } = desk.prepared;
  const may = mayChange(desk);
  const shownThen = settle(form, draft.answers).shown;
  const sent = Object.entries(raw).filter(([name]) => fieldOf(desk, name) !== "" && may(fieldOf(desk, name)));
  const isSent = (key: string) => sent.some(([name]) => fieldOf(desk, name) === key);
  const kept = Object.entries(writeInputs(form, draft)).filter(([name]) => {
    const key = fieldOf(desk, name);
    return !may(key) || (!shownThen.has(key) && !isSent(key));
  });
  const reading = readAnswers(form, Object.fromEntries([...kept, ...sent]), desk.context);
  const appeared = [...reading.shown].filter((key) => may(key) && !shownThen.has(key) && !isSent(key));
  const faults = reading.faults.filter(({ field }) => may(field) && !appeared.includes(field));
  return { draft: reading.draft, faults, appeared };
}

/**
 * Takes or gives back files of a material that was asked for, or says that it comes on paper.
 *
 * @throws HallError `application/no-material` (not-found) for one that was not asked for; `application/nothing-asked` (conflict),
 *   `application/too-many-files` (invalid).
 */
export async function changeCorrectionMaterials(
  house: House,
  tx: Tx,
  opened: CorrectionDesk,
  changes: readonly MaterialChange[],
): Promise<void> {
  const desk = await lockedDesk(house, tx, opened);
  const wanted = askedMaterials(desk);
  for (const { key } of changes) {
    if (!wanted.some((one) => one.key === key)) {
      throw new HallError("not-found", "application/no-material", "补正通知里没有这份材料", { key });
    }
  }
  const { prepared } = desk;
  const materials = changes.reduce(applyMaterialChange, prepared.materials);
  const all = (list: readonly DraftMaterial[]) => list.flatMap(({ files }) => files);
  const place = { hall: desk.hall, id: desk.application };
  await relinkFiles(house, tx, place, { before: all(prepared.materials), after: all(materials) });
  await writePrepared(house, tx, desk, desk.notice.seq, { ...prepared, materials });
}

/** What stands on the page, as a short mark that tells nothing of it. */
export function correctionMark(house: Pick<House, "seal">, desk: CorrectionDesk): string {
  const inputs = Object.entries(writeInputs(desk.form.form, desk.prepared.draft));
  return markOf(house, inputs);
}

/** The same with the materials: what is looked at before sending. */
export function checkMark(house: Pick<House, "seal">, desk: CorrectionDesk): string {
  const { draft, materials } = desk.prepared;
  return markOf(house, [...Object.entries(writeInputs(desk.form.form, draft)), ["", materials]]);
}

function markOf({ seal }: Pick<House, "seal">, entries: readonly (readonly [string, unknown])[]): string {
  const sorted = [...entries].sort(([one], [other]) => (one < other ? -1 : 1));
  return seal.digest("application.correction-page", JSON.stringify(sorted)).toString("base64url").slice(0, 16);
}

async function lockedDesk(house: House, tx: Tx, opened: CorrectionDesk): Promise<CorrectionDesk> {
  const seq = await lockNotice(tx, opened);
  if (seq !== opened.notice.seq)
    throw new HallError("conflict", "application/changed-meanwhile", "这个办件刚刚有人办过，请看最新情况再办");
  const prepared: Prepared = (await readPrepared(house, tx, opened, seq)) ?? unprepared(opened.before.answers);
  return { ...opened, prepared };
}

function fieldOf({ form }: CorrectionDesk, name: string): string {
  return fieldsOf(form.form).find(({ key }) => name === key || name.startsWith(`${key}.`))?.key ?? "";
}

/** What every question for files is answered with: what was there, less and more; whatever the request says. */
function filesGiven(desk: CorrectionDesk, changes: FileChanges | undefined): Record<string, readonly Id[]> {
  const asked = askedFields(desk).filter(({ kind }) => kind === "file");
  return Object.fromEntries(
    asked.map(({ key }) => {
      const kept = filesAnswered(desk.prepared.draft, key).filter((id) => !changes?.removed.includes(id));
      return [key, [...kept, ...(changes?.added[key] ?? [])]];
    }),
  );
}
