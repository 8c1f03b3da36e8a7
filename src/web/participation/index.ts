import type { Page } from "../../kernel/http/index.ts";
import { participationPage } from "./participation-page.tsx";

/** 政民互动: whom to ask today. Consultations and complaints of their own come with the module participation. */
export const participationPages: readonly Page[] = [participationPage];
