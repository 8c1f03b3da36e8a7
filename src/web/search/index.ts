import type { Page, Route } from "../../kernel/http/index.ts";
import { herePage, placesPage } from "./places-page.tsx";
import { searchPage } from "./search-page.tsx";
import { suggestRoute } from "./suggest-route.ts";

/** 搜索: finding an item, and the hall that handles it. */
export const searchPages: readonly Page[] = [searchPage, placesPage, herePage];

/** What the search box asks while one types. */
export const searchRoutes: readonly Route[] = [suggestRoute];
