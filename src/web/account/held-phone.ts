import type { CodePurpose } from "../../identity/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { cookieName, type RequestFacts, readCookie, writeCookie } from "../../kernel/http/index.ts";

/** Between the two steps of a code: to which phone it was sent. It is sealed in the visitor's own browser; nothing is kept here. */
export interface HeldPhone {
  readonly phone: string;
  readonly purpose: CodePurpose;
}

const name = "wangting-phone";
const place = "web.held_phone";
/** Longer than a code lives, so that a late one is told so. */
const seconds = 1_800;

/** The cookie that remembers the phone. */
export function holdPhone(house: House, held: HeldPhone): string {
  const { phone, purpose } = held;
  return write(house, house.seal.seal(JSON.stringify({ phone, purpose }), place).toString("base64url"), seconds);
}

/** Forgets it, once the code was used. */
export function dropPhone(house: House): string {
  return write(house, "", 0);
}

function write(house: House, value: string, maxAgeSeconds: number): string {
  const { secureCookies: secure } = house.config;
  return writeCookie(cookieName(name, secure), value, { secure, maxAgeSeconds });
}

/** The phone a code was sent to for this purpose; undefined when there is none, or the cookie is not ours. */
export function heldPhone(
  house: House,
  request: Pick<RequestFacts, "headers">,
  purpose: CodePurpose,
): string | undefined {
  const value = readCookie(request.headers.cookie, cookieName(name, house.config.secureCookies));
  if (!value) return undefined;
  try {
    const held: Partial<HeldPhone> = JSON.parse(house.seal.open(Buffer.from(value, "base64url"), place));
    return held.purpose === purpose ? held.phone : undefined;
  } catch {
    return undefined;
  }
}
