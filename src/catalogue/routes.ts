import { Type } from "typebox";
import { parseDay } from "../kernel/calendar/index.ts";
import { parseHallCode } from "../kernel/codes/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import { type Route, route } from "../kernel/http/index.ts";
import { parseId } from "../kernel/ids/index.ts";
import { listDifferences } from "./differences.ts";
import { catalogueAsOf } from "./history.ts";
import { changesSince, listItems } from "./item-pages.ts";
import { ItemPageView, ItemView, itemView, pageView, VersionView } from "./item-views.ts";
import { basisOf, type Item, requireItem } from "./queries.ts";
import { editorPost, mayReadDrafts, notYours } from "./rights.ts";
import { standardScore } from "./score.ts";
import { listMisses } from "./search/index.ts";
import { materialsFor } from "./situations.ts";
import { successorsOf } from "./succession.ts";
import { findVersion, type ItemVersion } from "./versions.ts";

const code = (description: string) => Type.Optional(Type.String({ pattern: "^[A-Za-z0-9-]{1,50}$", description }));
const paging = {
  after: Type.Optional(Type.String({ maxLength: 400, description: "上一页给出的 next" })),
  size: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, description: "每页条数，默认50" })),
};
const itemParams = Type.Object({ item: Type.String({ minLength: 36, maxLength: 36, description: "事项标识" }) });
const versionParams = Type.Object({
  item: Type.String({ minLength: 36, maxLength: 36, description: "事项标识" }),
  version: Type.String({ pattern: "^[1-9]\\d{0,5}$", description: "版本号" }),
});

