import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { RouteAnswer } from "./answer.ts";
import { type Context, visitorOf } from "./context.ts";
import { type SentFile, sendFile } from "./file-answer.ts";
import type { FormFields } from "./form-body.ts";
import { isKnown, keepingOf, markFresh } from "./fresh.ts";
import { guard } from "./guard.ts";
import { acceptJson } from "./parsers.ts";
import { addExtras } from "./reply.ts";
import { factsOf, handlerMs, limitOf, uploadMs } from "./request-facts.ts";
import type { Route } from "./route.ts";
import { closed, fitFields, jsonSchema } from "./schema.ts";
import { acceptStreams, bodyOf, dropRest } from "./stream-route.ts";

/** Mounts the JSON routes. @param app an instance that already stands under the API's prefix. */
export function mountRoutes(context: Context, app: FastifyInstance, routes: readonly Route[]): void {
  acceptJson(app);
  for (const route of routes) {
    const { stream } = route;
    if (!stream) mountRoute(context, app, route);
    else {
      app.register(async (unread) => {
        acceptStreams(unread, stream);
        mountRoute(context, unread, route);
      });
    }
  }
}

const emptyObject = { type: "object", properties: {} } as const;

function mountRoute(context: Context, app: FastifyInstance, route: Route): void {
  const query = jsonSchema(route.query ?? emptyObject);
  app.route({
    method: route.method,
    url: route.path,
    config: { ...limitOf(route), handlerMs: route.stream ? uploadMs : handlerMs },
    ...(route.bodyLimit ? { bodyLimit: route.bodyLimit } : {}),
    schema: {
      params: closed(jsonSchema(route.params ?? emptyObject)),
      querystring: closed(query),
      ...(route.body ? { body: closed(jsonSchema(route.body)) } : {}),
      response: responsesOf(route),
    },
    onRequest: async (request) => guard(context, route, request),
    preValidation: async (request) => {
      request.query = fitFields(query, request.query as FormFields);
    },
    handler: async (request, reply) => {
      const answer = await answerOf(context, route, request, reply);
      if ("file" in answer) return sendFile(context, request, reply, answer);
      return send(context, route, request, reply, answer);
    },
    ...(route.fresh ? { onSend: markFresh } : {}),
  });
}

async function answerOf(
  context: Context,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<RouteAnswer | SentFile> {
  const call = {
    house: context.house,
    actor: visitorOf(request).actor,
    params: request.params as Record<string, unknown>,
    query: request.query as Record<string, unknown>,
    body: request.body,
    request: factsOf(context, request),
  };
  if (!route.stream) return await route.handle(call);
  try {
    return await route.handle({ ...call, stream: bodyOf(request) });
  } finally {
    await dropRest(request, reply);
  }
}

/** Only fields a response schema names leave the house. */
function responsesOf(route: Route): Record<string, unknown> {
  const described = Object.entries(route.responses ?? {}).filter(([, response]) => response.schema);
  return Object.fromEntries(described.map(([status, response]) => [status, response.schema]));
}

function send(
  context: Context,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: RouteAnswer,
): FastifyReply {
  addExtras(context, reply, answer);
  reply.code(answer.status);
  if (!reply.hasHeader("cache-control")) reply.header("cache-control", keepingOf(route, reply));
  if (isKnown(request, reply)) return reply.code(304).send();
  if (answer.body === undefined) return reply.send();
  reply.type("application/json; charset=utf-8");
  const described = route.responses?.[answer.status]?.schema !== undefined;
  if (!described) reply.serializer(jsonOf);
  return reply.send(answer.body);
}

/** Few answers hold a bigint; a replacer would be called for every member of all of them (an eighth of the profile of the officer's list). */
function jsonOf(body: unknown): string {
  try {
    return JSON.stringify(body);
  } catch {
    return JSON.stringify(body, withBigint);
  }
}

/** bigint (every count(*)) as a number where JSON keeps it exact, else as text. */
function withBigint(_name: string, value: unknown): unknown {
  if (typeof value !== "bigint") return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}
