import { Type } from "typebox";
import { countByPlace, listShown } from "../../catalogue/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import { page, seeOther, show } from "../../kernel/http/index.ts";
import { Empty, PageHead, Pager, PortalPage, renderDocument } from "../../ui/index.ts";
import { atHall, hallQuery, pageQuery } from "../at-hall.ts";
import { implementersOf } from "../bodies.ts";
import { ItemLines } from "../item-lines.tsx";
import { pagesOf } from "../page-of.ts";
import { elsewhereOf } from "./elsewhere.ts";
import { ElsewhereSections } from "./elsewhere-sections.tsx";
import { entryNames, findTheme } from "./themes.ts";

/** So many lines weigh some 60 KB compressed; what is on a further page is reached through its department. */
const perPage = 1_500;

/** `/themes/:theme`: what can be done about a theme in this hall, and how much in the halls above and below. */
export const themePage = page({
  method: "GET",
  path: "/themes/:theme",
  role: "anyone",
  summary: "一个主题的事项：本厅的全部列出，上级和下级大厅的给出数目和去处",
  params: Type.Object({ theme: Type.String({ maxLength: 40 }) }),
  query: Type.Object({ ...hallQuery, ...pageQuery }),
  cache: { tags: ["halls", "listings"] },
  async handle(call) {
    const theme = findTheme(call.house, call.params.theme);
    if (!theme) throw new HallError("not-found", "web/no-theme", "没有这个主题");
    const wanted = call.query.page ?? 1;
    const at = await atHall(call, "services", wanted > 1 ? { page: `${wanted}` } : {});
    if (!at) return seeOther("/halls");
    const { db } = call.house;
    const path = `/themes/${theme.key}`;
    const [listing, counted, implementers] = await Promise.all([
      listShown(db, { places: at.places, theme }, { from: (wanted - 1) * perPage, size: perPage }),
      countByPlace(db, theme),
      implementersOf(call.house, at.items, at.hall),
    ]);
    const pages = pagesOf(listing.total, perPage);
    if (wanted > pages) return seeOther(at.href(path, { page: pages > 1 ? `${pages}` : undefined }));
    const elsewhere = elsewhereOf(at, at.items.sum(counted), path);
    const none = elsewhere.above.length + elsewhere.below.length === 0;
    const entry = { href: at.href(`/services/${theme.entry}`), title: entryNames[theme.entry] };
    const place = at.hall.division.name;
    return show(
      renderDocument(
        <PortalPage
          frame={at.frame}
          title={theme.name}
          description={`${place}${entryNames[theme.entry]}：${theme.name}的 ${listing.total} 个事项。`}
          crumbs={[{ href: at.frame.hall.href, title: "首页" }, entry]}
          noindex={listing.total === 0 || wanted > 1}
        >
          <PageHead
            title={theme.name}
            lead={listing.total > 0 ? leadOf(place, listing.total, theme.other) : `${place}还没有登记这个主题的事项。`}
          />
          <div class="stack-l">
            {listing.total === 0 && none ? (
              <Empty
                icon="search"
                level={2}
                title="还没有事项"
                text="本地和上级、下级大厅都还没有登记这个主题。要办的事请直接搜索，或拨打 12345。"
                act={<a href={entry.href}>看{entry.title}的其他主题</a>}
              />
            ) : null}
            {listing.total > 0 ? (
              <ItemLines items={listing.items} here={at.hall.code} implementers={implementers} />
            ) : null}
            <Pager page={wanted} pages={pages} href={(one) => at.href(path, { page: `${one}` })} />
            <ElsewhereSections elsewhere={elsewhere} />
          </div>
        </PortalPage>,
      ),
    );
  },
});

function leadOf(place: string, total: number, other: boolean): string {
  const count = `${place}有 ${total.toLocaleString("en-US")} 项`;
  return other ? `${count}。没有写明主题的事项也在这里。` : `${count}，点名称看怎么办。`;
}
