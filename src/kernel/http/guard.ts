import type { FastifyRequest } from "fastify";
import { type Actor, anonymous, authorize } from "./actor.ts";
import { type Context, rememberVisitor, visitorOf } from "./context.ts";
import { readCookie } from "./cookies.ts";
import { csrfField, forged, isCsrfToken, judgeOrigin, makeCsrfToken, openVisit, readVisit } from "./csrf.ts";
import type { Page, Route } from "./route.ts";
import { findEndedSession, findSession } from "./session.ts";

const safe = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Asks at the door, before a body is read: where does this come from, who is it, may they knock.
 *
 * @throws HallError `kernel/form-expired` (403) for a forged request, and what `authorize` throws.
 */
export async function guard(context: Context, door: Page | Route, request: FastifyRequest): Promise<void> {
  const cookies = request.headers.cookie;
  const bearer = door.kind === "route" ? readBearer(request.headers.authorization) : undefined;
  const token = bearer ? undefined : readCookie(cookies, context.sessionCookieName);
  const isOurs = !safe.has(request.method) && refuseForged(context, door, request, { bearer, token });
  const session = await findSession(context.house, token);
  const actor = session || bearer ? await context.authenticator.actorOf({ session, bearer }) : anonymous;
  const visit = session ? undefined : readVisit(context.key, readCookie(cookies, context.visitCookieName));
  if (door.kind !== "page" || !door.lapsed) {
    rememberVisitor(request, { actor, session, visit });
    return authorize(actor, door);
  }
  // The body may be a form from before the session ended: whether it is, and whose, is known when its token is there.
  const ended = session ? undefined : await findEndedSession(context.house, token);
  rememberVisitor(request, { actor, session, visit, late: { ended, isOurs } });
  if (session || isOpen(door)) authorize(actor, door);
}

/** Finds out who asks where there is no door. Never throws: whoever cannot be told is a visitor. */
export async function lookWho(context: Context, request: FastifyRequest): Promise<void> {
  const token = readCookie(request.headers.cookie, context.sessionCookieName);
  if (!token || !safe.has(request.method)) return;
  try {
    const session = await findSession(context.house, token);
    if (!session) return;
    const actor = await context.authenticator.actorOf({ session, bearer: undefined });
    rememberVisitor(request, { actor, session, visit: undefined });
  } catch {
    // The database is away: the page is shown all the same.
  }
}

/** Whether visitors may knock: then a form of theirs is late only when its token is not that of their visit. */
function isOpen(door: Page | Route): boolean {
  return door.role === "anyone" && !door.assurance;
}

/** Whether a form came too late for its session: then it may be kept, and nothing else. @throws HallError as `checkFormToken`. */
export async function checkLateForm(
  context: Context,
  door: Page,
  request: FastifyRequest,
  form: Record<string, unknown>,
): Promise<{ whose: Actor } | undefined> {
  const { actor, session, visit, late } = visitorOf(request);
  const token = form[csrfField];
  if (isOpen(door) && visit && isCsrfToken(context.key, `visit:${visit}`, token)) return undefined;
  if (session && isCsrfToken(context.key, `session:${session.tokenHash}`, token)) return undefined;
  const ended = late?.ended;
  const isOfEnded = ended !== undefined && isCsrfToken(context.key, `session:${ended.tokenHash}`, token);
  if (!late || !(isOfEnded || late.isOurs)) throw forged();
  if (session) return { whose: actor };
  if (!ended) return { whose: anonymous };
  return { whose: await context.authenticator.actorOf({ session: ended, bearer: undefined }) };
}

/**
 * Pages: an origin that is told must be ours; the form's token is checked when the body is there.
 * Routes: a browser that sends our cookie must also say that it stands on a page of ours; a foreign page is refused in any case.
 *
 * @returns whether the browser says that the request comes from a page of ours.
 */
function refuseForged(
  context: Context,
  door: Page | Route,
  request: FastifyRequest,
  credentials: { bearer: string | undefined; token: string | undefined },
): boolean {
  if (credentials.bearer) return false;
  const origin = judgeOrigin(
    { site: header(request, "sec-fetch-site"), origin: request.headers.origin, host: request.host },
    context.house.config.publicUrl,
  );
  if (origin === "foreign") throw forged();
  if (door.kind === "route" && credentials.token && origin !== "ours") throw forged();
  return origin === "ours";
}

/**
 * Checks the form's token against the visitor it was made for.
 *
 * @param form the parsed body.
 * @throws HallError `kernel/form-expired` (403).
 */
export function checkFormToken(context: Context, request: FastifyRequest, form: Record<string, unknown>): void {
  const binding = bindingOf(request);
  if (!binding || !isCsrfToken(context.key, binding, form[csrfField])) throw forged();
}

/** Makes the token for a form, and the visit cookie it is bound to when the visitor has neither session nor visit. */
export function formToken(context: Context, request: FastifyRequest): { token: string; visitCookie?: string } {
  const binding = bindingOf(request);
  if (binding) return { token: makeCsrfToken(context.key, binding) };
  const visitCookie = openVisit(context.key);
  return { token: makeCsrfToken(context.key, `visit:${readVisit(context.key, visitCookie)}`), visitCookie };
}

function bindingOf(request: FastifyRequest): string | undefined {
  const { session, visit } = visitorOf(request);
  if (session) return `session:${session.tokenHash}`;
  return visit ? `visit:${visit}` : undefined;
}

function readBearer(authorization: string | undefined): string | undefined {
  return /^Bearer +([A-Za-z0-9._~+/-]{1,8192}=*)$/i.exec(authorization ?? "")?.[1];
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === "string" ? value : undefined;
}
