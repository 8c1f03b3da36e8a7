import { findItem } from "../../catalogue/index.ts";
import { type Change, type Context, carryOver, type Draft } from "../../form/index.ts";
import type { Tx } from "../../kernel/db/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { Actor } from "../../kernel/http/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import { sealAnswers } from "./content.ts";
import { filesOfDraft, relinkFiles } from "./draft-files.ts";
import { formOfVersion, lockDraft, type OpenedDraft } from "./opened-draft.ts";
import { requireCitizen } from "./rights.ts";
import type { DraftMaterial } from "./tables.ts";

/** What a new version of the item makes of a draft. */
export interface CarriedOver {
  readonly from: number;
  readonly to: number;
  readonly draft: Draft;
  readonly materials: readonly DraftMaterial[];
  /** Answer by answer, in the order of the old form. */
  readonly changes: readonly Change[];
  /** Materials with files that the new version no longer asks for. */
  readonly dropped: readonly { readonly key: string; readonly name: string; readonly files: readonly Id[] }[];
  /** Materials that the old version did not ask for. */
  readonly added: readonly string[];
  /** Questions that are new. */
  readonly newQuestions: readonly string[];
}

/**
 * What would become of a draft under another version (草稿搬到新版本), without changing anything: for the page that tells it
 * before the person goes on.
 */
export async function previewCarryOver(
  house: Pick<House, "db">,
  opened: OpenedDraft,
  to: number,
  context: Context,
): Promise<CarriedOver> {
  const [old, next] = await Promise.all([
    formOfVersion(house, opened.item, opened.version),
    formOfVersion(house, opened.item, to),
  ]);
  const { draft, changes } = carryOver(old.form, next.form, opened.draft, context);
  const kept = new Set(next.materials.map(({ material }) => material.key));
  const before = new Map(old.materials.map(({ material }) => [material.key, material.materialName]));
  const asked = new Set(old.form.pages.flatMap(({ fields }) => fields.map(({ key }) => key)));
  return {
    from: opened.version,
    to,
    draft,
    changes,
    materials: opened.materials.filter(({ key }) => kept.has(key)),
    dropped: opened.materials
      .filter(({ key, files }) => !kept.has(key) && files.length > 0)
      .map(({ key, files }) => ({ key, name: before.get(key) ?? key, files })),
    added: next.materials
      .filter(({ material }) => !before.has(material.key))
      .map(({ material }) => material.materialName),
    newQuestions: next.form.pages
      .flatMap(({ fields }) => fields)
      .filter(({ key, was }) => !asked.has(was ?? key))
      .map(({ label }) => label),
  };
}

/**
 * Carries a draft over to the version in use.
 *
 * @param command.seen the version that the person was shown: if a still newer one has come, the preview is shown again.
 * @throws HallError `application/no-draft` (not-found), `application/draft-submitted`, `application/version-moved` (conflict).
 */
export async function carryDraftOver(
  house: House,
  tx: Tx,
  actor: Actor,
  command: { draft: Id; seen: number; context: Context },
): Promise<CarriedOver> {
  const { person } = requireCitizen(actor);
  const opened = await lockDraft(house, tx, person, command.draft);
  const item = await findItem(tx, opened.item);
  if (item?.version !== command.seen) {
    throw new HallError("conflict", "application/version-moved", "事项又更新了，请再看一遍变动", {
      version: item?.version,
    });
  }
  const carried = await previewCarryOver(house, opened, command.seen, command.context);
  const [old, next] = await Promise.all([
    formOfVersion(house, opened.item, opened.version),
    formOfVersion(house, opened.item, carried.to),
  ]);
  await relinkFiles(house, tx, opened, {
    before: filesOfDraft(opened, old.form),
    after: filesOfDraft(carried, next.form),
  });
  await tx
    .updateTable("application.draft")
    .set({
      answers: sealAnswers(house, opened.id, carried.draft),
      materials: JSON.stringify(carried.materials),
      version: carried.to,
      item_name: item.name,
      saves: "{}",
      revision: opened.revision + 1,
      updated_at: house.clock.now(),
      warned_at: null,
    })
    .where("person_id", "=", person)
    .where("id", "=", opened.id)
    .execute();
  return carried;
}
