import { Type } from "typebox";
import { listShown } from "../../catalogue/index.ts";
import { page, seeOther, show } from "../../kernel/http/index.ts";
import { Empty, PageHead, Pager, PortalPage, renderDocument } from "../../ui/index.ts";
import { atHall, hallQuery, pageQuery } from "../at-hall.ts";
import { ColumnedLinks } from "../columned-links.tsx";
import { formHref } from "../guide/index.ts";
import { pagesOf } from "../page-of.ts";
import { crumbsTo } from "./entry-page.tsx";

const perPage = 200;

/** `/services/forms` (表格下载): the blank form of every item of this hall that has one, from the same version as its guide. */
export const formsPage = page({
  method: "GET",
  path: "/services/forms",
  role: "anyone",
  summary: "空白表格：每个有表单的事项一份，打印后可在窗口使用",
  query: Type.Object({ ...hallQuery, ...pageQuery }),
  cache: { tags: ["halls", "listings"] },
  async handle(call) {
    const wanted = call.query.page ?? 1;
    const at = await atHall(call, "services", wanted > 1 ? { page: `${wanted}` } : {});
    if (!at) return seeOther("/halls");
    const filter = { places: at.places, leastDepth: 3 };
    const { items, total } = await listShown(call.house.db, filter, { from: (wanted - 1) * perPage, size: perPage });
    const pages = pagesOf(total, perPage);
    if (wanted > pages) return seeOther(at.href("/services/forms"));
    return show(
      renderDocument(
        <PortalPage
          frame={at.frame}
          title="表格下载"
          description={`${at.hall.name}的空白申请表，可以打印。`}
          crumbs={crumbsTo(at)}
        >
          <PageHead
            title="表格下载"
            lead="打印出来填好，到窗口交。表格和办事指南、网上申请出自同一版事项标准，不会对不上。"
          />
          <div class="stack-l">
            {total === 0 ? (
              <Empty
                icon="file-text"
                level={2}
                title="本厅还没有可以打印的表格"
                text="表格随事项标准一起公布。别的大厅有没有，请换一个大厅看。"
                act={<a href={at.href("/services")}>回到网上办事</a>}
              />
            ) : (
              <ColumnedLinks
                links={items.map((item) => ({
                  href: formHref(item),
                  title: item.name,
                  meta: item.kind === "base" ? "各地通用" : "",
                }))}
              />
            )}
            <Pager page={wanted} pages={pages} href={(one) => at.href("/services/forms", { page: `${one}` })} />
          </div>
        </PortalPage>,
      ),
    );
  },
});
