import { Type } from "typebox";
import { findItem, placesOf, reachOf } from "../../catalogue/index.ts";
import { isHallCode } from "../../kernel/codes/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import { page, seeOther, show } from "../../kernel/http/index.ts";
import { isId } from "../../kernel/ids/index.ts";
import { renderDocument } from "../../ui/index.ts";
import { frameOf } from "../frame.ts";
import { hallsAtHand, ownHall } from "../halls-at-hand.ts";
import { choicesOf, keepLastHall, lastHallOf, placesHref } from "./places.ts";
import { PlacesView } from "./places-view.tsx";

const ItemParams = Type.Object({ item: Type.String({ maxLength: 60 }) });

/** `/items/:item/places`: in which of the halls below a matter is handled. Asked where there is no choice, it leads on. */
export const placesPage = page({
  method: "GET",
  path: "/items/:item/places",
  role: "anyone",
  summary: "一件事在哪些下级大厅办理，选一个",
  params: ItemParams,
  query: Type.Object({ hall: Type.Optional(Type.String()) }),
  async handle({ house, params, query, display, asset, request, csrfToken }) {
    const halls = await hallsAtHand(house);
    const own = ownHall(house, halls, request.site);
    const wanted = query.hall === undefined ? undefined : halls.find(query.hall);
    const hall = wanted?.state === "open" ? wanted : own;
    if (!hall || !isHallCode(hall.code) || !isId(params.item)) throw noItem();
    const found = await placesOf(house.db, params.item, reachOf(hall.code));
    if (!found) throw noItem();
    const choices = choicesOf(halls, found.places);
    const [only] = choices;
    if (!only) return seeOther(`/items/${params.item}`);
    if (choices.length === 1) return seeOther(`/items/${only.place.itemId}`);
    const kept = hall.code === own?.code ? undefined : hall.code;
    const address = placesHref(params.item, kept);
    const frame = await frameOf(house, {
      ...{ asset, display, site: request.site, address, hall: hall.code },
      reader: { request, csrfToken },
    });
    const last = lastHallOf(request, halls);
    return show(renderDocument(<PlacesView {...{ halls, hall, last, frame, choices, name: found.name }} />));
  },
});

/** `/items/:item/here`: to the guide of a hall's item, keeping that hall in mind for the next search. */
export const herePage = page({
  method: "GET",
  path: "/items/:item/here",
  role: "anyone",
  summary: "选定办理的大厅，记住它，转到办事指南",
  params: ItemParams,
  async handle({ house, params }) {
    const item = isId(params.item) ? await findItem(house.db, params.item) : undefined;
    if (!item) throw noItem();
    const halls = await hallsAtHand(house);
    const hall = halls.find(item.division.slice(0, 6)) ?? halls.find(item.hall);
    const { secureCookies } = house.config;
    return seeOther(`/items/${item.id}`, hall ? { cookies: [keepLastHall(hall.code, secureCookies)] } : {});
  },
});

function noItem(): HallError {
  return new HallError("not-found", "catalogue/no-item", "没有这个事项");
}
