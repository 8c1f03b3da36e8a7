import type { Tx } from "../../kernel/db/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { Actor } from "../../kernel/http/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import { relinkFiles } from "./draft-files.ts";
import { formOfVersion, lockDraft, type OpenedDraft } from "./opened-draft.ts";
import { requireCitizen } from "./rights.ts";
import type { DraftMaterial } from "./tables.ts";

/** Files of one material. */
export const mostFilesOfMaterial = 20;

/** One change of the materials of a draft. */
export type MaterialChange =
  /** 附上: a file that `material` has stored for the draft's hall. */
  | { readonly kind: "attach"; readonly key: string; readonly file: Id }
  | { readonly kind: "remove"; readonly key: string; readonly file: Id }
  /** 到窗口交纸质: or no longer. */
  | { readonly kind: "paper"; readonly key: string; readonly wanted: boolean };

/**
 * Attaches files to the materials of a draft, takes them out, or says that a material comes on paper. Doing it twice changes
 * nothing more.
 *
 * @throws HallError `application/no-draft`, `application/no-material` (not-found); `application/draft-submitted` (conflict);
 *   `application/too-many-files` (invalid).
 */
export async function changeMaterials(
  house: House,
  tx: Tx,
  actor: Actor,
  command: { draft: Id; changes: readonly MaterialChange[] },
): Promise<OpenedDraft> {
  const { person } = requireCitizen(actor);
  const before = await lockDraft(house, tx, person, command.draft);
  const { materials } = await formOfVersion(house, before.item, before.version);
  const known = new Set(materials.map(({ material }) => material.key));
  for (const { key } of command.changes) {
    if (!known.has(key)) throw new HallError("not-found", "application/no-material", "这个事项没有这份材料", { key });
  }
  const changed = command.changes.reduce(applyMaterialChange, before.materials);
  const all = (list: readonly DraftMaterial[]) => list.flatMap(({ files }) => files);
  await relinkFiles(house, tx, before, { before: all(before.materials), after: all(changed) });
  const now = house.clock.now();
  const revision = before.revision + 1;
  await tx
    .updateTable("application.draft")
    .set({ materials: JSON.stringify(changed), revision, updated_at: now, warned_at: null })
    .where("person_id", "=", person)
    .where("id", "=", before.id)
    .execute();
  return { ...before, materials: changed, revision, updatedAt: now };
}

/** The materials after one change. Pure. @throws HallError `application/too-many-files` (invalid). */
export function applyMaterialChange(all: readonly DraftMaterial[], change: MaterialChange): readonly DraftMaterial[] {
  const before = all.find(({ key }) => key === change.key) ?? { key: change.key, files: [], way: "upload" };
  const after = changedOne(before, change);
  const rest = all.filter(({ key }) => key !== change.key);
  return after.files.length === 0 && after.way === "upload" ? rest : [...rest, after];
}

function changedOne(before: DraftMaterial, change: MaterialChange): DraftMaterial {
  switch (change.kind) {
    case "paper":
      return { ...before, way: change.wanted ? "paper" : "upload" };
    case "remove":
      return { ...before, files: before.files.filter((file) => file !== change.file) };
    case "attach": {
      const files = [...new Set([...before.files, change.file])];
      if (files.length > mostFilesOfMaterial) {
        const words = `一份材料最多 ${mostFilesOfMaterial} 个文件`;
        throw new HallError("invalid", "application/too-many-files", words, { fields: { [change.key]: words } });
      }
      return { ...before, files };
    }
  }
}
