import type { Page } from "../../kernel/http/index.ts";
import { searchPage } from "./search-page.tsx";

/** 搜索: finding an item. */
export const searchPages: readonly Page[] = [searchPage];
