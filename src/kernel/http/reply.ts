import type { FastifyReply, FastifyRequest } from "fastify";
import type { AnswerExtras } from "./answer.ts";
import { type Context, knownVisitor } from "./context.ts";
import { writeCookie } from "./cookies.ts";
import { readDisplay } from "./display.ts";
import { type Failure, failureOf } from "./failure.ts";
import { type FailureView, renderPlainFailure } from "./failure-page.tsx";
import { formToken } from "./guard.ts";

/** Puts on what every answer carries. */
export function dress(context: Context, request: FastifyRequest, reply: FastifyReply): void {
  reply.headers(request.url.startsWith(`${context.apiPrefix}/`) ? context.dataHeaders : context.headers);
  reply.header("x-request-id", request.id);
}

/** Puts on what an answer says beside its body: headers, cookies, the session. */
export function addExtras(context: Context, reply: FastifyReply, extras: AnswerExtras): void {
  if (extras.headers) reply.headers({ ...extras.headers });
  const cookies = [...(extras.cookies ?? [])];
  const { secureCookies: secure } = context.house.config;
  if (extras.session) cookies.push(writeCookie(context.sessionCookieName, extras.session.token, { secure }));
  if (extras.session === null) {
    cookies.push(writeCookie(context.sessionCookieName, "", { secure, maxAgeSeconds: 0 }));
  }
  if (cookies.length > 0) reply.header("set-cookie", cookies);
}

/**
 * The one place where anything that went wrong becomes an answer: problem+json for the API and for clients that ask for JSON,
 * a page for everybody else. A defect goes to the log with its stack and outside as nothing but its number.
 */
export async function sendFailure(
  context: Context,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const failure = failureOf(error);
  if (failure.defect) {
    const route = request.routeOptions?.url ?? "（没有路由）";
    context.house.log.error({ requestId: request.id, method: request.method, route, err: error }, "处理请求时出了差错");
  }
  // Bad addresses never reach the hooks that dress an answer.
  if (!reply.hasHeader("x-request-id")) dress(context, request, reply);
  reply.code(failure.status).header("cache-control", "no-store");
  if (failure.retryAfterSeconds) reply.header("retry-after", String(failure.retryAfterSeconds));
  if (failure.allow) reply.header("allow", failure.allow.join(", "));
  // A body that is too large, or drips so slowly that its handler's time was up, is not waited for.
  const isDripping = failure.code === "kernel/busy" && !request.raw.complete;
  if (failure.status === 413 || isDripping) reply.header("connection", "close");
  const json = wantsJson(context, request);
  if (failure.code === "kernel/sign-in-needed" && !json && isReading(request)) {
    return reply.redirect(`${context.signInPath}?to=${encodeURIComponent(request.url)}`, 303);
  }
  if (json) {
    if (failure.status === 401) reply.header("www-authenticate", "Bearer");
    return reply
      .type("application/problem+json; charset=utf-8")
      .serializer(asIs)
      .send(JSON.stringify(problemOf(failure, request)));
  }
  return reply
    .type("text/html; charset=utf-8")
    .serializer(asIs)
    .send(failurePage(context, failure, request));
}

function isReading(request: FastifyRequest): boolean {
  return request.method === "GET" || request.method === "HEAD";
}

function asIs(payload: unknown): string {
  return String(payload);
}

/** RFC 9457; `detail` is for the person in front of it, `code` and `fields` for programs. */
function problemOf(failure: Failure, request: FastifyRequest) {
  const { status, code, title, message, mend, fields } = failure;
  const type = `urn:wangting:error:${code.replace("/", ":")}`;
  return { type, title, status, detail: message, mend, code, fields, requestId: request.id };
}

function failurePage(context: Context, failure: Failure, request: FastifyRequest): string {
  const view = {
    ...failure,
    requestId: request.id,
    display: readDisplay(request.headers.cookie),
    signInPath: context.signInPath,
    stylesheet: context.assets.has("hall.css") ? context.assets.url("hall.css") : undefined,
    reader: readerOf(context, request),
  };
  try {
    return context.renderFailure(view);
  } catch (error) {
    context.house.log.error({ requestId: request.id, err: error }, "差错页面自己出了差错");
    return renderPlainFailure(view);
  }
}

function readerOf(context: Context, request: FastifyRequest): FailureView["reader"] {
  const session = knownVisitor(request)?.session;
  return session && { request: { session }, csrfToken: () => formToken(context, request).token };
}

function wantsJson(context: Context, request: FastifyRequest): boolean {
  if (request.url.startsWith(`${context.apiPrefix}/`)) return true;
  const accept = request.headers.accept ?? "";
  return accept.includes("json") && !accept.includes("text/html");
}
