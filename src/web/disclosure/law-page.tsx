import type { VNode } from "preact";
import { Type } from "typebox";
import { itemsOnLaw } from "../../catalogue/index.ts";
import { type Article, articleKey, articlesOf, findLawById, type Law } from "../../disclosure/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import { page, seeOther, show } from "../../kernel/http/index.ts";
import { isId } from "../../kernel/ids/index.ts";
import { type Fact, Facts, PageHead, PortalPage, renderDocument } from "../../ui/index.ts";
import { articleId } from "../article-id.ts";
import { type AtHall, atHall, hallQuery } from "../at-hall.ts";
import { ColumnedLinks } from "../columned-links.tsx";
import { dayWords } from "../day-words.ts";
import { InnerSection } from "../inner-section.tsx";
import { itemLine } from "../item-lines.tsx";
import { lawKinds, lawTitle } from "./law-line.ts";

/** `/laws/:law`: its articles, each with a place of its own in the page, and the items that stand on it. */
export const lawPage = page({
  method: "GET",
  path: "/laws/:law",
  role: "anyone",
  summary: "一部法律法规：条文，和依据它的事项",
  params: Type.Object({ law: Type.String({ maxLength: 60 }) }),
  query: Type.Object(hallQuery),
  cache: { tags: ["halls", "listings"] },
  async handle(call) {
    const at = await atHall(call, "disclosure");
    if (!at) return seeOther("/halls");
    const { db } = call.house;
    const law = isId(call.params.law) ? await findLawById(db, call.params.law) : undefined;
    if (!law) throw new HallError("not-found", "web/no-law", "没有收录这部文件");
    const [articles, items] = await Promise.all([articlesOf(db, law), itemsOnLaw(db, law.id)]);
    // The base catalogue names an item once; its carriers in this hall say it nearer.
    const here = items.filter((item) => at.items.hallOf(item)?.code === at.hall.code);
    const above = new Set<string>(at.halls.above(at.hall).map(({ code }) => code));
    const near = here.length > 0 ? here : items.filter((item) => above.has(at.items.hallOf(item)?.code ?? ""));
    const title = lawTitle(law.title);
    return show(
      renderDocument(
        <PortalPage
          frame={at.frame}
          title={title}
          description={`${title}的条文和依据它的 ${items.length} 个事项。`}
          crumbs={[
            { href: at.frame.hall.href, title: "首页" },
            { href: at.href("/disclosure"), title: "政务公开" },
            { href: at.href("/laws"), title: "法律法规" },
          ]}
        >
          <PageHead title={title} lead={law.stub ? "事项引用了它，正文还没有录入。" : lawKinds[law.kind]} />
          <div class="stack-l">
            {law.stub ? null : <Facts facts={factsOf(law)} />}
            {articles.length > 0 ? <Articles articles={articles} law={law} /> : null}
            {near.length > 0 ? (
              <InnerSection id="items" title="依据它的事项" aside={`${near.length} 项`}>
                <ColumnedLinks links={near.map((item) => itemLine(item, at.hall.code))} />
              </InnerSection>
            ) : (
              <p class="quiet">{noneHere(at)}</p>
            )}
          </div>
        </PortalPage>,
      ),
    );
  },
});

function noneHere(at: AtHall): string {
  return `${at.hall.division.name}还没有事项依据它。`;
}

function factsOf(law: Law): Fact[] {
  return [
    ...(law.number ? [{ term: "文号", value: law.number }] : []),
    ...(law.validFrom ? [{ term: "施行", value: `${dayWords(law.validFrom)}起` }] : []),
    { term: "收录", value: law.complete ? "全文" : "只收录了下面几条，全文以官方公布为准" },
  ];
}

function Articles({ articles, law }: { articles: readonly Article[]; law: Law }): VNode {
  return (
    <InnerSection id="articles" title="条文" aside={law.complete ? `${articles.length} 条` : "节录"}>
      <Facts
        facts={articles.map(({ label, place, body }) => ({
          term: label,
          value: <span id={articleId(articleKey(place))}>{body}</span>,
        }))}
      />
    </InnerSection>
  );
}
