import { Type } from "typebox";
import type { House } from "../kernel/house/index.ts";
import { type PageAnswer, type PageCall, page, seeOther, show } from "../kernel/http/index.ts";
import { type Hall, type Halls, hallsOf, type Resolution, requireDivision } from "../region/index.ts";
import { renderDocument } from "../ui/index.ts";
import { chooseSuccessor } from "./choose-successor.tsx";
import { frameOf, type Place } from "./frame.ts";
import { HallHome } from "./hall-home.tsx";
import { hallHref } from "./hall-view.ts";
import { hallsAtHand, ownHall } from "./halls-at-hand.ts";
import { homeFacts } from "./home-facts.ts";
import { servedElsewhere } from "./served-elsewhere.tsx";
import { sitePage } from "./site-page.tsx";
import { resolveCode, successionAt } from "./succession.tsx";

const Code = Type.String({ pattern: "^\\d{6}(\\d{3}){0,2}$", description: "大厅代码或行政区划代码" });
const from = Type.Optional(Type.String({ pattern: "^\\d{6}(\\d{3}){0,2}$", description: "从哪个旧代码来" }));
const PageNumber = Type.Optional(Type.Integer({ minimum: 1, maximum: 9999 }));

/** `/`: the home of the hall of this site. */
export const homePage = page({
  method: "GET",
  path: "/",
  role: "anyone",
  summary: "首页",
  query: Type.Object({ from }),
  cache: { tags: ["halls", "departments", "listings"] },
  async handle({ house, query, display, asset, request, csrfToken }) {
    const { site } = request;
    const halls = await hallsAtHand(house);
    const own = ownHall(house, halls, site);
    // A register without the hall of this installation: everything else can still be found from the list.
    if (!own) return seeOther("/halls");
    return await showHome(house, halls, own, own, query.from, {
      ...{ asset, display, site, address: "/" },
      reader: { request, csrfToken },
    });
  },
});

/** `/halls/:code`: the home of a hall, or the page of a station or point; a former code leads to what it is today. */
export const hallPage = page({
  method: "GET",
  path: "/halls/:code",
  role: "anyone",
  summary: "一个大厅、办事站或办事点；旧代码指到今天的地方，并说明依据",
  params: Type.Object({ code: Code }),
  query: Type.Object({ from, page: PageNumber }),
  cache: { tags: ["halls", "departments", "listings"] },
  async handle(call) {
    const { house, params, query, display, asset, request } = call;
    const halls = await hallsAtHand(house);
    const own = ownHall(house, halls, request.site);
    const place: Place = { asset, display, site: request.site, address: request.path, reader: call };
    const hall = halls.find(params.code);
    if (hall?.state === "open" && hall.code === params.code) {
      return await showHome(house, halls, hall, own, query.from, place);
    }
    const resolution = await resolveCode(house.db, params.code);
    if (!resolution) await requireDivision(house.db, params.code); // says that there is no such place
    return await leadOn({ house, halls, own, place, code: params.code, call, resolution: resolution as Resolution });
  },
});

interface Lead {
  house: House;
  halls: Halls;
  own: Hall | undefined;
  place: Place;
  code: string;
  call: Pick<PageCall, "query">;
  resolution: Resolution;
}

/** A code that is no open hall's own: a site, a former code, an ended place. */
async function leadOn(lead: Lead): Promise<PageAnswer> {
  const { house, halls, own, place, code, resolution } = lead;
  if (!resolution.live.some((one) => halls.of(one))) {
    const all = await hallsOf(house);
    const elsewhere = resolution.live.flatMap((one) => all.of(one) ?? []);
    if (elsewhere.length > 0) return await servedElsewhere(house, elsewhere, own, place);
  }
  const [only, ...others] = resolution.live;
  if (!only || others.length > 0) return await chooseSuccessor(house, halls, resolution, place);
  const hall = halls.of(only);
  const site = only.level === "town" || only.level === "village";
  const query = lead.call.query as { from?: string; page?: number };
  if (site && hall && only.code === code) return await sitePage(house, halls, { hall, division: only }, query, place);
  const to = site ? `/halls/${only.code}` : hall && hallHref(hall, own);
  if (to === undefined || to === place.address) return await chooseSuccessor(house, halls, resolution, place);
  return seeOther(`${to}?from=${code}`);
}

async function showHome(
  house: House,
  halls: Halls,
  hall: Hall,
  own: Hall | undefined,
  from: string | undefined,
  place: Place,
): Promise<PageAnswer> {
  const frame = await frameOf(house, { ...place, hall: hall.code });
  const facts = await homeFacts(house, halls, hall);
  const succession = await successionAt(house.db, halls, { hall }, from);
  return show(renderDocument(<HallHome {...{ house, frame, halls, hall, own, facts, succession }} />));
}

/** `/h/:code`: the short address that stands on posters and in messages. */
export const entryPage = page({
  method: "GET",
  path: "/h/:code",
  role: "anyone",
  summary: "大厅的短地址",
  params: Type.Object({ code: Code }),
  async handle({ params }) {
    return seeOther(`/halls/${params.code}`);
  },
});
