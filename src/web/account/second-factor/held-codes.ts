import type { House } from "../../../kernel/house/index.ts";
import { cookieName, type RequestFacts, readCookie, writeCookie } from "../../../kernel/http/index.ts";

/**
 * Fresh recovery codes on their way to the page that shows them: the house keeps only digests, so they travel sealed in the officer's own
 * browser, for one session and a few minutes; a page that is loaded again by mistake still has them.
 */
const name = "wangting-recovery";
const place = "web.recovery_codes";
const seconds = 600;

interface Held {
  readonly codes: readonly string[];
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** The cookie. @param session the id of the session that may see them. */
export function holdCodes(house: House, session: string, codes: readonly string[]): string {
  const held: Held = { codes, until: house.clock.now().getTime() + seconds * 1000 };
  return write(house, house.seal.seal(JSON.stringify(held), `${place} ${session}`).toString("base64url"), seconds);
}

/** Forgets them, once they were kept. */
export function dropCodes(house: House): string {
  return write(house, "", 0);
}

/** The codes of this session; undefined when there are none, or they were shown long ago. */
export function heldCodes(
  house: House,
  { headers, session }: Pick<RequestFacts, "headers" | "session">,
): readonly string[] | undefined {
  const value = readCookie(headers.cookie, cookieName(name, house.config.secureCookies));
  if (!value || !session) return undefined;
  try {
    const opened = house.seal.open(Buffer.from(value, "base64url"), `${place} ${session.id}`);
    const held: Held = JSON.parse(opened);
    return held.until > house.clock.now().getTime() ? held.codes : undefined;
  } catch {
    return undefined;
  }
}

function write(house: House, value: string, maxAgeSeconds: number): string {
  const { secureCookies: secure } = house.config;
  return writeCookie(cookieName(name, secure), value, { secure, maxAgeSeconds });
}
