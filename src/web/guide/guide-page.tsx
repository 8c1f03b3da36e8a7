import { Type } from "typebox";
import { findItemByCode, findItemWithKin, type ItemWithKin, noteView } from "../../catalogue/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { page, seeOther, show } from "../../kernel/http/index.ts";
import { isId } from "../../kernel/ids/index.ts";
import { renderDocument } from "../../ui/index.ts";
import { frameOf } from "../frame.ts";
import { hallsAtHand } from "../halls-at-hand.ts";
import { EndedView } from "./ended-view.tsx";
import { GuideView } from "./guide-view.tsx";
import { loadGuide, loadSuccession } from "./load-guide.ts";
import { MissingView } from "./missing-view.tsx";
import { elsewhereOf } from "./places.ts";

const Loose = Type.Optional(Type.String());

/**
 * `/items/:item`: the guide of the version in use. `?hall=` says in which hall the visitor stands; where that hall has an
 * item of its own for the same matter, it leads there. `?when=` are the situations ticked. An item's code leads to its page.
 *
 * Kept for 60 s and until its tags are invalidated (`item:<id>`, `items`, `halls`).
 */
export const guidePage = page({
  method: "GET",
  path: "/items/:item",
  role: "anyone",
  summary: "办事指南：条件、材料、步骤、时限、费用、依据、结果、地点、常见问题；已取消的指到承接事项",
  params: Type.Object({ item: Type.String({ minLength: 1, maxLength: 60 }) }),
  query: Type.Object({ hall: Loose, when: Type.Optional(Type.Array(Type.String(), { maxItems: 40 })) }),
  cache: { tags: ["items", "halls"], seconds: 60 },
  async handle({ house, params, query, display, asset, request, csrfToken }) {
    const halls = await hallsAtHand(house);
    const asked = query.hall === undefined ? undefined : halls.find(query.hall);
    const here = asked?.state === "open" ? asked : undefined;
    const place = { asset, display, site: request.site, address: request.path, reader: { request, csrfToken } };
    const found = await itemOf(house, params.item);
    const item = found?.item;
    if (!item || (item.state !== "cancelled" && item.version === 0)) {
      const frame = await frameOf(house, { ...place, ...(here ? { hall: here.code } : {}) });
      return show(renderDocument(<MissingView frame={frame} />), { status: 404 });
    }
    if (item.id !== params.item) return seeOther(`/items/${item.id}`);
    const others = elsewhereOf(halls, found.kin);
    const own = here && here.code !== item.hall ? others.find(({ hall }) => hall.code === here.code) : undefined;
    if (own && item.state !== "cancelled") return seeOther(`/items/${own.item.id}`);

    // A county's visitor reads the city's item in his own hall; a strange hall has nothing to do with it.
    const home = halls.find(item.hall);
    const isAbove =
      here !== undefined && home !== undefined && halls.above(here).some(({ code }) => code === home.code);
    const hall = isAbove ? here : (home ?? here);
    const frame = await frameOf(house, { ...place, ...(hall ? { hall: hall.code } : {}) });
    if (item.state === "cancelled") {
      const succession = await loadSuccession(house, item);
      return show(renderDocument(<EndedView frame={frame} item={item} succession={succession} />), { status: 410 });
    }
    noteView(house, item);
    const guide = await loadGuide(house, found, query.when ?? []);
    const view = <GuideView house={house} frame={frame} guide={guide} home={home} others={others} />;
    return show(renderDocument(view), { tags: [`item:${item.id}`] });
  },
});

/** The item of an id or of a code; undefined for anything else. */
async function itemOf(house: House, text: string): Promise<ItemWithKin | undefined> {
  const lower = text.toLowerCase();
  if (isId(lower)) return await findItemWithKin(house.db, lower);
  const item = /^[\w-]{6,50}$/.test(text) ? await findItemByCode(house.db, text) : undefined;
  return item && { item, kin: [], basis: [] };
}
