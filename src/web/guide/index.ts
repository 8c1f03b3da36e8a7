import type { Page } from "../../kernel/http/index.ts";
import { guidePage } from "./guide-page.tsx";

export { applyHref, depthWords, itemHref, limitWords, visitWords } from "./item-words.ts";

/** 办事指南: the guide of one item. */
export const guidePages: readonly Page[] = [guidePage];
