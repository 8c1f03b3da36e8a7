import type { ItemDocument, Material } from "../../catalogue/index.ts";
import { type Answers, type Context, type Draft, type Fault, type Field, fieldsOf, settle } from "../../form/index.ts";
import type { Reader, Tx } from "../../kernel/db/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { sealedPlace } from "../../kernel/seal/index.ts";
import { broughtUp } from "../brought-up.ts";
import { type CaseView, findCase } from "../case-view.ts";
import type { GivenMaterial } from "../content.ts";
import { draftContext } from "../drafts/context.ts";
import { compileForm, type ItemForm } from "../drafts/item-form.ts";
import type { DraftMaterial } from "../drafts/tables.ts";
import { readContent, readStanding, readWords } from "../read-case.ts";
import type { CorrectionState } from "../state.ts";
import type { Ask, Words } from "../words.ts";
import type { OwnCase } from "./own-case.ts";

/** What has been prepared in answer to a notice. */
export interface Prepared {
  /** The whole form: the answers of the case, and over them what was put right; unreadable ones as they were typed. */
  readonly draft: Draft;
  /** Materials given anew; only those that were asked for. */
  readonly materials: readonly DraftMaterial[];
  /** Id of the session that saved last; null: nothing has been saved. */
  readonly session: string | null;
  readonly savedAt: Date | null;
}

/** A correction notice with everything that is needed to answer it. */
export interface CorrectionDesk extends OwnCase {
  readonly view: CaseView;
  readonly notice: CorrectionState;
  readonly words: Words;
  readonly asks: readonly Ask[];
  readonly document: ItemDocument;
  readonly form: ItemForm;
  readonly context: Context;
  /** What the case holds. */
  readonly before: { readonly answers: Answers; readonly materials: readonly GivenMaterial[] };
  readonly prepared: Prepared;
}

/**
 * Opens the notice that waits for an answer.
 *
 * @throws HallError `application/nothing-asked` (conflict) when none does; as `findCase`.
 */
export async function openCorrection(house: House, own: OwnCase): Promise<CorrectionDesk> {
  const { hall, application, actor } = own;
  const view = await findCase(house, actor, hall, application);
  const notice = view.state.corrections.at(-1);
  if (view.phase !== "correcting" || !notice) throw nothingAsked();
  const form = compileForm(view.version.document);
  const [words, before, context, prepared] = await Promise.all([
    readWords(house, hall, application),
    readContent(house, hall, application),
    draftContext(house, actor, form.form, { hall, actingFor: actor.actingFor as OwnCase["application"] | null }),
    readPrepared(house, house.db, own, notice.seq),
  ]);
  const said = words.get(notice.seq) ?? {};
  return {
    ...own,
    view,
    notice,
    words: said,
    asks: said.asks ?? [],
    document: view.version.document,
    form,
    context,
    before,
    prepared: prepared ?? unprepared(before.answers),
  };
}

export function nothingAsked(): HallError {
  return new HallError("conflict", "application/nothing-asked", "这个办件没有在等补正");
}

/** Before anything was saved. */
export function unprepared(answers: Answers): Prepared {
  return { draft: { answers, typed: {} }, materials: [], session: null, savedAt: null };
}

/** Whether an answer may be changed: it was asked about, or it is a question that only the corrected answers bring up. */
export function mayChange({ notice, form, before }: Pick<CorrectionDesk, "notice" | "form" | "before">) {
  const shownBefore = settle(form.form, before.answers).shown;
  return (key: string) => notice.asked.includes(`field:${key}`) || !shownBefore.has(key);
}

/** The questions to put right, in the order of the form: those asked about, then those that came up by their answers. */
export function askedFields(desk: Pick<CorrectionDesk, "notice" | "form" | "before" | "prepared">): Field[] {
  const may = mayChange(desk);
  const { shown } = settle(desk.form.form, desk.prepared.draft.answers, {});
  return fieldsOf(desk.form.form).filter(({ key }) => may(key) && shown.has(key));
}

/** What tells which materials a correction wants. */
type Wanting = Pick<CorrectionDesk, "notice" | "document" | "form" | "before" | "prepared">;

/** The materials to give, in the order of the item: those asked for again, and those that the corrected answers bring up. */
export function askedMaterials(desk: Wanting): Material[] {
  const fresh = freshMaterials(desk);
  return (desk.document.materials ?? []).filter(
    ({ key }) => desk.notice.asked.includes(`material:${key}`) || fresh.some((one) => one.key === key),
  );
}

/** Of these, what nobody has asked for: only the answers as they are prepared now make it necessary. */
export function freshMaterials({ notice, form, before, prepared }: Wanting): Material[] {
  return broughtUp(form, before.answers, prepared.draft.answers).filter(
    ({ key }) => !notice.asked.includes(`material:${key}`),
  );
}

/** What still stands in the way of sending the answer. */
export interface CorrectionCheck {
  readonly faults: readonly Fault[];
  /** Keys of materials asked for and not given. */
  readonly missing: readonly string[];
}

interface Stored {
  draft: Draft;
  materials: readonly DraftMaterial[];
  session: string | null;
  at: string;
}

/** @returns undefined when nothing has been saved in answer to this notice. */
export async function readPrepared(
  house: Pick<House, "seal">,
  db: Reader,
  of: Pick<OwnCase, "hall" | "application">,
  seq: number,
): Promise<Prepared | undefined> {
  const row = await db
    .selectFrom("application.correction_draft")
    .select(["seq", "sealed"])
    .where("hall", "=", of.hall)
    .where("application_id", "=", of.application)
    .executeTakeFirst();
  return row?.seq === seq ? openPrepared(house, of, row.sealed) : undefined;
}

/** Opens what `writePrepared` sealed. */
export function openPrepared(
  { seal }: Pick<House, "seal">,
  { hall, application }: Pick<OwnCase, "hall" | "application">,
  sealed: Uint8Array,
): Prepared {
  const { draft, materials, session, at } = JSON.parse(seal.open(sealed, placeOf(hall, application))) as Stored;
  return { draft, materials, session, savedAt: new Date(at) };
}

/** Writes what has been prepared. The row of the case is locked by the caller. */
export async function writePrepared(
  house: Pick<House, "seal" | "clock">,
  tx: Tx,
  { hall, application }: Pick<OwnCase, "hall" | "application">,
  seq: number,
  prepared: Omit<Prepared, "savedAt">,
): Promise<void> {
  const now = house.clock.now();
  const stored: Stored = { ...prepared, at: now.toISOString() };
  const sealed = house.seal.seal(JSON.stringify(stored), placeOf(hall, application));
  const row = { seq, sealed, updated_at: now };
  await tx
    .insertInto("application.correction_draft")
    .values({ hall, application_id: application, ...row })
    .onConflict((clash) => clash.columns(["hall", "application_id"]).doUpdateSet(row))
    .execute();
}

/** Locks the case, so that two who prepare at once do it one after the other. @throws HallError `application/nothing-asked` (conflict). */
export async function lockNotice(
  tx: Tx,
  { hall, application }: Pick<OwnCase, "hall" | "application">,
): Promise<number> {
  await tx
    .selectFrom("application.application")
    .select("id")
    .where("hall", "=", hall)
    .where("id", "=", application)
    .forUpdate()
    .executeTakeFirst();
  const standing = await readStanding(tx, hall, application);
  const notice = standing?.state.corrections.at(-1);
  if (standing?.state.flow.hold?.kind !== "correction" || !notice) throw nothingAsked();
  return notice.seq;
}

function placeOf(hall: string, application: string): string {
  return sealedPlace("application.correction_draft", "sealed", hall, application);
}
