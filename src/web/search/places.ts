import type { HallPlace } from "../../catalogue/index.ts";
import { type RequestFacts, readCookie, writeCookie } from "../../kernel/http/index.ts";
import type { Hall, Halls } from "../../region/index.ts";

/** An open hall that handles a matter, with its item. */
export interface Choice {
  readonly hall: Hall;
  readonly place: HallPlace;
}

/** The halls of this installation that handle a matter, in the order of their codes. */
export function choicesOf(halls: Halls, places: readonly HallPlace[]): Choice[] {
  return places.flatMap((place) => {
    const hall = halls.find(place.hall);
    return hall?.state === "open" ? [{ hall, place }] : [];
  });
}

/** 市、县 below a province, 县区 below a city. */
export function belowWords(hall: Hall | undefined): string {
  return hall === undefined || hall.division.level === "province" ? "市、县" : "县区";
}

/** Where one chooses the hall for a matter. @param here code of the hall it is asked in, when it is not the site's own. */
export function placesHref(item: string, here: string | undefined): string {
  return here === undefined ? `/items/${item}/places` : `/items/${item}/places?hall=${here}`;
}

/** Where a hall is chosen and kept in mind. */
export function hereHref(item: string): string {
  return `/items/${item}/here`;
}

/** The hall a visitor chose last. It is no secret and says nothing about the person but where he does his errands. */
const lastHall = "wangting-hall";
const aYear = 365 * 24 * 3600;

/** Reads the hall chosen last; undefined for anything that is no open hall here. */
export function lastHallOf(request: Pick<RequestFacts, "headers">, halls: Halls): Hall | undefined {
  const hall = halls.find(readCookie(request.headers.cookie, lastHall) ?? "");
  return hall?.state === "open" ? hall : undefined;
}

/** Keeps a hall in mind for a year. */
export function keepLastHall(hall: string, secure: boolean): string {
  return writeCookie(lastHall, hall, { secure, maxAgeSeconds: aYear });
}
