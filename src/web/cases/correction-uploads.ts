import { Type } from "typebox";
import { changeCorrectionMaterials, openCorrection, ownCase } from "../../application/index.ts";
import type { Route } from "../../kernel/http/index.ts";
import { uploadRoutes } from "../../material/index.ts";
import { heldFile, materialRules } from "../apply/index.ts";
import { caseFileHref } from "./paths.ts";

/** Materials of a correction in pieces, with progress and resumption; the page's plain form needs none of it. */
export const correctionUploads: readonly Route[] = uploadRoutes({
  path: "/cases/:application/materials/:material/uploads",
  role: "citizen",
  summary: "补正的材料",
  params: Type.Object({
    application: Type.String({ maxLength: 60 }),
    material: Type.String({ pattern: "^[a-z][a-z0-9-]{0,39}$" }),
  }),
  async allow({ house, actor, params: { application = "" } }) {
    const own = await ownCase(house, actor, application);
    await openCorrection(house, own);
    return { hall: own.hall, rules: materialRules };
  },
  async stored({ house, actor, params: { application = "", material = "" } }, tx, file) {
    const desk = await openCorrection(house, await ownCase(house, actor, application));
    await changeCorrectionMaterials(house, tx, desk, [{ kind: "attach", key: material, file: file.id }]);
  },
  view({ params: { application = "", material = "" } }, file) {
    const { href, note } = heldFile(caseFileHref(application, file.id), file, "");
    return { href, note, removeValue: `${material}:${file.id}` };
  },
});
