import type { Module } from "../kernel/module/index.ts";
import { departmentPage } from "./department.tsx";
import { displayPage } from "./display.ts";
import { robotsPage, siteMapPage } from "./for-robots.ts";
import { galleryPage } from "./gallery.ts";
import { guidePages } from "./guide/index.ts";
import { hallListPage } from "./hall-list.tsx";
import { entryPage, hallPage, homePage } from "./home.tsx";
import { subscriptions } from "./jobs.ts";
import { searchPages } from "./search/index.ts";

export { frameAtHand, frameOf, type Place } from "./frame.ts";
export { openPortal } from "./portal.ts";

/** 门户: the public pages that belong to no module of the field. */
export const web: Module = {
  name: "web",
  subscriptions,
  pages: [
    homePage,
    hallPage,
    entryPage,
    hallListPage,
    departmentPage,
    siteMapPage,
    robotsPage,
    galleryPage,
    displayPage,
    ...searchPages,
    ...guidePages,
  ],
};
