import { Type } from "typebox";
import { page, seeOther, show } from "../../kernel/http/index.ts";
import { PageHead, PortalPage, renderDocument, Toc } from "../../ui/index.ts";
import { atHall, hallQuery } from "../at-hall.ts";
import { findSteps } from "./find-steps.ts";
import { StepList } from "./step-list.tsx";
import { investment } from "./topic-page-data.ts";

/** `/investment` (投资审批): the items of an investment project, stage by stage. */
export const investmentPage = page({
  method: "GET",
  path: "/investment",
  role: "anyone",
  summary: "投资审批：按立项用地、工程建设、施工、竣工四个阶段列出事项",
  query: Type.Object(hallQuery),
  cache: { tags: ["halls", "listings"] },
  async handle(call) {
    const at = await atHall(call, "investment");
    if (!at) return seeOther("/halls");
    const found = await findSteps(at, [...investment.stages, ...investment.beside]);
    const stages = found.slice(0, investment.stages.length);
    const beside = found.slice(investment.stages.length);
    const there = stages.filter(({ items }) => items.length > 0);
    const count = found.reduce((sum, { items }) => sum + items.length, 0);
    return show(
      renderDocument(
        <PortalPage
          frame={at.frame}
          title="投资审批"
          description="投资项目从立项到竣工要办的事项，按阶段列出。"
          crumbs={[{ href: at.frame.hall.href, title: "首页" }]}
        >
          <PageHead
            title="投资项目从立项到竣工"
            lead={`四个阶段按先后办，评估评价同时办。目录里现有 ${count} 项，每一项都写明由谁办、多少天。`}
          />
          <div class="stack-l">
            <Toc
              entries={[
                ...there.map(({ title }, index) => ({ id: `s${index + 1}`, title: `${index + 1}. ${title}` })),
                ...beside.flatMap(({ title, items }, index) =>
                  items.length > 0 ? [{ id: `b${index + 1}`, title }] : [],
                ),
              ]}
            />
            <StepList at={at} steps={stages} />
            <StepList at={at} steps={beside} ordered={false} prefix="b" />
            <p class="small quiet">阶段依据{investment.source}。</p>
          </div>
        </PortalPage>,
      ),
    );
  },
});
