import { type HeldSignIn, heldMinutes, isHeld } from "../../identity/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { cookieName, type RequestFacts, readCookie, writeCookie } from "../../kernel/http/index.ts";

/** Between password and code: identity sealed it, the visitor's own browser keeps it; it is no session. */
const name = "wangting-second";

/** The cookie that remembers a sign-in whose password was right. */
export function holdSignIn(house: House, { held }: HeldSignIn): string {
  return write(house, held, heldMinutes * 60);
}

/** Forgets it, once somebody is in. */
export function dropSignIn(house: House): string {
  return write(house, "", 0);
}

/** The held sign-in of a visitor; undefined when there is none, or it is over. */
export function heldSignIn(house: House, request: Pick<RequestFacts, "headers">): string | undefined {
  const held = readCookie(request.headers.cookie, cookieName(name, house.config.secureCookies));
  return held && isHeld(house, held) ? held : undefined;
}

function write(house: House, value: string, maxAgeSeconds: number): string {
  const { secureCookies: secure } = house.config;
  return writeCookie(cookieName(name, secure), value, { secure, maxAgeSeconds });
}
