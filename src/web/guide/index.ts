import type { Page } from "../../kernel/http/index.ts";
import { blankFormPage } from "./blank-form-page.tsx";
import { flowPicturePage } from "./flow-picture-page.tsx";
import { guidePage } from "./guide-page.tsx";

export { applyHref, depthWords, formHref, itemHref, limitWords, visitWords } from "./item-words.ts";
export { materialLists } from "./material-lines.ts";
export { callAddress } from "./web-address.ts";

/** 办事指南: the guide of one item, its flow chart, its blank form. */
export const guidePages: readonly Page[] = [guidePage, flowPicturePage, blankFormPage];
