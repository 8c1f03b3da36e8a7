import type { Page } from "../../kernel/http/index.ts";
import { checkNumberPage, checkPage } from "./check-page.tsx";

/** 文书: checking what somebody shows you. */
export const documentPages: readonly Page[] = [checkPage, checkNumberPage];
