import type { Page } from "../../kernel/http/index.ts";
import { supervisionPage } from "./supervision-page.tsx";

/** 效能监督: what the published catalogue proves. */
export const supervisionPages: readonly Page[] = [supervisionPage];
