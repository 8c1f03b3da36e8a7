import type { Role } from "./actor.ts";
import type { Route } from "./route.ts";
import { closed, type JsonSchema, jsonSchema } from "./schema.ts";

/** The document of the API: OpenAPI 3.1, whose schemas are JSON Schema 2020-12, the ones the routes are checked with. */
export interface ApiDocument {
  readonly openapi: "3.1.1";
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, unknown>>;
}

/** One method at one path. */
export interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: unknown;
  readonly responses: Readonly<Record<string, unknown>>;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  /** Who may call it. */
  readonly "x-role": Role;
  readonly "x-assurance"?: number;
}

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly required: boolean;
  readonly description?: string;
  readonly schema: JsonSchema;
}

const problem = {
  type: "object",
  title: "拒绝（RFC 9457）",
  required: ["type", "title", "status", "detail", "code", "fields", "requestId"],
  properties: {
    type: { type: "string", examples: ["urn:wangting:error:kernel:invalid"] },
    title: { type: "string", title: "标题" },
    status: { type: "integer", title: "HTTP 状态" },
    detail: { type: "string", title: "发生了什么" },
    mend: { type: "string", title: "怎么办" },
    code: { type: "string", title: "稳定的代码" },
    fields: { type: "object", title: "字段 → 怎么改", additionalProperties: { type: "string" } },
    requestId: { type: "string", title: "请求编号" },
  },
} as const;

/** Describes the routes. @param info.basePath where they are mounted. */
export function describeApi(
  routes: readonly Route[],
  info: { title: string; version: string; basePath: string },
): ApiDocument {
  const paths: Record<string, Record<string, Operation>> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: describeRoute(route) };
  }
  const tags = Array.from(new Set(routes.map(tagOf)), (name) => ({ name }));
  return {
    openapi: "3.1.1",
    info: {
      title: info.title,
      version: info.version,
      description: "每个拒绝都是 application/problem+json，带稳定的 code；字段错误在 fields 里。",
    },
    servers: [{ url: info.basePath }],
    tags,
    paths,
    components: {
      schemas: { Problem: problem },
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", description: "部门系统的访问令牌" },
        session: { type: "apiKey", in: "cookie", name: "wangting", description: "网页登录后的会话" },
      },
    },
  };
}

function describeRoute(route: Route): Operation {
  const parameters = [...parametersOf(route, "path"), ...parametersOf(route, "query")];
  const open = route.role === "anyone" && !route.assurance;
  return {
    operationId: `${route.method.toLowerCase()}${route.path.replaceAll(/[^A-Za-z0-9]+(\w)?/g, (_all, next?: string) => (next ?? "").toUpperCase())}`,
    tags: [tagOf(route)],
    summary: route.summary,
    ...(route.description ? { description: route.description } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.body ? { requestBody: { required: true, content: json(closed(jsonSchema(route.body))) } } : {}),
    ...(route.stream ? { requestBody: { required: true, content: bytesOf(route.stream) } } : {}),
    responses: responsesOf(route, open),
    security: open ? [] : [{ bearer: [] }, { session: [] }],
    "x-role": route.role,
    ...(route.assurance ? { "x-assurance": route.assurance } : {}),
  };
}

function tagOf(route: Route): string {
  return route.tag ?? route.path.split("/")[1] ?? "";
}

function parametersOf(route: Route, where: "path" | "query"): Parameter[] {
  const schema = jsonSchema((where === "path" ? route.params : route.query) ?? ({ properties: {} } as never));
  return Object.entries(schema.properties ?? {}).map(([name, each]) => ({
    name,
    in: where,
    required: where === "path" || (schema.required ?? []).includes(name),
    ...(each.title ? { description: each.title } : {}),
    schema: each,
  }));
}

function responsesOf(route: Route, open: boolean): Record<string, unknown> {
  const described = Object.entries(route.responses ?? { 200: { description: "办成了" } });
  const unchanged = route.fresh ? { "304": { description: "与 If-None-Match 所说的相同，不再发送" } } : {};
  const refusals: [string, string][] = [
    ...(open
      ? []
      : ([
          ["401", "没有登录"],
          ["403", "没有权限"],
        ] as [string, string][])),
    ...(route.body ? ([["422", "内容需要改正"]] as [string, string][]) : []),
    ["default", "其他拒绝"],
  ];
  const refused = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };
  return {
    ...Object.fromEntries(refusals.map(([status, description]) => [status, { description, content: refused }])),
    ...unchanged,
    ...Object.fromEntries(
      described.map(([status, { description, schema }]) => [
        status,
        { description, ...(schema ? { content: json(jsonSchema(schema)) } : {}) },
      ]),
    ),
  };
}

/** A body that is handed on as it comes: OpenAPI 3.1 describes bytes by their media type alone. */
function bytesOf(types: readonly string[]) {
  return Object.fromEntries(types.map((type) => [type, {}]));
}

function json(schema: JsonSchema) {
  return { "application/json": { schema } };
}
