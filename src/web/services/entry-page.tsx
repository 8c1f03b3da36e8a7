import { Type } from "typebox";
import { countThemes, type Entry } from "../../catalogue/index.ts";
import { type Page, page, seeOther, show } from "../../kernel/http/index.ts";
import { Departments, PageHead, PortalPage, renderDocument } from "../../ui/index.ts";
import { type AtHall, atHall, hallQuery } from "../at-hall.ts";
import { implementersOf } from "../bodies.ts";
import { InnerSection } from "../inner-section.tsx";
import { topicLinks, topicsOf } from "../topic-pages/index.ts";
import { implementerHref } from "./implementer-lines.ts";
import { ThemeTiles } from "./theme-tiles.tsx";
import { entryNames, entryWords } from "./themes.ts";

/** `/services/person`, `/services/legal`: the same items, entered by whom they serve. */
export const entryPages: readonly Page[] = (["person", "legal"] as const).map((entry) =>
  page({
    method: "GET",
    path: `/services/${entry}`,
    role: "anyone",
    summary: `${entryNames[entry]}：按主题、按一件事、按部门`,
    query: Type.Object(hallQuery),
    cache: { tags: ["halls", "listings", "departments"] },
    async handle(call) {
      const at = await atHall(call, "services");
      return at ? await showEntry(at, entry) : seeOther("/halls");
    },
  }),
);

async function showEntry(at: AtHall, entry: Entry) {
  const { house, hall } = at;
  const counts = (await countThemes(house.db, at.places)).entries[entry];
  const implementers = await implementersOf(house, at.items, hall, entry);
  const bodies = implementers.filter(({ items, department }) => items > 0 && department);
  const topics = topicsOf(entry);
  const whom = entry === "person" ? "个人" : "企业和其他单位";
  return show(
    renderDocument(
      <PortalPage
        frame={at.frame}
        title={entryNames[entry]}
        description={`${hall.division.name}面向${whom}的 ${counts.items} 个事项，按主题和部门排列。`}
        crumbs={crumbsTo(at)}
      >
        <PageHead
          title={entryNames[entry]}
          lead={
            counts.items > 0
              ? `${hall.division.name}有 ${counts.items.toLocaleString("en-US")} 项面向${whom}。`
              : `${hall.division.name}还没有登记自己的事项，上级大厅的从主题里进。`
          }
        />
        <div class="stack-l">
          <InnerSection id="themes" title="按主题" aside={entryWords[entry]}>
            <ThemeTiles house={house} entry={entry} href={at.href} counts={counts.themes} />
          </InnerSection>
          <InnerSection id="topics" title="从一件事开始" aside="先办什么、后办什么">
            <Departments departments={topicLinks(at, topics)} />
          </InnerSection>
          {bodies.length > 0 ? (
            <InnerSection
              id="bodies"
              title="按部门"
              aside={<a href={at.href("/services/departments")}>全部实施机构和事项数</a>}
            >
              <Departments
                departments={bodies.map((one) => ({
                  name: one.department?.shortName ?? one.name,
                  href: implementerHref(at, one),
                }))}
              />
            </InnerSection>
          ) : null}
        </div>
      </PortalPage>,
    ),
  );
}

/** The way to the pages below 网上办事. */
export function crumbsTo(at: AtHall) {
  return [
    { href: at.frame.hall.href, title: "首页" },
    { href: at.href("/services"), title: "网上办事" },
  ];
}
