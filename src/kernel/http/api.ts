import type { FastifyInstance, FastifyReply } from "fastify";
import type { RouteAnswer } from "./answer.ts";
import { type Context, visitorOf } from "./context.ts";
import type { FormFields } from "./form-body.ts";
import { guard } from "./guard.ts";
import { acceptJson } from "./parsers.ts";
import { addExtras } from "./reply.ts";
import { factsOf, handlerMs, limitOf } from "./request-facts.ts";
import type { Route } from "./route.ts";
import { closed, fitFields, jsonSchema } from "./schema.ts";

/** Mounts the JSON routes. @param app an instance that already stands under the API's prefix. */
export function mountRoutes(context: Context, app: FastifyInstance, routes: readonly Route[]): void {
  acceptJson(app);
  for (const route of routes) mountRoute(context, app, route);
}

const emptyObject = { type: "object", properties: {} } as const;

function mountRoute(context: Context, app: FastifyInstance, route: Route): void {
  const query = jsonSchema(route.query ?? emptyObject);
  app.route({
    method: route.method,
    url: route.path,
    config: { ...limitOf(route) },
    handlerTimeout: handlerMs,
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
      const answer = await route.handle({
        house: context.house,
        actor: visitorOf(request).actor,
        params: request.params as Record<string, unknown>,
        query: request.query as Record<string, unknown>,
        body: request.body,
        request: factsOf(context, request),
      });
      return send(context, reply, answer, route.responses?.[answer.status]?.schema !== undefined);
    },
  });
}

/** Only fields a response schema names leave the house. */
function responsesOf(route: Route): Record<string, unknown> {
  const described = Object.entries(route.responses ?? {}).filter(([, response]) => response.schema);
  return Object.fromEntries(described.map(([status, response]) => [status, response.schema]));
}

function send(context: Context, reply: FastifyReply, answer: RouteAnswer, described: boolean): FastifyReply {
  addExtras(context, reply, answer);
  reply.code(answer.status);
  if (!reply.hasHeader("cache-control")) reply.header("cache-control", "no-store");
  if (answer.body === undefined) return reply.send();
  reply.type("application/json; charset=utf-8");
  if (!described) reply.serializer((body: unknown) => JSON.stringify(body, withBigint));
  return reply.send(answer.body);
}

/** bigint (every count(*)) as a number where JSON keeps it exact, else as text. */
function withBigint(_name: string, value: unknown): unknown {
  if (typeof value !== "bigint") return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}
