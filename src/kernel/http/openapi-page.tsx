import type { ApiDocument, Operation } from "./openapi.ts";
import type { JsonSchema } from "./schema.ts";

/** The browsable document of the API: rendered here, without script, under the same strict CSP as everything else. */
export function ApiPage(view: { document: ApiDocument; stylesheet: string | undefined }) {
  const { info, tags, paths, servers } = view.document;
  const base = servers[0]?.url ?? "";
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      path: base + path,
      method: method.toUpperCase(),
      operation,
    })),
  );
  return (
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{info.title}</title>
        {view.stylesheet ? <link rel="stylesheet" href={view.stylesheet} /> : null}
      </head>
      <body>
        <main id="main" class="wrap">
          <h1>{info.title}</h1>
          <p>{info.description}</p>
          <p>
            版本 {info.version} · <a href={`${base}/openapi.json`}>OpenAPI 3.1 文档（JSON）</a> ·{" "}
            <a href="/">回到首页</a>
          </p>
          <nav aria-label="目录">
            <ul>
              {tags.map(({ name }) => (
                <li key={name}>
                  <a href={`#${encodeURIComponent(name)}`}>{name}</a>
                </li>
              ))}
            </ul>
          </nav>
          {operations.length === 0 ? <p>还没有开放的接口。</p> : null}
          {tags.map(({ name }) => (
            <section key={name} id={encodeURIComponent(name)}>
              <h2>{name}</h2>
              {operations
                .filter(({ operation }) => operation.tags.includes(name))
                .map((each) => (
                  <OperationPart key={each.operation.operationId} {...each} />
                ))}
            </section>
          ))}
        </main>
      </body>
    </html>
  );
}

function OperationPart({ path, method, operation }: { path: string; method: string; operation: Operation }) {
  const body = operation.requestBody as { content: Record<string, { schema: JsonSchema }> } | undefined;
  const schema = body?.content["application/json"]?.schema;
  return (
    <details id={operation.operationId}>
      <summary>
        <b>{method}</b> <code>{path}</code> {operation.summary}
      </summary>
      {operation.description ? <p>{operation.description}</p> : null}
      <p>{sayRole(operation)}</p>
      {operation.parameters ? (
        <Fields
          caption="参数"
          rows={operation.parameters.map(({ name, required, schema: each, in: place }) => ({
            name,
            schema: each,
            required,
            place: place === "path" ? "路径" : "查询",
          }))}
        />
      ) : null}
      {schema ? <Fields caption="请求内容（JSON）" rows={rowsOf(schema, "")} /> : null}
      <table>
        <caption>回答</caption>
        <thead>
          <tr>
            <th scope="col">状态</th>
            <th scope="col">意思</th>
            <th scope="col">内容</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(operation.responses as Record<string, Response>).map(([status, response]) => (
            <tr key={status}>
              <td>{status === "default" ? "其他" : status}</td>
              <td>{response.description}</td>
              <td>{sayContent(response)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

interface Response {
  readonly description: string;
  readonly content?: Readonly<Record<string, { readonly schema: JsonSchema }>>;
}

interface Row {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly required: boolean;
  readonly place?: string;
}

function Fields({ caption, rows }: { caption: string; rows: readonly Row[] }) {
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">名称</th>
          <th scope="col">意思</th>
          <th scope="col">类型</th>
          <th scope="col">必填</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, schema, required, place }) => (
          <tr key={name}>
            <td>
              <code>{name}</code>
              {place ? `（${place}）` : ""}
            </td>
            <td>{schema.title ?? schema.description ?? ""}</td>
            <td>{sayType(schema)}</td>
            <td>{required ? "是" : "否"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The fields of an object, those of objects inside it as `a.b`. */
function rowsOf(schema: JsonSchema, prefix: string): Row[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, each]) => [
    { name: prefix + name, schema: each, required: (schema.required ?? []).includes(name) },
    ...(each.properties ? rowsOf(each, `${prefix}${name}.`) : []),
  ]);
}

const typeNames: Readonly<Record<string, string>> = {
  string: "文字",
  integer: "整数",
  number: "数字",
  boolean: "是或否",
  array: "列表",
  object: "一组内容",
  null: "空",
};

function sayType(schema: JsonSchema): string {
  const choices = schema.enum ?? schema.anyOf?.flatMap((each) => (each.const === undefined ? [] : [each.const]));
  if (choices && choices.length > 0) return `选项：${choices.join("、")}`;
  const name = typeof schema.type === "string" ? (typeNames[schema.type] ?? schema.type) : "任意";
  const limits = [
    schema.format ? String(schema.format) : "",
    schema.maxLength === undefined ? "" : `最多 ${String(schema.maxLength)} 字`,
    schema.pattern === undefined ? "" : `写法 ${String(schema.pattern)}`,
    schema.minimum === undefined ? "" : `不小于 ${String(schema.minimum)}`,
    schema.maximum === undefined ? "" : `不大于 ${String(schema.maximum)}`,
  ].filter((each) => each !== "");
  return [name, ...limits].join("，");
}

function sayContent(response: Response): string {
  const [type, content] = Object.entries(response.content ?? {})[0] ?? [];
  if (!content) return "无";
  const names = rowsOf(content.schema, "").map((row) => row.name);
  return names.length > 0 ? names.join("、") : String(type);
}

function sayRole(operation: Operation): string {
  const role = operation["x-role"];
  const words: Readonly<Record<string, string>> = {
    anyone: "任何人都可以调用",
    citizen: "登录的办事人可以调用",
    staff: "工作人员可以调用",
    system: "已登记的部门系统可以调用",
  };
  const level = operation["x-assurance"] ? `；要求实名等级 ${operation["x-assurance"]} 以上` : "";
  return `${words[role] ?? `担任“${role}”岗位的工作人员可以调用`}${level}。`;
}
