import { Type } from "typebox";
import { page, show } from "../kernel/http/index.ts";
import { loadCharts, renderGallery } from "../ui/index.ts";
import { frameOf } from "./frame.ts";

const Word = Type.Optional(Type.String({ maxLength: 20 }));

/** `/ui`: every part of the look in every mode, in the frame of this site. The same for everybody, so it is kept ready. */
export const galleryPage = page({
  method: "GET",
  path: "/ui",
  role: "anyone",
  summary: "统一界面规范：全部部件和模式",
  query: Type.Object({ mode: Word, contrast: Word, theme: Word, page: Word }),
  cache: { tags: ["look"], seconds: 3600 },
  async handle({ house, query, asset, display, request: { site } }) {
    await loadCharts();
    return show(renderGallery(query, asset, await frameOf(house, { asset, display, address: "/ui", site })));
  },
});
