import { Type } from "typebox";
import { HallError } from "../../kernel/errors/index.ts";
import { page, seeOther, show } from "../../kernel/http/index.ts";
import { CardTable, PageHead, PortalPage, renderDocument, Toc } from "../../ui/index.ts";
import { type AtHall, atHall, hallQuery } from "../at-hall.ts";
import { InnerSection } from "../inner-section.tsx";
import { findSteps } from "./find-steps.ts";
import { StepList } from "./step-list.tsx";
import { type TopicPage, topicPageList } from "./topic-page-data.ts";

const cache = { tags: ["halls", "listings"] };

/** `/topics`: all events of life and special subjects. */
export const topicIndexPage = page({
  method: "GET",
  path: "/topics",
  role: "anyone",
  summary: "一件事和专题",
  query: Type.Object(hallQuery),
  cache,
  async handle(call) {
    const at = await atHall(call, "services");
    if (!at) return seeOther("/halls");
    const groups = [
      {
        id: "person",
        title: "个人的事",
        pages: topicPageList.filter(({ entry, special }) => entry !== "legal" && !special),
      },
      {
        id: "legal",
        title: "企业的事",
        pages: topicPageList.filter(({ entry, special }) => entry === "legal" && !special),
      },
      { id: "special", title: "专题", pages: topicPageList.filter(({ special }) => special) },
    ];
    return show(
      renderDocument(
        <PortalPage
          frame={at.frame}
          title="从一件事开始"
          description="按您遇到的事，先办什么、后办什么。"
          crumbs={crumbsTo(at)}
        >
          <PageHead title="从一件事开始" lead="不用知道事项的名称。选您遇到的事，先办什么、后办什么都列好了。" />
          <div class="stack-l">
            {groups.map(({ id, title, pages }) => (
              <InnerSection key={id} id={id} title={title}>
                <CardTable
                  caption={title}
                  captionHidden
                  rows={pages}
                  rowKey={({ key }) => key}
                  columns={[
                    {
                      head: "什么事",
                      role: "name",
                      cell: ({ key, name }) => <a href={at.href(`/topics/${key}`)}>{name}</a>,
                    },
                    { head: "说明", cell: ({ lead }) => lead },
                    { head: "步骤", role: "end", cell: ({ steps }) => `${steps.length} 步` },
                  ]}
                />
              </InnerSection>
            ))}
          </div>
        </PortalPage>,
      ),
    );
  },
});

/** `/topics/:topic`: one of them, step by step. */
export const topicPage = page({
  method: "GET",
  path: "/topics/:topic",
  role: "anyone",
  summary: "一件事或一个专题：先办什么、后办什么，每一步有哪些事项",
  params: Type.Object({ topic: Type.String({ maxLength: 40 }) }),
  query: Type.Object(hallQuery),
  cache,
  async handle(call) {
    const topic = topicPageList.find(({ key }) => key === call.params.topic);
    if (!topic) throw new HallError("not-found", "web/no-topic", "没有这个专题");
    const at = await atHall(call, "services");
    if (!at) return seeOther("/halls");
    const steps = await findSteps(at, topic.steps);
    const there = steps.filter(({ items }) => items.length > 0);
    return show(
      renderDocument(
        <PortalPage
          frame={at.frame}
          title={topic.name}
          description={topic.lead}
          crumbs={[...crumbsTo(at), { href: at.href("/topics"), title: "从一件事开始" }]}
        >
          <PageHead title={topic.name} lead={topic.lead} />
          <div class="stack-l">
            {there.length > 2 ? (
              <Toc
                entries={there.map(({ title }, index) => ({ id: `s${index + 1}`, title: `${index + 1}. ${title}` }))}
              />
            ) : null}
            <StepList at={at} steps={steps} />
          </div>
        </PortalPage>,
      ),
    );
  },
});

function crumbsTo(at: AtHall) {
  return [
    { href: at.frame.hall.href, title: "首页" },
    { href: at.href("/services"), title: "网上办事" },
  ];
}

/** The way to each of some pages. */
export function topicLinks(at: Pick<AtHall, "href">, pages: readonly TopicPage[]): { name: string; href: string }[] {
  return pages.map(({ key, name }) => ({ name, href: at.href(`/topics/${key}`) }));
}
