import { Type } from "typebox";
import { HallError } from "../kernel/errors/index.ts";
import { page, show } from "../kernel/http/index.ts";
import { PageHead, PortalPage, renderDocument, SearchBox } from "../ui/index.ts";
import { frameOf } from "./frame.ts";
import { AllHalls } from "./hall-list-all.tsx";
import { foundPlaces, type ListedPlaces, PlaceList, placesUnder } from "./hall-list-places.tsx";
import { hallsAtHand, ownHall } from "./halls-at-hand.ts";

const Level = Type.Union([Type.Literal("city"), Type.Literal("county"), Type.Literal("town"), Type.Literal("village")]);

/** `/halls`: all halls by level; by name with `q`; the places of a level under a hall with `level` and `in`. */
export const hallListPage = page({
  method: "GET",
  path: "/halls",
  role: "anyone",
  summary: "全部大厅、办事站和办事点",
  query: Type.Object({
    q: Type.Optional(Type.String({ maxLength: 50 })),
    level: Type.Optional(Level),
    in: Type.Optional(Type.String({ pattern: "^\\d{6}$" })),
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: 9999 })),
  }),
  cache: { tags: ["halls"] },
  async handle({ house, query, display, asset, request, csrfToken }) {
    const { site } = request;
    const halls = await hallsAtHand(house);
    const own = ownHall(house, halls, site);
    const words = query.q?.trim() ?? "";
    const found = query.in === undefined ? own : halls.find(query.in);
    if (query.in !== undefined && found?.state !== "open") {
      throw new HallError("not-found", "web/no-hall", "没有这个大厅", { code: query.in });
    }
    const frame = await frameOf(house, {
      asset,
      display,
      site,
      address: addressOf(query),
      reader: { request, csrfToken },
      ...(query.in === undefined || !found ? {} : { hall: found.code }),
    });
    let list: ListedPlaces | undefined;
    if (words !== "") list = await foundPlaces(house, halls, own, words, query.page ?? 1);
    else if (query.level && found) list = await placesUnder(house, halls, own, found, query.level, query.page ?? 1);
    const title = list?.title ?? "全部大厅";
    return show(
      renderDocument(
        <PortalPage
          frame={frame}
          title={title}
          description="省、市、县网上办事大厅和镇街、村社区办事站点。"
          crumbs={[{ href: frame.hall.href, title: "首页" }, ...(list ? [{ href: "/halls", title: "全部大厅" }] : [])]}
          noindex={list !== undefined}
        >
          <PageHead title={title} lead={list?.lead ?? "选择您所在的市、县区，进入那里的大厅。"} />
          <div class="stack-l">
            <div class="measure" data-island={list ? undefined : "hall-filter"}>
              <SearchBox
                id="hall-q"
                label="输入地名找大厅"
                labelShown
                action="/halls"
                value={words}
                placeholder="例如：潮安区、磷溪镇"
                button="查找"
                buttonLook="words"
                landmark={false}
              />
            </div>
            {list ? <PlaceList list={list} /> : <AllHalls halls={halls} own={own} />}
          </div>
        </PortalPage>,
      ),
    );
  },
});

function addressOf(query: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text === "" ? "/halls" : `/halls?${text}`;
}
