import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { renderToString } from "preact-render-to-string";
import type { PageAnswer, View } from "./answer.ts";
import type { PageCall, RefusedCall } from "./call.ts";
import { type Context, visitorOf } from "./context.ts";
import { writeCookie } from "./cookies.ts";
import { csrfField } from "./csrf.ts";
import { readDisplay } from "./display.ts";
import { failureOf } from "./failure.ts";
import type { FormFields } from "./form-body.ts";
import { checkFormToken, formToken, guard } from "./guard.ts";
import { keyOf, sendKept } from "./kept-page.ts";
import type { Rendering } from "./page-cache.ts";
import { acceptForms } from "./parsers.ts";
import { addExtras } from "./reply.ts";
import { factsOf, handlerMs, limitOf } from "./request-facts.ts";
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
    config: { page, ...limitOf(page) },
    ...(page.cache ? {} : { handlerTimeout: handlerMs }),
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
      checkFormToken(context, request, form);
      typed.set(request, form);
      request.body = fitFields(body, form);
    },
    handler: async (request, reply) => answerPage(context, page, request, reply),
  });
}

const emptyObject = { type: "object", properties: {} } as const;

/** Forms as they were typed, for the page that shows them again. */
const typed = new WeakMap<FastifyRequest, FormFields>();

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
  if ("redirect" in answer) return { value: { answer, body: undefined, headers: { "cache-control": "no-store" } } };
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
  const call: PageCall = {
    house: context.house,
    actor: visitorOf(request).actor,
    params: request.params,
    query: request.query,
    body: request.body,
    request: factsOf(context, request),
    display: readDisplay(request.headers.cookie),
    asset: (name) => context.assets.url(name),
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
  return { call, personal: () => token !== undefined };
}

async function answerOf(page: Page, call: PageCall, request: FastifyRequest): Promise<PageAnswer> {
  try {
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
    return "redirect" in answer || answer.status !== 200 ? answer : { ...answer, status: 422 };
  }
}

function send(context: Context, reply: FastifyReply, rendered: Rendered): FastifyReply {
  const { answer, body, headers } = rendered;
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