/** The catalogue as JSON, for departments and mini-programs. */
export const routes: readonly Route[] = [
  route({
    method: "GET",
    path: "/items",
    role: "anyone",
    summary: "事项清单，按编码分页",
    fresh: { seconds: 60 },
    responses: { 200: { description: "一页事项", schema: ItemPageView } },
    query: Type.Object({
      division: code("行政区划"),
      kind: Type.Optional(Type.Enum(["base", "implementation", "handling"])),
      dept: code("实施主体统一社会信用代码"),
      type: code("事项类型"),
      audience: code("服务对象"),
      theme: code("主题"),
      main: code("主项编码"),
      ...paging,
    }),
    async handle({ house, query }) {
      const filter = {
        divisions: query.division === undefined ? undefined : [query.division],
        kind: query.kind,
        state: "published" as const,
        deptCode: query.dept,
        taskType: query.type,
        audience: query.audience,
        theme: query.theme,
        mainCode: query.main,
      };
      const page = await listItems(house.db, filter, { after: query.after, size: query.size ?? 50 });
      return { status: 200, body: pageView(page) };
    },
  }),
  route({
    method: "GET",
    path: "/items/changes",
    role: "anyone",
    summary: "变动过的事项，按变动时间；保存副本的系统从上次回答的前一分钟问起",
    fresh: { seconds: 0 },
    responses: { 200: { description: "一页事项", schema: ItemPageView } },
    query: Type.Object({
      since: Type.Optional(Type.String({ maxLength: 40, description: "ISO 8601 时刻" })),
      ...paging,
    }),
    async handle({ house, query }) {
      const since = query.since === undefined ? undefined : parseInstant(query.since);
      const page = await changesSince(house.db, { since, after: query.after, size: query.size ?? 50 });
      const items = page.items.filter(({ state }) => state !== "draft");
      return { status: 200, body: pageView({ ...page, items }) };
    },
  }),
  route({
    method: "GET",
    path: "/catalogue/misses",
    role: editorPost,
    summary: "目录编辑：一个大厅的人搜过、没有正好相符的事项的说法，按次数排；不含个人信息",
    query: Type.Object({
      hall: Type.String({ pattern: "^\\d{6}$", description: "大厅" }),
      since: Type.String({ description: "从哪一天起，2026-03-02" }),
      size: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, description: "最多几个说法，默认50" })),
    }),
    async handle({ house, actor, query }) {
      const hall = parseHallCode(query.hall);
      if (!mayReadDrafts(actor, hall)) throw notYours();
      return { status: 200, body: { misses: await listMisses(house.db, hall, parseDay(query.since), query.size) } };
    },
  }),
  route({
    method: "GET",
    path: "/catalogue",
    role: "anyone",
    rate: "strict",
    summary: "某一天结束时的整个目录，由变更史重放",
    query: Type.Object({ on: Type.String({ description: "哪一天，2026-03-02" }) }),
    async handle({ house, query }) {
      const then = await catalogueAsOf(house.db, parseDay(query.on));
      return { status: 200, body: { on: query.on, items: then.filter(({ state }) => state !== "draft") } };
    },
  }),
  route({
    method: "GET",
    path: "/items/:item",
    role: "anyone",
    summary: "一个事项：索引、依据的条文、标准化程度；取消的指出去向",
    params: itemParams,
    fresh: { seconds: 60 },
    responses: { 200: { description: "事项", schema: ItemView } },
    async handle({ house, params }) {
      const item = await requirePublic(house, params.item);
      const version = await findVersion(house, item.id, item.version);
      const body = {
        ...itemView(item),
        basis: await basisOf(house.db, item.id),
        successors: item.state === "cancelled" ? await successorsOf(house.db, item.id) : [],
        standard: version && standardScore(version.document),
      };
      return { status: 200, body };
    },
  }),
  route({
    method: "GET",
    path: "/items/:item/versions/:version",
    role: "anyone",
    summary: "事项的一个版本，内容永不改变；带与上级的差别",
    params: versionParams,
    fresh: { seconds: 86_400 },
    responses: { 200: { description: "版本", schema: VersionView } },
    async handle({ house, params }) {
      const version = await requireVersion(house, params.item, Number(params.version));
      return { status: 200, body: await versionView(house, version), headers: { etag: `"${version.sha256}"` } };
    },
  }),
  route({
    method: "POST",
    path: "/items/:item/versions/:version/materials",
    role: "anyone",
    summary: "回答情形问题后的材料清单",
    params: versionParams,
    body: Type.Object({
      answers: Type.Record(
        Type.String({ maxLength: 40 }),
        Type.Union([Type.String({ maxLength: 60 }), Type.Number(), Type.Boolean()]),
      ),
    }),
    async handle({ house, params, body }) {
      const { document } = await requireVersion(house, params.item, Number(params.version));
      return { status: 200, body: { materials: materialsFor(document, body.answers) } };
    },
  }),
];

type Reading = { readonly db: Parameters<typeof findVersion>[0]["db"] };

/** Drafts are nobody's business outside. */
async function requirePublic(house: Reading, id: string): Promise<Item> {
  const item = await requireItem(house.db, parseId(id));
  if (item.version === 0) throw new HallError("not-found", "catalogue/no-item", "没有这个事项");
  return item;
}

async function requireVersion(house: Reading, item: string, number: number): Promise<ItemVersion> {
  const version = await findVersion(house, parseId(item), number);
  if (!version) throw new HallError("not-found", "catalogue/no-version", "这个事项没有这个版本");
  return version;
}

async function versionView(house: Reading, version: ItemVersion): Promise<object> {
  const { item, version: number, document, upper, sha256, origin, writtenAt } = version;
  const above = upper && (await findVersion(house, upper.item, upper.version));
  return {
    item,
    version: number,
    sha256,
    origin,
    writtenAt,
    document,
    upper: upper && { item: upper.item, version: upper.version },
    differences: above ? listDifferences(above.document, document) : [],
  };
}

function parseInstant(text: string): Date {
  const at = new Date(text);
  if (/^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(at.getTime())) return at;
  throw new HallError("invalid", "catalogue/bad-instant", "时刻写成2026-03-02T10:00:00+08:00", {
    fields: { since: "时刻写成2026-03-02T10:00:00+08:00" },
  });
}
