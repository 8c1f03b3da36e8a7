import { Type } from "typebox";
import { publishedChanges } from "../../catalogue/index.ts";
import { dayOf } from "../../kernel/calendar/index.ts";
import { page, seeOther, show } from "../../kernel/http/index.ts";
import { CardTable, PageHead, Pager, PortalPage, renderDocument } from "../../ui/index.ts";
import { atHall, hallQuery, pageQuery } from "../at-hall.ts";
import { dayWords } from "../day-words.ts";
import { pagesOf } from "../page-of.ts";
import { changeWords } from "./change-line.ts";

const perPage = 30;

/** `/disclosure/changes` (事项变动): what changed in the published catalogue of this hall, why and by which document. */
export const changesPage = page({
  method: "GET",
  path: "/disclosure/changes",
  role: "anyone",
  summary: "事项变动：新公布、修订、暂停、取消、下放，附原因和依据",
  query: Type.Object({ ...hallQuery, ...pageQuery }),
  cache: { tags: ["halls", "listings"] },
  async handle(call) {
    const wanted = call.query.page ?? 1;
    const at = await atHall(call, "disclosure", wanted > 1 ? { page: `${wanted}` } : {});
    if (!at) return seeOther("/halls");
    const { changes, total } = await publishedChanges(call.house.db, at.places, {
      from: (wanted - 1) * perPage,
      size: perPage,
    });
    const pages = pagesOf(total, perPage);
    if (wanted > pages) return seeOther(at.href("/disclosure/changes"));
    return show(
      renderDocument(
        <PortalPage
          frame={at.frame}
          title="事项变动"
          description={`${at.hall.division.name}事项目录的变动。`}
          crumbs={[
            { href: at.frame.hall.href, title: "首页" },
            { href: at.href("/disclosure"), title: "政务公开" },
          ]}
          noindex={wanted > 1}
        >
          <PageHead
            title="事项变动"
            lead={`共 ${total.toLocaleString("en-US")} 条，新的在前，每一条都写明原因和依据。`}
            below={<a href={at.href("/feeds/items.atom")}>用阅读器订阅（Atom）</a>}
          />
          <div class="stack-l">
            <CardTable
              caption={`第 ${wanted} 页，共 ${pages} 页`}
              captionHidden
              rows={changes}
              rowKey={({ item, number }) => `${item} ${number}`}
              empty="还没有变动。"
              columns={[
                { head: "日期", cell: ({ at: when }) => <span class="nowrap">{dayWords(dayOf(when))}</span> },
                { head: "事项", role: "name", cell: ({ item, name }) => <a href={`/items/${item}`}>{name}</a> },
                { head: "变动", cell: (change) => changeWords(change) },
                { head: "实施机构", cell: ({ deptName }) => deptName ?? "没有写" },
                {
                  head: "原因和依据",
                  cell: ({ reason, document }) => [reason, document].filter(Boolean).join("。"),
                },
              ]}
            />
            <Pager page={wanted} pages={pages} href={(one) => at.href("/disclosure/changes", { page: `${one}` })} />
          </div>
        </PortalPage>,
      ),
    );
  },
});
