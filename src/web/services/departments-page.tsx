import { Type } from "typebox";
import { listShown } from "../../catalogue/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import { page, seeOther, show } from "../../kernel/http/index.ts";
import { PageHead, PortalPage, renderDocument } from "../../ui/index.ts";
import { atHall, hallQuery } from "../at-hall.ts";
import { bodyKey, implementersOf } from "../bodies.ts";
import { ColumnedLinks } from "../columned-links.tsx";
import { InnerSection } from "../inner-section.tsx";
import { GroupedItems } from "../item-lines.tsx";
import { crumbsTo } from "./entry-page.tsx";
import { implementerHref, implementerLines } from "./implementer-lines.ts";
import { typeName } from "./type-name.ts";

/** A page of items at one body holds so many; no body of a hall comes near. */
const mostOfBody = 1_000;

/** `/services/departments` (部门服务): who implements the items of this hall. */
export const departmentsPage = page({
  method: "GET",
  path: "/services/departments",
  role: "anyone",
  summary: "部门服务：部门窗口和其他实施机构，各有多少事项",
  query: Type.Object(hallQuery),
  cache: { tags: ["halls", "listings", "departments"] },
  async handle(call) {
    const at = await atHall(call, "services");
    if (!at) return seeOther("/halls");
    const all = await implementersOf(call.house, at.items, at.hall);
    const registered = all.filter(({ department }) => department !== undefined);
    const others = all.filter(({ department }) => department === undefined);
    const count = all.filter(({ items }) => items > 0).length;
    const total = at.items.countOf(at.hall).toLocaleString("en-US");
    return show(
      renderDocument(
        <PortalPage
          frame={at.frame}
          title="部门服务"
          description={`${at.hall.name}的部门窗口和其他实施机构。`}
          crumbs={crumbsTo(at)}
        >
          <PageHead
            title="部门服务"
            lead={
              count > 0
                ? `${count} 个机构办理 ${total} 个事项。选择部门，看它办的全部事项。`
                : "选择部门，看它在哪里、怎么联系。"
            }
          />
          <div class="stack-l">
            {registered.length > 0 ? (
              <InnerSection id="windows" title="部门窗口" aside={`${registered.length} 个部门`}>
                <ColumnedLinks links={implementerLines(at, registered)} />
              </InnerSection>
            ) : null}
            {others.length > 0 ? (
              <InnerSection id="others" title="其他实施机构" aside={`${others.length} 个，只在事项清单里有名称`}>
                <ColumnedLinks links={implementerLines(at, others)} />
              </InnerSection>
            ) : null}
          </div>
        </PortalPage>,
      ),
    );
  },
});

/** `/services/departments/:body`: all items of a body that is in no register of departments. */
export const bodyPage = page({
  method: "GET",
  path: "/services/departments/:body",
  role: "anyone",
  summary: "一个实施机构办理的全部事项",
  params: Type.Object({ body: Type.String({ maxLength: 200, description: "统一社会信用代码或名称" }) }),
  query: Type.Object(hallQuery),
  cache: { tags: ["halls", "listings", "departments"] },
  async handle(call) {
    const at = await atHall(call, "services");
    if (!at) return seeOther("/halls");
    const all = await implementersOf(call.house, at.items, at.hall);
    const found = all.find(({ bodies }) => bodies.some((body) => bodyKey(body) === call.params.body));
    if (!found) throw new HallError("not-found", "web/no-body", "没有这个实施机构");
    if (found.department) return seeOther(implementerHref(at, found));
    const { items, total } = await listShown(
      call.house.db,
      { places: at.places, bodies: found.bodies },
      { from: 0, size: mostOfBody },
    );
    return show(
      renderDocument(
        <PortalPage
          frame={at.frame}
          title={found.name}
          description={`${found.name}办理的 ${total} 个事项。`}
          crumbs={[...crumbsTo(at), { href: at.href("/services/departments"), title: "部门服务" }]}
        >
          <PageHead title={found.name} lead={`办理 ${total} 个事项。点名称看怎么办。`} />
          <div class="stack-l">
            <GroupedItems items={items} here={at.hall.code} groupOf={typeName(call.house)} />
          </div>
        </PortalPage>,
      ),
    );
  },
});
