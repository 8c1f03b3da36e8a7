import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { renderToString } from "preact-render-to-string";
import type { Actor } from "./actor.ts";
import type { PageAnswer, View } from "./answer.ts";
import type { LapsedCall, PageCall, RefusedCall } from "./call.ts";
import { type Context, visitorOf } from "./context.ts";
import { writeCookie } from "./cookies.ts";
import { csrfField } from "./csrf.ts";
import { readDisplay } from "./display.ts";
import { failureOf } from "./failure.ts";
import { sendFile } from "./file-answer.ts";
import type { FormFields } from "./form-body.ts";
import { checkFormToken, checkLateForm, formToken, guard } from "./guard.ts";
import { keyOf, sendKept } from "./kept-page.ts";
import type { Rendering } from "./page-cache.ts";
import { acceptForms, uploadOf } from "./parsers.ts";
import { addExtras } from "./reply.ts";
import { factsOf, handlerMs, limitOf, uploadMs } from "./request-facts.ts";
import type { Page } from "./route.ts";
import { closed, fitFields, jsonSchema } from "./schema.ts";
import { encodePage } from "./spare-room.ts";

/** Mounts the pages. */
export function mountPages(context: Context, app: FastifyInstance, pages: readonly Page[]): void {
  acceptForms(app);
  for (const page of pages) mountPage(context, app, page);
}

function mountPage(context: Context, app: FastifyInstance, page: Page): void {
  const query = jsonSchema(page.query ?? emptyObject);
  const body = jsonSchema(page.body ?? emptyObject);
  app.route({
    method: page.method,
    url: page.path,
    config: { page, ...limitOf(page), ...(page.cache ? {} : { handlerMs: page.files ? uploadMs : handlerMs }) },
    ...(page.bodyLimit ? { bodyLimit: page.bodyLimit } : {}),
    schema: {
      params: closed(jsonSchema(page.params ?? emptyObject)),
      querystring: closed(query),
      ...(page.method === "POST" ? { body: closed(body) } : {}),
    },
    // The page shows its own form again, so the faults go to the handler.
    attachValidation: true,
    onRequest: async (request) => guard(context, page, request),
    preValidation: async (request) => {
      request.query = fitFields(query, request.query as FormFields);
      if (page.method !== "POST") return;
      const form = (request.body ?? Object.create(null)) as FormFields;
      typed.set(request, form);
      if (page.lapsed) {
        const late = await checkLateForm(context, page, request, form);
        if (late) lateForms.set(request, late.whose);
      } else checkFormToken(context, request, form);
      request.body = fitFields(body, form);
    },
    handler: async (request, reply) => answerPage(context, page, request, reply),
  });
}

const emptyObject = { type: "object", properties: {} } as const;

/** Forms as they were typed, for the page that shows them again. */
const typed = new WeakMap<FastifyRequest, FormFields>();

/** Forms that came too late for their session, and whose they were. */
const lateForms = new WeakMap<FastifyRequest, Actor>();

async function answerPage(
  context: Context,
  page: Page,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const key = request.validationError ? undefined : keyOf(context, page, request);
  if (key === undefined) {
    context.metrics.countPage("pass");
    return send(context, reply, (await render(context, page, request, reply)).value);
  }
  const filled = await context.cache.fill(key, () => render(context, page, request, reply));
  if (filled.own) {
    context.metrics.countPage("miss");
    return send(context, reply, filled.value);
  }
  // Somebody else rendered it while we waited; if it is gone again already, render for this visitor alone.
  if (sendKept(context, page, request, reply)) return reply;
  return send(context, reply, (await render(context, page, request, reply)).value);
}

/** An answer with its view rendered. */
interface Rendered {
  readonly answer: PageAnswer;
  readonly body: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

async function render(
  context: Context,
  page: Page,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Rendering<Rendered>> {
  const { call, personal } = callOf(context, request, reply);
  const answer = await answerOf(page, call, request);
  if (!("view" in answer)) return { value: { answer, body: undefined, headers: { "cache-control": "no-store" } } };
  const body = htmlOf(answer.view);
  const cache = page.cache;
  const keep = cache && answer.status === 200 && !personal() && answer.session === undefined && !answer.cookies?.length;
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "cache-control": keep ? "no-cache" : "no-store",
    ...(keep ? { vary: "Accept-Encoding, Cookie" } : {}),
    ...answer.headers,
  };
  const value = { answer, body, headers };
  if (!keep) return { value };
  return {
    value,
    keep: {
      body: Buffer.from(body),
      headers: { ...context.headers, ...headers },
      tags: [...cache.tags, ...(answer.tags ?? [])],
      seconds: cache.seconds ?? 60,
    },
  };
}

function callOf(context: Context, request: FastifyRequest, reply: FastifyReply) {
  let token: string | undefined;
  const upload = uploadOf(request);
  const call: PageCall = {
    house: context.house,
    actor: visitorOf(request).actor,
    params: request.params,
    query: request.query,
    body: request.body,
    request: factsOf(context, request),
    display: readDisplay(request.headers.cookie),
    asset: (name) => context.assets.url(name),
    form: withoutToken(typed.get(request)),
    ...(upload ? { upload } : {}),
    csrfToken() {
      if (token !== undefined) return token;
      const made = formToken(context, request);
      token = made.token;
      if (made.visitCookie) {
        const { secureCookies: secure } = context.house.config;
        reply.header("set-cookie", writeCookie(context.visitCookieName, made.visitCookie, { secure }));
      }
      return token;
    },
  };
  // What is shown to somebody signed in names him: no cache keeps it, nor the browser after he has signed out.
  return { call, personal: () => token !== undefined || call.request.session !== undefined };
}

async function answerOf(page: Page, call: PageCall, request: FastifyRequest): Promise<PageAnswer> {
  try {
    const whose = lateForms.get(request);
    if (whose && page.lapsed && request.validationError?.validationContext !== "params")
      return await page.lapsed(lateCall(call, whose, typed.get(request)));
    if (request.validationError) throw request.validationError;
    return await page.handle(call);
  } catch (error) {
    const failure = failureOf(error);
    if (failure.status !== 422 || !page.refused) throw error;
    const { body: _, ...rest } = call;
    const refused: RefusedCall = {
      ...rest,
      form: withoutToken(typed.get(request)),
      fields: failure.fields,
      message: failure.message,
      code: failure.code,
    };
    const answer = await page.refused(refused);
    return "view" in answer && answer.status === 200 ? { ...answer, status: 422 } : answer;
  } finally {
    uploadOf(request)?.drain();
  }
}

function lateCall(call: PageCall, whose: Actor, form: FormFields | undefined): LapsedCall {
  const { body: _body, actor, ...rest } = call;
  return { ...rest, whose, isSignedIn: actor.kind !== "anonymous", form: withoutToken(form) };
}

async function send(context: Context, reply: FastifyReply, rendered: Rendered): Promise<FastifyReply> {
  const { answer, body, headers } = rendered;
  if ("file" in answer) return await sendFile(context, reply.request, reply, answer);
  reply.headers({ ...headers });
  addExtras(context, reply, answer);
  if ("redirect" in answer) return reply.redirect(answer.redirect, 303);
  return reply.code(answer.status).send(body === undefined ? body : encodePage(body, reply.raw));
}

function withoutToken(form: FormFields | undefined): FormFields {
  const { [csrfField]: _, ...rest } = form ?? {};
  return rest;
}

/** A whole document as text; Preact escapes every text and attribute. */
function htmlOf(view: View): string {
  return typeof view === "string" ? view : `<!doctype html>${renderToString(view)}`;
}
