import { Type } from "typebox";
import { countTypes, listShown } from "../../catalogue/index.ts";
import { page, seeOther, show } from "../../kernel/http/index.ts";
import { Empty, Links, PageHead, Pager, PortalPage, renderDocument } from "../../ui/index.ts";
import { atHall, hallQuery, pageQuery } from "../at-hall.ts";
import { implementersOf } from "../bodies.ts";
import { InnerSection } from "../inner-section.tsx";
import { ItemLines } from "../item-lines.tsx";
import { pagesOf } from "../page-of.ts";
import { typeName } from "../services/index.ts";

const perPage = 500;

/** `/disclosure/powers` (权责清单): the items of this hall by type of power, each with the body that has it. */
export const powersPage = page({
  method: "GET",
  path: "/disclosure/powers",
  role: "anyone",
  summary: "权责清单：按权力类型列出事项和实施机构",
  query: Type.Object({ ...hallQuery, ...pageQuery, type: Type.Optional(Type.String({ maxLength: 20 })) }),
  cache: { tags: ["halls", "listings"] },
  async handle(call) {
    const { type } = call.query;
    const wanted = call.query.page ?? 1;
    const at = await atHall(call, "disclosure", { type, ...(wanted > 1 ? { page: `${wanted}` } : {}) });
    if (!at) return seeOther("/halls");
    const { db } = call.house;
    const types = await countTypes(db, at.places);
    const chosen = types.find(({ taskType }) => (taskType ?? "-") === type);
    if (type !== undefined && !chosen) return seeOther(at.href("/disclosure/powers"));
    const filter = { places: at.places, ...(chosen ? { taskType: chosen.taskType ?? null } : {}) };
    const { items, total } = await listShown(db, filter, { from: (wanted - 1) * perPage, size: perPage });
    const implementers = await implementersOf(call.house, at.items, at.hall);
    const pages = pagesOf(total, perPage);
    if (wanted > pages) return seeOther(at.href("/disclosure/powers", { type }));
    const name = typeName(call.house);
    const title = chosen ? `权责清单：${name(chosen)}` : "权责清单";
    return show(
      renderDocument(
        <PortalPage
          frame={at.frame}
          title={title}
          description={`${at.hall.division.name}的权责清单，共 ${total} 项。`}
          crumbs={[
            { href: at.frame.hall.href, title: "首页" },
            { href: at.href("/disclosure"), title: "政务公开" },
          ]}
          noindex={wanted > 1}
        >
          <PageHead
            title={title}
            lead={`${at.hall.division.name}现有 ${total.toLocaleString("en-US")} 项，按实施机构排列，和办事指南出自同一份目录。`}
          />
          <div class="stack-l">
            {!chosen && types.length > 1 ? (
              <InnerSection id="types" title="按类型看">
                <Links
                  links={types.map(({ taskType, items: count }) => ({
                    href: at.href("/disclosure/powers", { type: taskType ?? "-" }),
                    title: name({ taskType }),
                    meta: `${count.toLocaleString("en-US")} 项`,
                  }))}
                />
              </InnerSection>
            ) : null}
            {total === 0 ? (
              <Empty
                icon="file-text"
                level={2}
                title="还没有登记事项"
                text={`${at.hall.division.name}的权责清单随事项目录一起公布。`}
                act={<a href={at.href("/disclosure")}>回到政务公开</a>}
              />
            ) : (
              <ItemLines items={items} here={at.hall.code} implementers={implementers} />
            )}
            <Pager
              page={wanted}
              pages={pages}
              href={(one) => at.href("/disclosure/powers", { type, page: `${one}` })}
            />
          </div>
        </PortalPage>,
      ),
    );
  },
});
