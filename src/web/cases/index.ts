import type { Page, Route } from "../../kernel/http/index.ts";
import { againPages } from "./again-page.tsx";
import { casePage } from "./case-page.tsx";
import { correctionCheckPages } from "./correction-check-page.tsx";
import { correctionPages } from "./correction-page.tsx";
import { correctionUploads } from "./correction-uploads.ts";
import { caseFilePages } from "./file-pages.ts";
import { listPage } from "./list-page.tsx";
import { progressPages } from "./progress-page.tsx";
import { visitPages } from "./visits-page.ts";
import { withdrawPages } from "./withdraw-page.tsx";

/** 我的办件: from the receipt to the result, and the progress for whoever knows number and password. */
export const casePages: readonly Page[] = [
  listPage,
  casePage,
  ...caseFilePages,
  ...correctionPages,
  ...correctionCheckPages,
  ...withdrawPages,
  ...againPages,
  ...visitPages,
  ...progressPages,
];

/** What the pages' script asks. */
export const caseRoutes: readonly Route[] = correctionUploads;
