import { Type } from "typebox";
import { catalogueFigures, fieldsInUse, scoresByBody } from "../../catalogue/index.ts";
import { dayOf } from "../../kernel/calendar/index.ts";
import { page, seeOther, show } from "../../kernel/http/index.ts";
import {
  CardTable,
  Empty,
  Figures,
  LawAndPromise,
  PageHead,
  PortalPage,
  Ranking,
  renderDocument,
  ShareStrip,
} from "../../ui/index.ts";
import { atHall, hallQuery } from "../at-hall.ts";
import { dayWords } from "../day-words.ts";
import { depthWords } from "../guide/index.ts";
import { InnerSection } from "../inner-section.tsx";
import { percent, publicationRates } from "./publication.ts";

const mostBodies = 20;
const fewestItems = 3;

/** `/supervision` (效能监督): what the published catalogue proves today. Cases and cards come with the module supervision. */
export const supervisionPage = page({
  method: "GET",
  path: "/supervision",
  role: "anyone",
  summary: "效能监督：依据和流程公开率、承诺时限与法定时限、网办深度、指南完整度，全部由目录当场算出",
  query: Type.Object(hallQuery),
  cache: { tags: ["halls", "listings"] },
  async handle(call) {
    const at = await atHall(call, "supervision");
    if (!at) return seeOther("/halls");
    const { house } = call;
    const [figures, bodies, fields] = await Promise.all([
      catalogueFigures(house.db, at.places),
      scoresByBody(house.db, at.places),
      fieldsInUse(house, at.places, ["byLaw", "flow", "handleFlow", "onlineFlow", "offlineFlow"]),
    ]);
    const rates = publicationRates(fields.filter(({ kind }) => kind !== "base"));
    const place = at.hall.division.name;
    const ranked = bodies.filter(({ items }) => items >= fewestItems).slice(0, mostBodies);
    const today = dayWords(dayOf(house.clock.now()));
    return show(
      renderDocument(
        <PortalPage
          frame={at.frame}
          title="效能监督"
          description={`${place}事项目录的公开率、时限、网办深度和指南完整度。`}
          crumbs={[{ href: at.frame.hall.href, title: "首页" }]}
        >
          <PageHead
            title="办得快不快，公开得全不全"
            lead={`按${place}公布的事项目录当场算出（${today}），人人可以核对。`}
          />
          {figures.items === 0 ? (
            <Empty
              icon="gauge"
              level={2}
              title="还没有可以算的"
              text={`${place}还没有公布自己的事项。`}
              act={<a href="/halls">看别的大厅</a>}
            />
          ) : (
            <div class="stack-l">
              <Figures
                figures={[
                  { value: figures.items.toLocaleString("en-US"), unit: "项", says: "公布的事项" },
                  {
                    value: percent(figures.noVisit, figures.items),
                    unit: "%",
                    says: `一次都不用跑（${said(figures.noVisit)} 项）`,
                  },
                  {
                    value: percent(rates.basis, rates.items),
                    unit: "%",
                    says: `公开了法律依据（${said(rates.basis)} 项）`,
                  },
                  {
                    value: percent(rates.flow, rates.items),
                    unit: "%",
                    says: `公开了办理流程（${said(rates.flow)} 项）`,
                  },
                ]}
              />
              <InnerSection id="limits" title="承诺和法定时限" aside={`${figures.limits.shorter} 项承诺得比法律短`}>
                <LawAndPromise
                  data={{
                    items: figures.limits.items,
                    legalDays: rounded(figures.limits.legalDays),
                    promisedDays: rounded(figures.limits.promisedDays),
                  }}
                />
              </InnerSection>
              <InnerSection id="depth" title="网上能办到哪一步" aside="按事项的内容量出，不看自报">
                <ShareStrip
                  data={{
                    title: "网办深度",
                    unit: "项",
                    parts: figures.depths.map((value, depth) => ({ name: depthWords[`${depth + 1}`] ?? "", value })),
                  }}
                />
              </InnerSection>
              <InnerSection id="open" title="依据和流程公开" aside="要求是 100%">
                <CardTable
                  caption="在这里编制发布的，没有依据和流程就发布不了；从旧清单导入的按来源公布。"
                  rows={[
                    { name: "可以在这里申请的事项", ...rates.online },
                    { name: "从旧清单导入、只有指南的事项", ...rates.listed },
                  ].filter(({ items }) => items > 0)}
                  rowKey={({ name }) => name}
                  columns={[
                    { head: "事项", role: "name", cell: ({ name }) => name },
                    { head: "总数", role: "end", cell: ({ items }) => items.toLocaleString("en-US") },
                    {
                      head: "有依据",
                      role: "end",
                      cell: ({ basis, items }) => `${basis}（${percent(basis, items)}%）`,
                    },
                    { head: "有流程", role: "end", cell: ({ flow, items }) => `${flow}（${percent(flow, items)}%）` },
                  ]}
                />
              </InnerSection>
              <InnerSection id="score" title="指南完整度" aside={`平均 ${rounded(figures.score)} 分，满分 100`}>
                {ranked.length > 0 ? (
                  <Ranking
                    data={{
                      title: "各实施机构指南完整度的平均分",
                      place: `实施机构（${fewestItems} 项以上，前 ${mostBodies} 名）`,
                      unit: "分",
                      full: 100,
                      rows: ranked.map(({ name, code, score }) => ({
                        name: name ?? code ?? "没有写",
                        value: rounded(score),
                      })),
                    }}
                  />
                ) : (
                  <p class="quiet">事项太少，不排名。</p>
                )}
              </InnerSection>
            </div>
          )}
        </PortalPage>,
      ),
    );
  },
});

function said(count: number): string {
  return count.toLocaleString("en-US");
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
