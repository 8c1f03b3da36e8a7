import type { Page } from "../../kernel/http/index.ts";
import { investmentPage } from "./investment-page.tsx";
import { topicIndexPage, topicPage } from "./topic-pages.tsx";

export { type TopicPage, topicPageList, topicsOf } from "./topic-page-data.ts";
export { topicLinks } from "./topic-pages.tsx";

/** 从一件事开始, 专题, 投资审批: saved queries over the catalogue. */
export const topicPages: readonly Page[] = [topicIndexPage, topicPage, investmentPage];
