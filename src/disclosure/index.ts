import type { Module } from "../kernel/module/index.ts";
import { loadShippedLaws } from "./load-shipped.ts";
import { routes } from "./routes.ts";
import { disclosureTables } from "./tables.ts";

export { type ArticleNumber, articleLabel, readArticleNumber } from "./article-number.ts";
export { articlesIn, type BasisReference, foldTitle, parseBasis } from "./basis.ts";
export { enterLaw, type LawText } from "./enter-law.ts";
export { articleKey, type LawLink, linkTitles } from "./link-basis.ts";
export {
  type Article,
  articlesOf,
  findArticle,
  findLaw,
  findLawById,
  type Law,
  type LawHit,
  listLaws,
  searchLaws,
} from "./queries.ts";
export { keeperPost, mayKeepLaws } from "./rights.ts";
export type { LawKind } from "./tables.ts";

/** 政务公开: laws and policies with their articles. */
export const disclosure: Module = {
  name: "disclosure",
  tables: disclosureTables,
  routes,
  loadReference: (tx) => loadShippedLaws(tx),
};
