import type { DivisionLevel } from "../kernel/codes/index.ts";

/** What is called how at which level; absent = not usual there. Words that only older names have are in `also`. */
interface OrganFacts {
  readonly province?: string;
  readonly city?: string;
  readonly county?: string;
  readonly town?: string;
  readonly also?: readonly string[];
}

/**
 * The kinds of bodies a place usually has, in the order in which portals show them: the kind is how an item, written once,
 * finds its department in every place. Names are those since the reform of 2018; the name of the place goes before them.
 */
const organs = {
  government: { city: "人民政府", county: "人民政府", town: "人民政府", also: ["街道办事处"] },
  development: { province: "发展和改革委员会", city: "发展和改革局", county: "发展和改革局", also: ["发展改革"] },
  education: { province: "教育厅", city: "教育局", county: "教育局" },
  science: { province: "科学技术厅", city: "科学技术局", also: ["科技"] },
  industry: {
    province: "工业和信息化厅",
    city: "工业和信息化局",
    county: "工业和信息化局",
    also: ["经济信息化", "经济和信息化"],
  },
  ethnic: { province: "民族宗教事务委员会", city: "民族宗教事务局", also: ["民族宗教"] },
  security: { province: "公安厅", city: "公安局", county: "公安局" },
  civil: { province: "民政厅", city: "民政局", county: "民政局" },
  justice: { province: "司法厅", city: "司法局", county: "司法局" },
  finance: { province: "财政厅", city: "财政局", county: "财政局" },
  labour: { province: "人力资源和社会保障厅", city: "人力资源和社会保障局", county: "人力资源和社会保障局" },
  land: { province: "自然资源厅", city: "自然资源局", county: "自然资源局", also: ["国土资源", "规划和自然资源"] },
  environment: { province: "生态环境厅", city: "生态环境局", county: "生态环境分局", also: ["环境保护"] },
  housing: { province: "住房和城乡建设厅", city: "住房和城乡建设局", county: "住房和城乡建设局" },
  transport: { province: "交通运输厅", city: "交通运输局", county: "交通运输局" },
  water: { province: "水利厅", city: "水务局", county: "水利局", also: ["水务", "水利"] },
  agriculture: { province: "农业农村厅", city: "农业农村局", county: "农业农村局", also: ["农业厅", "农业局"] },
  commerce: { province: "商务厅", city: "商务局", also: ["外经贸", "科工商务"] },
  culture: {
    province: "文化和旅游厅",
    city: "文化广电旅游体育局",
    county: "文化广电旅游体育局",
    also: ["文化厅", "文广新", "文化广电"],
  },
  health: {
    province: "卫生健康委员会",
    city: "卫生健康局",
    county: "卫生健康局",
    also: ["卫生计生", "卫生和计划生育", "卫生局", "卫生健康"],
  },
  veterans: { province: "退役军人事务厅", city: "退役军人事务局", county: "退役军人事务局" },
  emergency: { province: "应急管理厅", city: "应急管理局", county: "应急管理局", also: ["安全监管", "安全生产监督"] },
  audit: { province: "审计厅", city: "审计局", county: "审计局" },
  market: {
    province: "市场监督管理局",
    city: "市场监督管理局",
    county: "市场监督管理局",
    also: ["工商局", "工商行政管理"],
  },
  statistics: { province: "统计局", city: "统计局", county: "统计局" },
  insurance: { province: "医疗保障局", city: "医疗保障局", county: "医疗保障局" },
  forestry: { province: "林业局", city: "林业局", also: ["林业厅"] },
  urban: { city: "城市管理和综合执法局", county: "城市管理和综合执法局", also: ["城市综合管理"] },
  services: {
    province: "政务服务数据管理局",
    city: "政务服务数据管理局",
    county: "政务服务数据管理局",
    also: ["政务服务管理", "行政服务中心"],
  },
  tax: { province: "税务局", city: "税务局", county: "税务局", also: ["地税", "地方税务"] },
  disabled: { province: "残疾人联合会", city: "残疾人联合会", county: "残疾人联合会", also: ["残联"] },
  provident: { city: "住房公积金管理中心" },
  registration: { city: "不动产登记中心", county: "不动产登记中心", also: ["不动产登记"] },
  weather: { province: "气象局", city: "气象局", county: "气象局" },
  tobacco: { city: "烟草专卖局", county: "烟草专卖局", also: ["烟草专卖"] },
} as const satisfies Record<string, OrganFacts>;

/** A kind of body, e.g. `security` for 公安. */
export type OrganKind = keyof typeof organs;

/** All kinds, in the order in which portals show them. */
export const organKinds = Object.keys(organs) as OrganKind[];

/** The usual name of a kind at a level, without the name of the place; undefined where it is not usual. */
export function usualName(kind: OrganKind, level: DivisionLevel): string | undefined {
  const facts: OrganFacts = organs[kind];
  return level === "village" ? undefined : facts[level];
}

/** Words of a name that tell its kind: the longest first, so that 自然资源 wins over a shorter word that fits as well. */
const telling = organKinds
  .flatMap((kind) => {
    const { also = [], ...names }: OrganFacts = organs[kind];
    const stems = Object.values(names).map((name) => String(name).replace(/(委员会|厅|分局|局)$/, ""));
    return [...new Set([...stems, ...also])].map((word) => ({ kind, word: word.replaceAll(/和|与/g, "") }));
  })
  .sort((one, other) => other.word.length - one.word.length);

/** The kind that a name tells (公安厅, 市公安局, 公安机关 → `security`); undefined when it tells none. */
export function kindOfName(name: string): OrganKind | undefined {
  // 人民政府法制办公室 is an office of the government, not the government.
  const plain = name.replaceAll(/和|与|人民政府(?=.*[办室局厅委])/g, "");
  return telling.find(({ word }) => plain.includes(word))?.kind;
}
