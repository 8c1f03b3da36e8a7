import type { FastifyReply, FastifyRequest } from "fastify";
import { etagOf, isMatch } from "./etag.ts";

/** How long an answer may be used without asking again; 0 = ask each time, and get 304 while it is the same. */
export interface Freshness {
  readonly seconds: number;
}

/** Whether the one who asks has this very answer already (`If-None-Match`), by the ETag the answer carries. */
export function isKnown(request: FastifyRequest, reply: FastifyReply): boolean {
  if (request.method !== "GET" && request.method !== "HEAD") return false;
  const etag = reply.getHeader("etag");
  return reply.statusCode === 200 && typeof etag === "string" && isMatch(request.headers["if-none-match"], etag);
}

/** What `Cache-Control` says: what has no ETag is kept by nobody. */
export function keepingOf(door: { readonly fresh?: Freshness }, reply: FastifyReply): string {
  if (reply.statusCode !== 200) return "no-store";
  if (door.fresh && door.fresh.seconds > 0) return `public, max-age=${door.fresh.seconds}`;
  return door.fresh || reply.hasHeader("etag") ? "no-cache" : "no-store";
}

/** Gives an answer that has none the ETag of its body, and sends 304 to who knows it. */
export async function markFresh(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
  if (reply.statusCode !== 200 || typeof payload !== "string") return payload;
  if (!reply.hasHeader("etag")) reply.header("etag", etagOf(Buffer.from(payload)));
  if (!isKnown(request, reply)) return payload;
  reply.code(304).removeHeader("content-type");
  return null;
}
