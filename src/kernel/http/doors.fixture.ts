import { h } from "preact";
import { Type } from "typebox";
import { HallError } from "../errors/index.ts";
import { type Authenticator, anonymous } from "./actor.ts";
import { seeOther, show, showText } from "./answer.ts";
import { page, route } from "./route.ts";

/** An authenticator for tests: the session's facts say who somebody is; the bearer token `partner` is a partner system. */
export const byFacts: Authenticator = {
  async actorOf({ session, bearer }) {
    if (bearer === "partner") return { kind: "system", id: "partner", assurance: 3, posts: [] };
    if (!session?.accountId || session.kind === "kiosk") return anonymous;
    const { assurance = 1, posts = [] } = session.facts as { assurance?: 1 | 2 | 3; posts?: string[] };
    const known = { id: session.accountId, assurance, posts };
    if (session.kind === "staff") return { kind: "staff", ...known, seats: [] };
    return { kind: "citizen", ...known, person: session.accountId, actingFor: null };
  },
};

/** How often the guide was rendered. */
export const rendered = { guide: 0 };

const Note = Type.Object({
  name: Type.String({ title: "姓名", minLength: 1, maxLength: 10 }),
  copies: Type.Optional(Type.Integer({ title: "份数", minimum: 1, maximum: 5 })),
});

/** One page of each kind. */
export const examplePages = [
  page({
    method: "GET",
    path: "/guide/:item",
    role: "anyone",
    summary: "办事指南",
    params: Type.Object({ item: Type.String() }),
    query: Type.Object({ tab: Type.Optional(Type.String({ maxLength: 20 })) }),
    cache: { tags: ["items"] },
    async handle({ params, query, display, actor }) {
      rendered.guide += 1;
      if (params.item === "nothing") throw new HallError("not-found", "kernel/not-found", "没有这个事项");
      const text = `${params.item}|${query.tab ?? ""}|${display.mode}|${actor.kind}|<b>`;
      return show(h("html", { lang: "zh-CN" }, h("body", null, text)), { tags: [`item:${params.item}`] });
    },
  }),
  page({
    method: "GET",
    path: "/robots.txt",
    role: "anyone",
    summary: "给搜索引擎的说明",
    cache: { tags: ["robots"] },
    async handle({ request }) {
      return showText(`User-agent: *\n# ${request.site}\n`, "text/plain", { headers: { "x-made": "yes" } });
    },
  }),
  page({
    method: "GET",
    path: "/note",
    role: "anyone",
    summary: "留言表",
    async handle({ csrfToken }) {
      return show(`<form method="post"><input type="hidden" name="_csrf" value="${csrfToken()}"></form>`);
    },
  }),
  page({
    method: "POST",
    path: "/note",
    role: "anyone",
    summary: "提交留言",
    body: Note,
    async handle({ body }) {
      if (body.name === "重名") {
        throw new HallError("invalid", "kernel/invalid", "有 1 处需要改正", { fields: { name: "这个姓名已经留过言" } });
      }
      return seeOther(`/note/done?copies=${body.copies ?? 0}`);
    },
    async refused({ form, fields, csrfToken }) {
      return show(JSON.stringify({ form, fields, again: csrfToken() !== "" }));
    },
  }),
  page({
    method: "GET",
    path: "/my",
    role: "citizen",
    summary: "我的主页",
    async handle({ actor, csrfToken }) {
      return show(`${actor.id} ${csrfToken()}`);
    },
  }),
  page({
    method: "POST",
    path: "/my",
    role: "citizen",
    summary: "改我的主页",
    async handle() {
      return seeOther("/my");
    },
  }),
  page({
    method: "GET",
    path: "/desk",
    role: "window-officer",
    summary: "窗口工作台",
    async handle() {
      return show("desk");
    },
  }),
  page({
    method: "GET",
    path: "/sealed",
    role: "citizen",
    assurance: 3,
    summary: "要当面核验的业务",
    async handle() {
      return show("sealed");
    },
  }),
  page({
    method: "GET",
    path: "/broken",
    role: "anyone",
    summary: "会出差错的页面",
    async handle() {
      throw new Error("password=hunter2 at /srv/secret/path.ts");
    },
  }),
  page({
    method: "GET",
    path: "/refuse/:kind",
    role: "anyone",
    summary: "各种拒绝",
    params: Type.Object({
      kind: Type.Union([
        Type.Literal("invalid"),
        Type.Literal("forbidden"),
        Type.Literal("not-found"),
        Type.Literal("conflict"),
        Type.Literal("unavailable"),
      ]),
    }),
    async handle({ params }) {
      throw new HallError(params.kind, "kernel/example", "这是一个例子");
    },
  }),
];

/** A small API. */
export const exampleRoutes = [
  route({
    method: "POST",
    path: "/halls/:hall/notes",
    role: "anyone",
    summary: "提交留言",
    tag: "留言",
    params: Type.Object({ hall: Type.String({ title: "大厅", pattern: "^\\d{6}$" }) }),
    query: Type.Object({ copies: Type.Optional(Type.Integer({ title: "份数" })) }),
    body: Type.Object({
      name: Type.String({ title: "姓名", minLength: 1, maxLength: 10 }),
      kind: Type.Optional(Type.Union([Type.Literal("praise"), Type.Literal("complaint")], { title: "类别" })),
      contact: Type.Optional(Type.Object({ mail: Type.String({ title: "邮箱", format: "email" }) })),
      pages: Type.Optional(Type.Array(Type.Integer(), { title: "页码", maxItems: 3 })),
    }),
    responses: {
      201: {
        description: "已收到",
        schema: Type.Object({ hall: Type.String(), name: Type.String(), copies: Type.Integer() }),
      },
    },
    async handle({ params, query, body }) {
      return { status: 201, body: { hall: params.hall, name: body.name, copies: query.copies ?? 1, inner: "秘密" } };
    },
  }),
  route({
    method: "GET",
    path: "/counts",
    role: "anyone",
    summary: "计数",
    async handle() {
      return { status: 200, body: { small: 12n, large: 2n ** 60n, at: new Date(0) } };
    },
  }),
  route({
    method: "DELETE",
    path: "/my/notes",
    role: "citizen",
    summary: "删除我的留言",
    async handle() {
      return { status: 204 };
    },
  }),
  route({
    method: "GET",
    path: "/partner",
    role: "system",
    summary: "部门系统专用",
    async handle({ actor }) {
      return { status: 200, body: { id: actor.id } };
    },
  }),
  route({
    method: "POST",
    path: "/codes",
    role: "anyone",
    rate: "strict",
    summary: "发送验证码",
    body: Type.Object({ phone: Type.String({ title: "手机号" }) }),
    async handle() {
      return { status: 202 };
    },
  }),
];
