import type { FastifyRequest } from "fastify";
import type { RequestFacts } from "./call.ts";
import { type Context, visitorOf } from "./context.ts";
import type { Page, Route } from "./route.ts";

/** The request as handlers may see it. */
export function factsOf(context: Context, request: FastifyRequest): RequestFacts {
  const [path = "/"] = request.url.split("?", 1);
  return {
    id: request.id,
    method: request.method,
    path,
    site: context.siteOf(request.host),
    address: request.ip,
    device: (request.headers["user-agent"] ?? "").slice(0, 200),
    session: visitorOf(request).session,
    headers: request.headers,
  };
}

/** How often one address may knock at such a door, per process and minute; the usual limit is the server's. */
const perMinute = { strict: 30, typing: 600 } as const;

/** The part of Fastify's route configuration that limits how often one address may knock. */
export function limitOf(door: Page | Route): { rateLimit?: { max: number; timeWindow: number } } {
  if (door.rate === undefined || door.rate === "usual") return {};
  return { rateLimit: { max: perMinute[door.rate], timeWindow: 60_000 } };
}

/** A handler that has not answered by then: 503. Kept pages go without: a timer per request costs them more than it helps. */
export const handlerMs = 30_000;

/** The same for a door that takes files: as long as a whole request may take (`connectionLimits.requestMs`), and a little. */
export const uploadMs = 305_000;
