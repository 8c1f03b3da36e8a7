import type { Page } from "../../kernel/http/index.ts";
import { comparePages } from "./compare-page.tsx";
import { draftPages } from "./draft/draft-page.tsx";
import { editionPages } from "./editions-page.tsx";
import { exportPages } from "./export-page.tsx";
import { gapPages } from "./gaps-page.tsx";
import { importPages } from "./import-page.tsx";
import { itemPages } from "./item-page.tsx";
import { listPage } from "./list-page.tsx";
import { newPages } from "./new-page.tsx";
import { phrasePages } from "./phrases-page.tsx";
import { powerPages } from "./powers-page.tsx";
import { previewPages } from "./preview-page.tsx";
import { upperPages } from "./upper-page.tsx";

/** 编制台: items are written, compared, judged, published and imported here, by officers. */
export const editorPages: readonly Page[] = [
  listPage,
  ...newPages,
  ...gapPages,
  ...upperPages,
  ...editionPages,
  ...phrasePages,
  ...importPages,
  ...exportPages,
  ...comparePages,
  ...previewPages,
  ...powerPages,
  ...draftPages,
  ...itemPages,
];
