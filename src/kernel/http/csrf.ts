import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { HallError } from "../errors/index.ts";

/**
 * Tokens against forged form posts (CSRF). A token is `nonce.mac` with mac = HMAC-SHA256(key, binding + nonce): it proves that the form
 * came from a page of ours shown to the same session, or before sign-in to the same visit cookie. The nonce makes each page's token
 * different, so that compression leaks nothing about it (BREACH).
 */

const tokenShape = /^[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}$/;

/** The name of the hidden input that carries the token. */
export const csrfField = "_csrf";

/** The cookie of a visitor who has no session and got a form. */
export const visitCookie = "wangting-visit";

/** Makes a token. @param binding what it is bound to: `session:<hash>` or `visit:<id>`. */
export function makeCsrfToken(key: Buffer, binding: string, nonce: Buffer = randomBytes(16)): string {
  const text = nonce.toString("base64url");
  return `${text}.${mac(key, "csrf", binding, text)}`;
}

/** Whether the token was made by this hall for this binding. */
export function isCsrfToken(key: Buffer, binding: string, token: unknown): boolean {
  if (typeof token !== "string" || !tokenShape.test(token)) return false;
  const [nonce = "", given = ""] = token.split(".");
  return same(given, mac(key, "csrf", binding, nonce));
}

/** A new visit cookie's value: a random id and our signature under it, so that nobody can plant an id of their own making. */
export function openVisit(key: Buffer, id: Buffer = randomBytes(16)): string {
  const text = id.toString("base64url");
  return `${text}.${mac(key, "visit", "", text)}`;
}

/** The id in a visit cookie; `undefined` when the signature is not ours. */
export function readVisit(key: Buffer, cookie: string | undefined): string | undefined {
  if (!cookie || !tokenShape.test(cookie)) return undefined;
  const [id = "", given = ""] = cookie.split(".");
  return same(given, mac(key, "visit", "", id)) ? id : undefined;
}

function mac(key: Buffer, use: string, binding: string, nonce: string): string {
  return createHmac("sha256", key).update(`${use}\n${binding}\n${nonce}`).digest("base64url");
}

function same(one: string, other: string): boolean {
  const left = Buffer.from(one);
  const right = Buffer.from(other);
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Where a request says it comes from. */
export interface Origin {
  /** The `Sec-Fetch-Site` header. */
  readonly site: string | undefined;
  /** The `Origin` header. */
  readonly origin: string | undefined;
  /** The `Host` (or, behind a trusted proxy, `X-Forwarded-Host`) the request was sent to. */
  readonly host: string;
}

/**
 * Judges where an unsafe request comes from.
 *
 * @param publicUrl the hall's own address.
 * @returns `ours`, `foreign`, or `unsaid` for browsers too old to tell (then the token alone decides).
 */
export function judgeOrigin(from: Origin, publicUrl: string): "ours" | "foreign" | "unsaid" {
  if (from.site !== undefined && from.site !== "same-origin" && from.site !== "none") return "foreign";
  if (from.origin !== undefined) return isOurs(from.origin, from.host, publicUrl) ? "ours" : "foreign";
  return from.site === undefined ? "unsaid" : "ours";
}

function isOurs(origin: string, host: string, publicUrl: string): boolean {
  if (!URL.canParse(origin)) return false;
  const given = new URL(origin);
  const own = new URL(publicUrl);
  // A hall is also reached by its address in the local network; over https only https counts as ours.
  const sameHost = given.host === host.toLowerCase() && (given.protocol === own.protocol || own.protocol === "http:");
  return given.origin === own.origin || sameHost;
}

/** The refusal of a request that did not come from a page of ours. */
export function forged(): HallError {
  return new HallError("forbidden", "kernel/form-expired", "这个页面已经过期，或者不是从本网站打开的");
}
