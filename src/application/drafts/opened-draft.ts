import { findVersion, type ItemDocument } from "../../catalogue/index.ts";
import type { Draft } from "../../form/index.ts";
import type { HallCode } from "../../kernel/codes/index.ts";
import { type Db, readStatement, type Tx } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import { openAnswers } from "./content.ts";
import { compileForm, type ItemForm } from "./item-form.ts";
import { draftSubmitted, noDraft } from "./refusals.ts";
import type { DraftMaterial, DraftRow, PageSave } from "./tables.ts";

/** A draft, opened for its owner. */
export interface OpenedDraft {
  readonly id: Id;
  /** The natural person who fills it in. */
  readonly person: Id;
  readonly actingFor: Id | null;
  readonly hall: HallCode;
  readonly item: Id;
  readonly itemName: string;
  /** The version it is filled in for. */
  readonly version: number;
  readonly state: DraftRow["state"];
  readonly draft: Draft;
  readonly materials: readonly DraftMaterial[];
  readonly saves: Readonly<Record<string, PageSave>>;
  readonly revision: number;
  readonly begunAt: Date;
  readonly updatedAt: Date;
  readonly submittedAt: Date | null;
  readonly number: string | null;
  /** The case it was made from (再次申请). */
  readonly madeFrom: Id | null;
}

/** Opens a row. */
export function openDraft(house: Pick<House, "seal">, row: DraftRow): OpenedDraft {
  return {
    id: row.id,
    person: row.person_id,
    actingFor: row.acting_for,
    hall: row.hall,
    item: row.item,
    itemName: row.item_name,
    version: row.version,
    state: row.state,
    draft: openAnswers(house, row.id, row.answers),
    materials: typeof row.materials === "string" ? [] : row.materials,
    saves: typeof row.saves === "string" ? {} : row.saves,
    revision: row.revision,
    begunAt: row.begun_at,
    updatedAt: row.updated_at,
    submittedAt: row.submitted_at,
    number: row.number,
    madeFrom: row.made_from,
  };
}

/** Reads one's own draft. @throws HallError `application/no-draft` (not-found), also for everybody else's. */
export async function readDraftRow(db: Db, person: Id, id: Id): Promise<DraftRow> {
  // Every page of the way from the guide to the receipt begins with it.
  const [row] = await readStatement<DraftRow>(
    db,
    `select person_id, id, acting_for, hall, item, version, item_name, state, answers, materials, saves, revision, begun_at,
            updated_at, warned_at, submitted_at, number, made_from
       from application.draft where person_id = $1 and id = $2`,
    [person, id],
    { name: "application_draft" },
  );
  return row ?? noDraft();
}

/** The same, locked for a change. @throws besides HallError `application/draft-submitted` (conflict) with `details.number`. */
export async function lockDraft(house: Pick<House, "seal">, tx: Tx, person: Id, id: Id): Promise<OpenedDraft> {
  const row = await tx
    .selectFrom("application.draft")
    .selectAll()
    .where("person_id", "=", person)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return noDraft();
  if (row.state === "submitted") {
    return draftSubmitted(row.number);
  }
  return openDraft(house, row);
}

/** The document and the compiled form of a version. */
export async function formOfVersion(
  house: Pick<House, "db">,
  item: Id,
  version: number,
): Promise<ItemForm & { readonly document: ItemDocument }> {
  const found = await findVersion(house, item, version);
  if (!found) throw new RangeError(`item ${item} has no version ${version}`);
  return { ...compileForm(found.document), document: found.document };
}
