import type { FastifyReply, FastifyRequest } from "fastify";
import type { Context } from "./context.ts";
import { readCookie } from "./cookies.ts";
import { displayName, readDisplay } from "./display.ts";
import { pickEncoding } from "./encoding.ts";
import { isMatch } from "./etag.ts";
import { bodyFor } from "./page-cache.ts";
import { badQuery } from "./query.ts";
import type { Page } from "./route.ts";

/**
 * The key a page is kept under: its pattern, its parameters, of its query what its schema names (sorted), and how it is displayed, and the
 * site when the host is one of its own. Other hosts, unknown query parameters and the way an address is written make no difference.
 *
 * @returns `undefined` when this request gets no kept page: it has a session or credentials, or is malformed.
 */
export function keyOf(context: Context, page: Page, request: FastifyRequest): string | undefined {
  if (!page.cache || request.headers.authorization !== undefined || request.query === badQuery) return undefined;
  const cookies = request.headers.cookie;
  if (readCookie(cookies, context.sessionCookieName) !== undefined) return undefined;
  const parts = [page.path, context.siteOf(request.host), displayName(readDisplay(cookies))];
  for (const value of Object.values(request.params as Record<string, string>)) parts.push(encodeURIComponent(value));
  if (request.url.includes("?")) parts.push(queryPart(page, request.query as Record<string, string | string[]>));
  return parts.join(" ");
}

function queryPart(page: Page, query: Record<string, string | string[]>): string {
  const known = Object.keys(page.query?.properties ?? {}).sort();
  return known
    .filter((name) => query[name] !== undefined && query[name] !== "")
    .map((name) => `${name}=${[query[name] ?? ""].flat().map(encodeURIComponent).join(",")}`)
    .join("&");
}

/**
 * Answers with a kept page, if there is one, past everything that costs time: no hooks, no session, no schema.
 *
 * @returns whether it answered.
 */
export function sendKept(context: Context, page: Page, request: FastifyRequest, reply: FastifyReply): boolean {
  const key = keyOf(context, page, request);
  const kept = key === undefined ? undefined : context.cache.find(key);
  if (!kept) return false;
  context.metrics.countPage("hit");
  const headers = kept.headers.concat("x-request-id", request.id);
  if (context.draining) headers.push("connection", "close");
  reply.hijack();
  if (isMatch(request.headers["if-none-match"], kept.etag)) {
    reply.raw.writeHead(304, headers).end();
    return true;
  }
  const { encoding, body } = bodyFor(kept, pickEncoding(request.headers["accept-encoding"]));
  if (encoding !== "identity") headers.push("content-encoding", encoding);
  headers.push("content-length", String(body.length));
  reply.raw.writeHead(200, headers).end(body);
  return true;
}
