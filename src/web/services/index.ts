import type { Page } from "../../kernel/http/index.ts";
import { bodyPage, departmentsPage } from "./departments-page.tsx";
import { entryPages } from "./entry-page.tsx";
import { formsPage } from "./forms-page.tsx";
import { servicesPage } from "./services-page.tsx";
import { themePage } from "./theme-page.tsx";

export { implementerHref, implementerLines } from "./implementer-lines.ts";
export { serviceOf } from "./service-of.ts";
export { ThemeTiles } from "./theme-tiles.tsx";
export { entryNames, entryWords } from "./themes.ts";
export { typeName } from "./type-name.ts";

/** 网上办事: 个人办事, 企业办事, 部门服务, the themes and the forms. */
export const servicePages: readonly Page[] = [
  servicesPage,
  ...entryPages,
  departmentsPage,
  bodyPage,
  formsPage,
  themePage,
];
