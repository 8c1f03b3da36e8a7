import { type ArticleNumber, articlePattern, readArticleNumber } from "./article-number.ts";

/** One document named as the basis of something (设定依据), as far as the text tells. */
export interface BasisReference {
  readonly title: string;
  /** 文号. */
  readonly number: string | undefined;
  /** What was said of the place in it: 第二十九条第一款. */
  readonly clause: string | undefined;
  readonly articles: readonly ArticleNumber[];
}

const citation = /《((?:[^《》]|《[^《》]*》)+)》\s*(?:[（(]([^（）()]{2,60})[）)])?/gu;
const place =
  /^[\s，,、和及与]*((?:第[零〇一二两三四五六七八九十百千\d]+(?:条|款|项|章|节|编)(?:之[一二三四五六七八九十\d]+)?(?:[、，,和及至到与\s]|之规定|的规定)*)+)/u;

/**
 * Finds the documents that a text of basis cites: 《中华人民共和国行政许可法》（2019年修正）第二十九条、第三十条.
 *
 * @returns one entry per citation, in their order; empty when the text cites nothing in 《》.
 */
export function parseBasis(text: string): BasisReference[] {
  const found: BasisReference[] = [];
  for (const match of text.normalize("NFC").matchAll(citation)) {
    const title = match[1]?.trim() ?? "";
    const rest = text.normalize("NFC").slice(match.index + match[0].length);
    const clause = place.exec(rest)?.[1]?.replace(/[、，,和及至到与\s]+$/u, "");
    if (title === "") continue;
    found.push({ title, number: match[2]?.trim(), clause, articles: articlesIn(clause ?? "") });
  }
  return found;
}

/** The articles that a place names; 第二十一条至第二十四条 names all four. */
export function articlesIn(clause: string): ArticleNumber[] {
  const articles: ArticleNumber[] = [];
  let joined = false;
  let rest = clause;
  for (;;) {
    const match = articlePattern.exec(rest);
    if (!match) break;
    const article = readArticleNumber(match[0]);
    const before = rest.slice(0, match.index);
    joined = /[至到—-]\s*$/u.test(before);
    const last = articles.at(-1);
    if (article && joined && last && article.number - last.number <= 100) {
      for (let number = last.number + 1; number < article.number; number++) articles.push({ number, insertion: 0 });
    }
    if (article) articles.push(article);
    rest = rest.slice(match.index + match[0].length);
  }
  return articles;
}

/** A title as laws are told apart: without 《》, spaces, a trailing year of amendment and 中华人民共和国. */
export function foldTitle(title: string): string {
  return title
    .normalize("NFKC")
    .replace(/[《》〈〉<>“”"'\s]/gu, "")
    .replace(/\((?:\d{4}年?)?(?:修正|修订|修改|试行)?(?:本|版)?\)$/u, (tail) => (tail === "(试行)" ? tail : ""))
    .replace(/^中华人民共和国/u, "");
}
