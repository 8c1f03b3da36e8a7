import type { Module } from "../kernel/module/index.ts";
import { displayPage } from "./display.ts";
import { galleryPage } from "./gallery.ts";
import { homePage } from "./home.tsx";

export { renderFailure } from "./failure.ts";

/** 门户: the public pages that belong to no module of the field. */
export const web: Module = {
  name: "web",
  pages: [homePage, galleryPage, displayPage],
};
