import { createHmac } from "node:crypto";
import rateLimit from "@fastify/rate-limit";
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import { renderToString } from "preact-render-to-string";
import type { House } from "../house/index.ts";
import { logAccess } from "./access-log.ts";
import { type Authenticator, nobody } from "./actor.ts";
import { mountRoutes } from "./api.ts";
import { type Assets, noAssets } from "./assets.ts";
import { answerBrokenConnection } from "./broken-connection.ts";
import { compileLazily } from "./compile-lazily.ts";
import type { Context } from "./context.ts";
import { cookieName } from "./cookies.ts";
import { visitCookie } from "./csrf.ts";
import { malformed } from "./failure.ts";
import { type RenderFailure, renderPlainFailure } from "./failure-page.tsx";
import { lookWho } from "./guard.ts";
import { mountHealth, type ReadyCheck } from "./health.ts";
import { sendKept } from "./kept-page.ts";
import { createMetrics, type GaugeDefinition, type Metrics } from "./metrics.ts";
import { nothingHere } from "./nothing-here.ts";
import { describeApi } from "./openapi.ts";
import { ApiPage } from "./openapi-page.tsx";
import { createPageCache, type PageCache } from "./page-cache.ts";
import { mountPages } from "./pages.ts";
import { badQuery, parseQuery } from "./query.ts";
import { tooManyRequests } from "./rate-limit.ts";
import { dress, sendFailure } from "./reply.ts";
import { requestIds } from "./request-id.ts";
import type { Page, Route } from "./route.ts";
import { type SchemaFault, schemaRefusal } from "./schema-faults.ts";
import { dataHeaders, securityHeaders } from "./security-headers.ts";
import { sessionCookie } from "./session.ts";
import { mountAssets } from "./static-files.ts";
import { limitTime } from "./time-limit.ts";

/** What a server is made of. */
export interface ServerParts {
  readonly routes?: readonly Route[];
  readonly pages?: readonly Page[];
  readonly assets?: Assets;
  readonly authenticator?: Authenticator;
  readonly renderFailure?: RenderFailure;
  /**
   * Which site a host name is (a hall with a host of its own), "" for all other names: part of the key of kept pages, and told to
   * handlers as `request.site`. Asked for every page, so it answers from memory; names come from the request, so only known ones may count.
   */
  readonly siteOf?: (host: string) => string;
  /** Where an unsigned visitor of a page is sent, with `?to=`. Default `/sign-in`. */
  readonly signInPath?: string;
  readonly readyChecks?: readonly ReadyCheck[];
  readonly gauges?: readonly GaugeDefinition[];
  /** For the API document. */
  readonly version?: string;
  /** How often one address may knock per minute in this process; many people may sit behind one address. Default 3000. 0 = no limit (benches). */
  readonly perMinute?: number;
  /** Bytes of the page cache. */
  readonly cacheBytes?: number;
  /** Other limits of a connection, for tests. */
  readonly connection?: Partial<typeof connectionLimits>;
  /** Writes one line per request; default true. */
  readonly accessLog?: boolean;
}

/** A server that can be asked (`app.inject`) or put on a port (`serve`). */
export interface HallServer {
  readonly app: FastifyInstance;
  readonly cache: PageCache;
  readonly metrics: Metrics;
  /** From now on `/readyz` says 503 and every answer asks its connection to close. */
  drain(): void;
}

const apiPrefix = "/api";

/** Limits of one connection (slow-loris and the like); milliseconds and bytes. */
export const connectionLimits = {
  /** Nothing at all on a connection for so long: closed. */
  idleMs: 60_000,
  /** Head of a request. */
  headMs: 10_000,
  /** A whole request, head and body: 20 MB of a form without script over a village line (0.6 Mbit/s). Other bodies end with their handler's time. */
  requestMs: 300_000,
  /** Between two requests; longer than the 60 s of usual proxies, so that they close first. */
  keepAliveMs: 65_000,
  headBytes: 16 * 1024,
  bodyBytes: 1024 * 1024,
  /** How often waiting connections are looked at. */
  checkMs: 5_000,
};

/** Builds the server. It listens nowhere yet. */
export async function createServer(house: House, parts: ServerParts = {}): Promise<HallServer> {
  const context = contextOf(house, parts);
  const app = bareServer(context, { ...connectionLimits, ...parts.connection });
  watchRequests(context, app, parts.accessLog ?? true);
  limitTime(app);
  const perMinute = parts.perMinute ?? 3000;
  if (perMinute > 0) {
    await app.register(rateLimit, { global: true, max: perMinute, timeWindow: 60_000, errorResponseBuilder: tooMany });
  }
  app.setErrorHandler((error, request, reply) => sendFailure(context, error, request, reply));
  app.setNotFoundHandler(
    perMinute > 0 ? { preHandler: app.rateLimit() } : {},
    nothingHere((request) => lookWho(context, request), parts.pages ?? [], parts.routes ?? [], apiPrefix),
  );
  mountHealth(context, app, parts.readyChecks ?? []);
  mountAssets(context, app);
  await app.register(async (pages) => mountPages(context, pages, parts.pages ?? []));
  await app.register(
    async (api) => {
      mountRoutes(context, api, parts.routes ?? []);
      mountDocument(context, api, parts);
    },
    { prefix: apiPrefix },
  );
  const unfollow = house.pages.follow((tags) => context.cache.invalidate(tags));
  app.addHook("onClose", async () => unfollow());
  await app.ready();
  return {
    app,
    cache: context.cache,
    metrics: context.metrics,
    drain() {
      context.draining = true;
    },
  };
}

