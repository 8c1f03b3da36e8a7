import { Type } from "typebox";
import { changeMaterials, draftSubmitted, parseDraftId, requireDraft } from "../../application/index.ts";
import type { Route } from "../../kernel/http/index.ts";
import { uploadRoutes } from "../../material/index.ts";
import { materialRules } from "./file-rules.ts";
import { heldFile } from "./held-file.ts";
import { fileHref } from "./paths.ts";

/** Materials of a draft in pieces, with progress and resumption: what the island uses; the page's plain form needs none of it. */
export const materialUploads: readonly Route[] = uploadRoutes({
  path: "/drafts/:draft/materials/:material/uploads",
  role: "citizen",
  summary: "草稿的材料",
  params: Type.Object({
    draft: Type.String({ maxLength: 60 }),
    material: Type.String({ pattern: "^[a-z][a-z0-9-]{0,39}$" }),
  }),
  async allow({ house, actor, params: { draft = "" } }) {
    const opened = await requireDraft(house, actor, parseDraftId(draft));
    if (opened.state === "submitted") return draftSubmitted(opened.number);
    return { hall: opened.hall, rules: materialRules };
  },
  async stored({ house, actor, params: { draft = "", material = "" } }, tx, file) {
    const changes = [{ kind: "attach", key: material, file: file.id } as const];
    await changeMaterials(house, tx, actor, { draft: parseDraftId(draft), changes });
  },
  view({ params: { draft = "", material = "" } }, file) {
    const { href, note } = heldFile(fileHref(draft, file.id), file, "");
    return { href, note, removeValue: `${material}:${file.id}` };
  },
});

/** Where the island sends the files of a material. */
export function uploadsHref(draft: string, material: string): string {
  return `/api/drafts/${draft}/materials/${material}/uploads`;
}
