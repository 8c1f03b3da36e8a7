import type { FastifyRequest } from "fastify";
import type { House } from "../house/index.ts";
import type { Actor, Authenticator } from "./actor.ts";
import type { Assets } from "./assets.ts";
import type { RenderFailure } from "./failure-page.tsx";
import type { Metrics } from "./metrics.ts";
import type { PageCache } from "./page-cache.ts";
import type { Page } from "./route.ts";
import type { Session } from "./session.ts";

/** What the parts of one server share. */
export interface Context {
  readonly house: House;
  /** Signs visit cookies and form tokens. */
  readonly key: Buffer;
  readonly authenticator: Authenticator;
  readonly assets: Assets;
  readonly cache: PageCache;
  readonly metrics: Metrics;
  readonly renderFailure: RenderFailure;
  readonly signInPath: string;
  /** Which site a host name is; "" for all that have none of their own. */
  readonly siteOf: (host: string) => string;
  /** Under this path everything is JSON. */
  readonly apiPrefix: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The same for what stands under `apiPrefix`. */
  readonly dataHeaders: Readonly<Record<string, string>>;
  readonly sessionCookieName: string;
  readonly visitCookieName: string;
  /** Set when the server is going down: answers ask the client to close its connection. */
  draining: boolean;
}

/** Who stands at the door; found out once per request, before its body is read. */
export interface Visitor {
  readonly actor: Actor;
  readonly session: Session | undefined;
  /** The id of the visit cookie, when it is ours. */
  readonly visit: string | undefined;
  /** At a page that keeps late forms: the session that ended by itself, and whether the browser says it stands on a page of ours. */
  readonly late?: { readonly ended: Session | undefined; readonly isOurs: boolean };
}

declare module "fastify" {
  interface FastifyContextConfig {
    /** The page behind the route, for the page cache. */
    page?: Page;
  }
}

const visitors = new WeakMap<FastifyRequest, Visitor>();

/** Notes who stands at the door. */
export function rememberVisitor(request: FastifyRequest, visitor: Visitor): void {
  visitors.set(request, visitor);
}

/** Who stands at the door, as far as that was found out. */
export function knownVisitor(request: FastifyRequest): Visitor | undefined {
  return visitors.get(request);
}

/** Who stands at the door. @throws Error when the guard has not run: a defect of this room. */
export function visitorOf(request: FastifyRequest): Visitor {
  const visitor = visitors.get(request);
  if (!visitor) throw new Error("the guard has not run for this request");
  return visitor;
}
