import type { Page, Route } from "../../kernel/http/index.ts";
import { checkPages } from "./check-page.tsx";
import { deletePages } from "./delete-page.tsx";
import { draftsPage } from "./drafts-page.tsx";
import { filePage } from "./file-page.ts";
import { formPages } from "./form-page.tsx";
import { materialUploads } from "./material-uploads.ts";
import { materialPages } from "./materials-page.tsx";
import { receiptPage } from "./receipt-page.tsx";
import { startPages } from "./start-page.tsx";
import { taskListPage } from "./task-list-page.tsx";
import { versionPages } from "./version-page.tsx";

export { answerWords } from "./answer-words.ts";
export { materialRules, mostFilesAtOnce, photoRules } from "./file-rules.ts";
export { heldFile } from "./held-file.ts";
export { HiddenFields } from "./hidden-fields.tsx";
export { instantWords } from "./instant-words.ts";
export { hold } from "./late.tsx";
export { MaterialField } from "./material-field.tsx";
export { hintOf, isPaperOnly, mayComeOnPaper } from "./material-words.ts";
export { draftHref, draftsPath, receiptHref, signInHref, startHref } from "./paths.ts";
export { idOf, shownFaults } from "./question-ids.ts";
export { QuestionView, type Sheet, type SheetDesk } from "./question-view.tsx";
export { rowsAsked } from "./rows-asked.ts";
export { sheetOf } from "./sheet.ts";
export { storeForQuestions } from "./store-files.ts";

/** From the guide to the receipt (在线办理), and the drafts on the way. */
export const applyPages: readonly Page[] = [
  ...startPages,
  draftsPage,
  taskListPage,
  ...formPages,
  ...materialPages,
  ...checkPages,
  ...versionPages,
  ...deletePages,
  filePage,
  receiptPage,
];

/** What the pages' script asks. */
export const applyRoutes: readonly Route[] = materialUploads;
