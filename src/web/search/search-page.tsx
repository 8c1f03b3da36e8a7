import { below, findItems, type Item, noteMiss, type SearchResult, search } from "../../catalogue/index.ts";
import { type HallCode, isHallCode } from "../../kernel/codes/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { page, show } from "../../kernel/http/index.ts";
import { parseId } from "../../kernel/ids/index.ts";
import { renderDocument } from "../../ui/index.ts";
import { frameOf } from "../frame.ts";
import { hallsAtHand, ownHall } from "../halls-at-hand.ts";
import { type Asked, readAsk, SearchQuery, searchHref } from "./ask.ts";
import { lastHallOf } from "./places.ts";
import { SearchView } from "./search-view.tsx";

const perPage = 10;

/**
 * `/search`: items by what a person types. Not kept ready: phrases are without number, and strangers could push the guides
 * out of the page cache with them; a search itself is bounded.
 */
export const searchPage = page({
  method: "GET",
  path: "/search",
  role: "anyone",
  summary: "搜事项：名称、别名、日常说法、拼音、编码；可按大厅、对象、部门、主题、网办深度筛选",
  query: SearchQuery,
  async handle({ house, query, display, asset, request, csrfToken }) {
    const asked = readAsk(query);
    const halls = await hallsAtHand(house);
    const own = ownHall(house, halls, request.site);
    const wanted = query.hall === undefined ? undefined : halls.find(query.hall);
    const hall = wanted?.state === "open" ? wanted : own;
    const kept = hall && hall.code !== own?.code ? hall.code : undefined;
    const address = searchHref(asked, kept, asked.page > 1 ? { page: `${asked.page}` } : {});
    const frame = await frameOf(house, {
      asset,
      display,
      site: request.site,
      address,
      reader: { request, csrfToken },
      ...(hall ? { hall: hall.code } : {}),
    });
    const result = await find(house, hall?.code ?? house.config.hall, asked);
    const isInVain = result.missed || result.isVague || result.lacking !== undefined;
    const noted = isInVain && (await note(house, hall?.code ?? house.config.hall, asked.words));
    const items = await itemsOf(house, result.hits);
    const last = lastHallOf(request, halls);
    const props = { house, halls, hall, last, frame, asked, result, items, noted, kept };
    return show(renderDocument(<SearchView {...props} />));
  },
});

async function find(house: House, hall: string, asked: Asked): Promise<SearchResult> {
  if (!isHallCode(hall)) throw new RangeError(`${hall} is no hall`);
  const { from, page: wanted, ...filters } = asked;
  const ask = { ...filters, from: hallOf(from), hall, pageSize: perPage };
  const found = await search(house.db, { ...ask, page: wanted });
  // Beyond the last page stands the last page.
  if (found.hits.length > 0 || found.pages === 0) return found;
  return await search(house.db, { ...ask, page: found.pages });
}

function hallOf(code: string | undefined): HallCode | typeof below | undefined {
  return code === below || (code !== undefined && isHallCode(code)) ? code : undefined;
}

/** The page must come even where nothing can be written just now. */
async function note(house: House, hall: string, words: string): Promise<boolean> {
  if (!isHallCode(hall)) return false;
  try {
    return await noteMiss(house, { hall, words });
  } catch (error) {
    house.log.warn({ err: error }, "a miss was not noted");
    return false;
  }
}

/** What search does not carry: limits, visits, what it is in plain words. */
async function itemsOf(house: House, hits: SearchResult["hits"]): Promise<ReadonlyMap<string, Item>> {
  return await findItems(
    house.db,
    hits.map(({ itemId }) => parseId(itemId)),
  );
}
