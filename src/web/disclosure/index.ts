import type { Page } from "../../kernel/http/index.ts";
import { changesPage } from "./changes-page.tsx";
import { disclosurePage } from "./disclosure-page.tsx";
import { lawPage } from "./law-page.tsx";
import { lawsPage } from "./laws-page.tsx";
import { powersPage } from "./powers-page.tsx";

export { changeLine, changeWords } from "./change-line.ts";

/** 政务公开: laws, the list of powers, changes of the catalogue. */
export const disclosurePages: readonly Page[] = [disclosurePage, powersPage, changesPage, lawsPage, lawPage];
