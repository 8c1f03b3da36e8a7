import { shownOf } from "../identity/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Display, PageCall } from "../kernel/http/index.ts";
import type { Hall, Halls } from "../region/index.ts";
import type { FramePerson, Hall as HallView, PageFrame } from "../ui/index.ts";
import { viewOf } from "./hall-view.ts";
import { hallsAtHand, lastHalls, ownHall } from "./halls-at-hand.ts";
import { pagesOf } from "./open-pages.ts";

/** Where a page stands and who reads it. */
export interface Place {
  asset(name: string): string;
  display: Display;
  /** Path and query of the page: the way back after a change of look. */
  address: string;
  /** `request.site`: the hall whose host was asked, "" for the general host. */
  site?: string;
  /** Code of the hall the page belongs to; absent = the hall of the site. */
  hall?: string;
  /**
   * Who reads it: the call itself. His name comes out of his session and costs no query; a visitor's page stays the same for all
   * visitors. Without it the page speaks to visitors.
   */
  reader?: HeadReader;
}

/** What a page asks of its call to know who reads it. */
export type Reader = Pick<PageCall, "request" | "csrfToken">;

/** As much of it as the head needs. */
type HeadReader = { readonly request: Pick<PageCall["request"], "session"> } & Pick<PageCall, "csrfToken">;

/** What stands around a public page: whose hall it is, how it looks, where it is, what of the site is there. */
export async function frameOf(house: House, place: Place): Promise<PageFrame> {
  return frameAmong(house, await hallsAtHand(house), place);
}

/** As `frameOf`, without the database: from the halls read last, and before the first reading without a hall. Never throws. */
export function frameAtHand(house: House, place: Place): PageFrame {
  return frameAmong(house, lastHalls(house), place);
}

function frameAmong(house: House, halls: Halls | undefined, place: Place): PageFrame {
  const person = personOf(place.reader);
  return {
    asset: place.asset,
    hall: halls ? hallAmong(house, halls, place) : unknownHall(house),
    address: place.address,
    mode: place.display.mode === "elder" ? "elder" : "standard",
    contrast: place.display.contrast,
    has: pagesOf(house),
    demo: house.config.demo,
    ...(person ? { person } : {}),
  };
}

/** Whoever is signed in. Only then a token is made: it would make a visitor's page his own. */
function personOf(reader: HeadReader | undefined): FramePerson | undefined {
  const shown = shownOf(reader?.request.session);
  if (!reader || !shown) return undefined;
  const { kind, name, actingName } = shown;
  return { kind, name, csrf: reader.csrfToken(), ...(actingName === null ? {} : { actingFor: actingName }) };
}

function hallAmong(house: House, halls: Halls, place: Place): HallView {
  const own = ownHall(house, halls, place.site ?? "");
  const hall: Hall | undefined = place.hall === undefined ? own : (halls.find(place.hall) ?? own);
  return hall ? viewOf(halls, hall, own) : unknownHall(house);
}

/** Before the halls were ever read, or in an installation whose hall the register does not have. */
function unknownHall(house: House): HallView {
  return { code: house.config.hall, title: "网上办事大厅", href: "/", path: [{ name: "首页", href: "/" }] };
}