function contextOf(house: House, parts: ServerParts): Context {
  const { secureCookies: secure } = house.config;
  const headers = securityHeaders({ https: secure });
  return {
    house,
    // One secret, one key per use: what leaks from one use helps with no other.
    key: createHmac("sha256", house.secret).update("http/forms").digest(),
    authenticator: parts.authenticator ?? nobody,
    assets: parts.assets ?? noAssets,
    cache: createPageCache(parts.cacheBytes === undefined ? {} : { maxBytes: parts.cacheBytes }),
    metrics: createMetrics(parts.gauges),
    renderFailure: parts.renderFailure ?? renderPlainFailure,
    signInPath: parts.signInPath ?? "/sign-in",
    siteOf: parts.siteOf ?? (() => ""),
    apiPrefix,
    headers,
    dataHeaders: dataHeaders(headers),
    sessionCookieName: cookieName(sessionCookie, secure),
    visitCookieName: cookieName(visitCookie, secure),
    draining: false,
  };
}

function bareServer(context: Context, limits: typeof connectionLimits): FastifyInstance {
  const { log, config, clock } = context.house;
  return Fastify({
    loggerInstance: log as FastifyBaseLogger,
    // One logger for all requests: a child per request costs more than a kept page; our own lines carry the number.
    childLoggerFactory: (logger) => logger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.trustProxy,
    genReqId: requestIds(clock),
    requestIdHeader: false,
    bodyLimit: limits.bodyBytes,
    connectionTimeout: limits.idleMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keepAliveMs,
    http: {
      maxHeaderSize: limits.headBytes,
      headersTimeout: limits.headMs,
      connectionsCheckingInterval: limits.checkMs,
    },
    forceCloseConnections: "idle",
    // What comes in while we drain is still answered; its connection is asked to close.
    return503OnClosing: false,
    exposeHeadRoutes: true,
    routerOptions: { querystringParser: parseQuery, maxParamLength: 200 },
    ajv: {
      onCreate: compileLazily as (ajv: unknown) => void,
      customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: true, allErrors: true, verbose: true },
    },
    schemaErrorFormatter: (faults, part) => schemaRefusal(faults as readonly SchemaFault[], part),
    frameworkErrors: (error, request, reply) => void sendFailure(context, error, request, reply),
    clientErrorHandler: answerBrokenConnection,
  }) as unknown as FastifyInstance;
}

/** First comes what must be quick, then what every answer carries; at the end what was answered is counted and written down. */
function watchRequests(context: Context, app: FastifyInstance, accessLog: boolean): void {
  app.addHook("onRequest", (request, reply, next) => {
    const { page } = request.routeOptions.config;
    if (page?.cache && sendKept(context, page, request, reply)) return;
    dress(context, request, reply);
    if (request.query === badQuery || request.url.includes("%00")) return next(malformed("网址的写法不对"));
    next();
  });
  app.addHook("onSend", (_request, reply, _payload, next) => {
    // Asked when the answer leaves, not when the request came: it may have waited through the beginning of the end.
    if (context.draining) reply.header("connection", "close");
    next();
  });
  app.addHook("onResponse", (request, reply, next) => {
    const route = request.routeOptions.url ?? "none";
    context.metrics.observe(request.method, route, reply.raw.statusCode, reply.elapsedTime / 1000);
    if (accessLog && request.routeOptions.logLevel !== "silent") logAccess(context, request, reply);
    next();
  });
}

function tooMany(_request: unknown, limit: { ttl: number }): Error {
  return tooManyRequests(Math.max(1, Math.ceil(limit.ttl / 1000)));
}

function mountDocument(context: Context, app: FastifyInstance, parts: ServerParts): void {
  const document = describeApi(parts.routes ?? [], {
    title: "网厅接口文档",
    version: parts.version ?? "0",
    basePath: apiPrefix,
  });
  const text = JSON.stringify(document);
  const stylesheet = context.assets.has("hall.css") ? context.assets.url("hall.css") : undefined;
  const html = `<!doctype html>${renderToString(ApiPage({ document, stylesheet }))}`;
  app.get("/openapi.json", async (_request, reply) =>
    reply.type("application/json; charset=utf-8").header("cache-control", "no-cache").send(text),
  );
  app.get("/", async (_request, reply) =>
    reply.headers(context.headers).type("text/html; charset=utf-8").header("cache-control", "no-cache").send(html),
  );
}
