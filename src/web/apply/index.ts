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

export { draftHref, draftsPath, receiptHref, signInHref, startHref } from "./paths.ts";

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
