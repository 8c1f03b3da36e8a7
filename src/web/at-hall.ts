import { Type } from "typebox";
import type { ItemPlace } from "../catalogue/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { PageCall } from "../kernel/http/index.ts";
import type { Hall, Halls } from "../region/index.ts";
import type { ColumnKey, PageFrame } from "../ui/index.ts";
import { frameOf } from "./frame.ts";
import { type HallItems, hallItems } from "./hall-items.ts";
import { hallsAtHand, ownHall } from "./halls-at-hand.ts";

/** The part of a query that says in whose hall a page is read; any text is taken, an unknown hall is that of the site. */
export const hallQuery = { hall: Type.Optional(Type.String()) };

/** A page number as it stands in an address. */
export const pageQuery = { page: Type.Optional(Type.Integer({ minimum: 1, maximum: 9999 })) };

/** A page that every hall has, as one hall's visitors read it. */
export interface AtHall {
  readonly house: House;
  readonly halls: Halls;
  /** The hall whose home is `/`. */
  readonly own: Hall;
  readonly hall: Hall;
  readonly frame: PageFrame;
  readonly items: HallItems;
  /** Where the items that this hall lists as its own are implemented. */
  readonly places: readonly ItemPlace[];
  /** An address of this site, read in the same hall. */
  href(path: string, query?: Readonly<Record<string, string | undefined>>): string;
}

type Call = Pick<PageCall, "house" | "asset" | "display" | "request" | "csrfToken"> & {
  readonly query: { hall?: string | undefined };
};

/**
 * Reads in whose hall a page is asked for.
 *
 * @param further what else of the query belongs to the page's address.
 * @returns undefined where the register has no hall of this installation.
 */
export async function atHall(
  call: Call,
  column: ColumnKey,
  further: Readonly<Record<string, string | undefined>> = {},
): Promise<AtHall | undefined> {
  const { house, asset, display, request } = call;
  const halls = await hallsAtHand(house);
  const own = ownHall(house, halls, request.site);
  if (!own) return undefined;
  const wanted = call.query.hall === undefined ? undefined : halls.find(call.query.hall);
  const hall = wanted?.state === "open" ? wanted : own;
  const href = hrefIn(hall, own);
  const [path = "/"] = request.path.split("?", 1);
  const place = { asset, display, site: request.site, address: href(path, further), hall: hall.code, reader: call };
  const frame = { ...(await frameOf(house, place)), column };
  const items = await hallItems(house, halls);
  return { house, halls, own, hall, frame, items, places: items.placesOf(hall), href };
}

/** Addresses as the visitors of a hall use them: the hall whose home is `/` needs no word of its own. */
export function hrefIn(hall: Pick<Hall, "code">, own: Pick<Hall, "code"> | undefined): AtHall["href"] {
  return (path, query = {}) => {
    const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
    if (hall.code !== own?.code) given.unshift(["hall", hall.code]);
    const text = new URLSearchParams(given).toString();
    return text === "" ? path : `${path}?${text}`;
  };
}
