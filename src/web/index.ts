import type { Module } from "../kernel/module/index.ts";
import { accountPages } from "./account/index.ts";
import { applyPages, applyRoutes } from "./apply/index.ts";
import { casePages, caseRoutes } from "./cases/index.ts";
import { departmentPage } from "./department.tsx";
import { deskPages } from "./desk/index.ts";
import { disclosurePages } from "./disclosure/index.ts";
import { displayPage } from "./display.ts";
import { documentPages } from "./documents/index.ts";
import { editorPages } from "./editors/index.ts";
import { feedPages } from "./feeds/index.ts";
import { galleryPage } from "./gallery.ts";
import { guidePages } from "./guide/index.ts";
import { hallListPage } from "./hall-list.tsx";
import { entryPage, hallPage, homePage } from "./home.tsx";
import { inboxPages } from "./inbox/index.ts";
import { subscriptions } from "./jobs.ts";
import { participationPages } from "./participation/index.ts";
import { searchPages, searchRoutes } from "./search/index.ts";
import { servicePages } from "./services/index.ts";
import { supervisionPages } from "./supervision/index.ts";
import { topicPages } from "./topic-pages/index.ts";

export { frameAtHand, frameOf, type Place } from "./frame.ts";
export { openPortal } from "./portal.ts";
export {
  askPatiently,
  type ClickReport,
  editions,
  type GetPage,
  hallsOfSite,
  hallsToProbe,
  mostClicks,
  type ProbedHall,
  probeClicks,
} from "./probe/index.ts";

/** 门户: the public pages that belong to no module of the field. */
export const web: Module = {
  name: "web",
  subscriptions,
  routes: [...searchRoutes, ...applyRoutes, ...caseRoutes],
  pages: [
    homePage,
    hallPage,
    entryPage,
    hallListPage,
    departmentPage,
    galleryPage,
    displayPage,
    ...searchPages,
    ...guidePages,
    ...accountPages,
    ...applyPages,
    ...casePages,
    ...documentPages,
    ...inboxPages,
    ...editorPages,
    ...deskPages,
    ...servicePages,
    ...topicPages,
    ...disclosurePages,
    ...participationPages,
    ...supervisionPages,
    ...feedPages,
  ],
};
