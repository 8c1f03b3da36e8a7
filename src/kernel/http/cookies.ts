/**
 * Cookies (RFC 6265bis), as little as the hall needs: our own names and values are tokens, so nothing is percent-encoded.
 */

/**
 * The value of a cookie.
 *
 * @returns the first value under exactly this name (a browser sends the one with the longest path first); `undefined` when absent.
 */
export function readCookie(header: string | undefined, name: string): string | undefined {
  if (!header) return undefined;
  for (const pair of header.split(";")) {
    const at = pair.indexOf("=");
    if (at < 0 || pair.slice(0, at).trim() !== name) continue;
    const value = pair.slice(at + 1).trim();
    return value.startsWith('"') && value.endsWith('"') && value.length > 1 ? value.slice(1, -1) : value;
  }
  return undefined;
}

/** What may be said about a cookie. `maxAgeSeconds` absent = until the browser closes; 0 = forget it now. */
export interface CookieOptions {
  readonly secure: boolean;
  readonly maxAgeSeconds?: number;
  /** Default true: script never sees it. */
  readonly httpOnly?: boolean;
}

/**
 * One `Set-Cookie` value, always `Path=/; SameSite=Lax` and without `Domain`, so that only this very host sends it back.
 *
 * @throws RangeError when name or value is not a cookie token: such a cookie would be cut or would smuggle attributes.
 */
export function writeCookie(name: string, value: string, options: CookieOptions): string {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) throw new RangeError("not a cookie name");
  if (!/^[!#$%&'()*+./:<=>?@[\]^_`{|}~0-9A-Za-z-]*$/.test(value)) throw new RangeError("not a cookie value");
  const parts = [`${name}=${value}`, "Path=/", "SameSite=Lax"];
  if (options.httpOnly !== false) parts.push("HttpOnly");
  if (options.secure) parts.push("Secure");
  if (options.maxAgeSeconds !== undefined) parts.push(`Max-Age=${Math.floor(options.maxAgeSeconds)}`);
  return parts.join("; ");
}

/** A cookie's full name: with https it carries `__Host-`, which browsers accept only from this host over https (RFC 6265bis 4.1.3.2). */
export function cookieName(name: string, secure: boolean): string {
  return secure ? `__Host-${name}` : name;
}
