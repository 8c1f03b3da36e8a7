import { Type } from "typebox";
import type { ItemPage } from "./item-pages.ts";
import type { Item } from "./queries.ts";

const limit = Type.Optional(
  Type.Object({
    days: Type.Number({ title: "数" }),
    unit: Type.String({ title: "单位", description: "wd 工作日、cd 自然日、h 小时、m 月" }),
  }),
);
const text = (title: string) => Type.Optional(Type.String({ title }));
const texts = (title: string) => Type.Array(Type.String(), { title });
const itemFields = {
  id: Type.String({ title: "事项标识" }),
  kind: Type.String({ title: "base 基本目录、implementation 实施清单、handling 业务办理项" }),
  code: Type.String({ title: "编码" }),
  baseCode: text("基本编码"),
  mainCode: text("主项编码"),
  upper: text("继承自哪个事项"),
  division: Type.String({ title: "实施地的行政区划" }),
  name: Type.String({ title: "名称" }),
  aliases: texts("别名"),
  plain: text("通俗说法"),
  deptName: text("实施主体"),
  deptCode: text("实施主体统一社会信用代码"),
  useLevel: text("行使层级"),
  taskType: text("事项类型"),
  audiences: texts("服务对象"),
  personThemes: texts("个人主题"),
  legalThemes: texts("法人主题"),
  depth: Type.Integer({ title: "网办深度" }),
  legal: limit,
  promise: limit,
  visits: Type.Optional(Type.Integer({ title: "到现场次数" })),
  appliable: Type.Boolean({ title: "能在这里网上申请" }),
  score: Type.Integer({ title: "标准化程度，0到100" }),
  state: Type.String({ title: "published 在用、suspended 暂停、cancelled 取消" }),
  version: Type.Integer({ title: "在用的版本" }),
  origin: Type.String({ title: "authored 在此编写、import 导入" }),
  changedAt: Type.Unsafe<Date>(Type.String({ format: "date-time", title: "最后变动的时刻" })),
};
/** A page of the list or of the changes. */
export const ItemPageView = Type.Object({
  items: Type.Array(Type.Object(itemFields)),
  next: Type.Union([Type.String(), Type.Null()], { title: "下一页的 after；没有下一页是 null" }),
});
/** One item with what it stands on. */
export const ItemView = Type.Object({
  ...itemFields,
  basis: Type.Array(
    Type.Object({
      title: Type.String({ title: "依据的名称" }),
      clause: text("条文"),
      law: Type.String({ title: "法规标识" }),
      articles: Type.Array(Type.Integer(), { title: "条" }),
    }),
  ),
  successors: texts("取消后由哪些事项承接"),
  standard: Type.Optional(Type.Unknown({ title: "标准化程度的各项" })),
});
/** One version, whole. */
export const VersionView = Type.Object({
  item: Type.String({ title: "事项标识" }),
  version: Type.Integer({ title: "版本号" }),
  sha256: Type.String({ title: "内容的摘要，也是 ETag" }),
  origin: Type.String({ title: "authored 在此编写、import 导入" }),
  writtenAt: Type.Unsafe<Date>(Type.String({ format: "date-time", title: "写下的时刻" })),
  document: Type.Unknown({ title: "事项标准全文，字段见字段词典" }),
  upper: Type.Optional(
    Type.Object({ item: Type.String({ title: "上级事项" }), version: Type.Integer({ title: "上级版本" }) }),
  ),
  differences: Type.Array(Type.Unknown(), { title: "与上级那一版的差别" }),
});

/** A page as the API tells it. */
export function pageView({ items, next }: ItemPage): object {
  return { items: items.map(itemView), next: next ?? null };
}

/** An item as the API tells it: which hall's editors keep it is nobody's business outside. */
export function itemView({ hall: _hall, ...item }: Item): object {
  return item;
}
