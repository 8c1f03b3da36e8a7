import { Type } from "typebox";
import { articleKey, type LawHit, listLaws, readArticleNumber, searchLaws } from "../../disclosure/index.ts";
import { page, seeOther, show } from "../../kernel/http/index.ts";
import {
  Empty,
  hallField,
  type LinkLine,
  Links,
  PageHead,
  PortalPage,
  renderDocument,
  SearchBox,
} from "../../ui/index.ts";
import { articleId } from "../article-id.ts";
import { type AtHall, atHall, hallQuery } from "../at-hall.ts";
import { ColumnedLinks } from "../columned-links.tsx";
import { InnerSection } from "../inner-section.tsx";
import { lawLine, lawTitle } from "./law-line.ts";

const longestWords = 100;

/** `/laws`: all laws and policies the items stand on, or those in which some words occur. */
export const lawsPage = page({
  method: "GET",
  path: "/laws",
  role: "anyone",
  summary: "法律法规和政策文件：全部，或按名称和条文查",
  query: Type.Object({ ...hallQuery, q: Type.Optional(Type.String()) }),
  async handle(call) {
    const words = [
      ...(call.query.q ?? "")
        .toWellFormed()
        .replaceAll(/\p{C}+/gu, " ")
        .trim(),
    ]
      .slice(0, longestWords)
      .join("");
    const at = await atHall(call, "disclosure", { q: words });
    if (!at) return seeOther("/halls");
    const { db } = call.house;
    const hits = words === "" ? undefined : await searchLaws(db, words, 50);
    const laws = hits ? [] : await listLaws(db);
    const texts = laws.filter(({ stub }) => !stub);
    const stubs = laws.filter(({ stub }) => stub);
    return show(
      renderDocument(
        <PortalPage
          frame={at.frame}
          title={words === "" ? "法律法规" : `${words} - 查法律法规`}
          description="事项依据的法律、法规、规章和政策文件，查到条。"
          crumbs={[
            { href: at.frame.hall.href, title: "首页" },
            { href: at.href("/disclosure"), title: "政务公开" },
          ]}
          here="法律法规"
          noindex={words !== ""}
        >
          <PageHead
            title="法律法规"
            lead={
              hits
                ? `“${words}”找到 ${hits.length} 处。`
                : `事项依据的 ${laws.length} 部文件。点进去看条文，和依据它的事项。`
            }
          />
          <div class="stack-l">
            <div class="measure">
              <SearchBox
                id="law-q"
                label="查名称和条文"
                labelShown
                action="/laws"
                keep={hallField(at.frame.hall)}
                value={words}
                placeholder="例如：受理、期限"
                button="查询"
                buttonLook="words"
                landmark={false}
              />
            </div>
            {hits?.length === 0 ? (
              <Empty
                icon="search"
                level={2}
                title="没有找到"
                text="换个说法试试；正文还没有录入的文件只能按名称查。"
                act={<a href={at.href("/laws")}>看全部法律法规</a>}
              />
            ) : null}
            {hits && hits.length > 0 ? <Links links={hits.map((hit) => hitLine(at, hit))} /> : null}
            {texts.length > 0 ? (
              <InnerSection id="texts" title="有条文的" aside={`${texts.length} 部`}>
                <Links links={texts.map((law) => lawLine(at, law))} />
              </InnerSection>
            ) : null}
            {stubs.length > 0 ? (
              <InnerSection id="stubs" title="事项引用、正文待录入的" aside={`${stubs.length} 部`}>
                <ColumnedLinks
                  links={stubs.map((law) => ({ href: at.href(`/laws/${law.id}`), title: lawTitle(law.title) }))}
                />
              </InnerSection>
            ) : null}
          </div>
        </PortalPage>,
      ),
    );
  },
});

function hitLine(at: AtHall, { law, title, stub, article }: LawHit): LinkLine {
  const href = at.href(`/laws/${law}`);
  if (!article) return { href, title: lawTitle(title), meta: stub ? "正文待录入" : "" };
  const body = article.body.length > 80 ? `${article.body.slice(0, 80)}…` : article.body;
  const place = readArticleNumber(article.label);
  const anchor = place ? `#${articleId(articleKey(place))}` : "";
  return { href: `${href}${anchor}`, title: `${lawTitle(title)}${article.label}：${body}` };
}
