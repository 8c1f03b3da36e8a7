import type { ItemDocument, ItemField } from "./document.ts";

/** One element of a complete guide and its weight. */
interface Element {
  readonly field: ItemField;
  readonly name: string;
  readonly weight: number;
  isThere(document: ItemDocument): boolean;
}

const given = (field: ItemField, name: string, weight: number): Element => ({
  field,
  name,
  weight,
  isThere: (document) => {
    const value = document[field];
    return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
  },
});

/** What 国办函〔2016〕108号 asks of a guide; the weights are ours and add up to 100. */
const elements: readonly Element[] = [
  given("taskType", "事项类型", 4),
  {
    field: "byLaw",
    name: "设定依据写到条款",
    weight: 10,
    isThere: ({ byLaw = [] }) => byLaw.length > 0 && byLaw.every(({ clause }) => clause !== undefined),
  },
  given("deptName", "实施主体", 4),
  given("useLevel", "行使层级", 3),
  given("serverType", "服务对象", 4),
  given("acceptCondition", "受理条件", 8),
  {
    field: "materials",
    name: "材料的来源、形式和必要性",
    weight: 12,
    isThere: ({ materials }) =>
      materials?.every(
        (one) => one.isNeed !== undefined && one.sourceType !== undefined && one.materialFormat !== undefined,
      ) ?? false,
  },
  given("flow", "办理流程", 10),
  given("legalDays", "法定时限", 6),
  given("promiseDays", "承诺时限", 6),
  {
    field: "isFee",
    name: "收费说明",
    weight: 4,
    isThere: ({ isFee, fees = [] }) => isFee === false || fees.length > 0,
  },
  {
    field: "results",
    name: "办理结果和样本",
    weight: 6,
    isThere: ({ results = [] }) =>
      results.length > 0 && results.every(({ resultSample }) => resultSample !== undefined),
  },
  given("limitSceneNum", "到场次数", 3),
  given("transactAddr", "办理地点", 4),
  given("transactTime", "办理时间", 2),
  { field: "linkWay", name: "咨询电话", weight: 4, isThere: ({ linkWay }) => linkWay?.phone !== undefined },
  given("superviseWay", "投诉电话", 4),
  {
    field: "userTopicType",
    name: "主题",
    weight: 2,
    isThere: ({ userTopicType = [], corpTopicType = [] }) => userTopicType.length + corpTopicType.length > 0,
  },
  given("faqs", "常见问题", 4),
];

/** 办事指南标准化程度. */
export interface StandardScore {
  /** 0 to 100. */
  readonly score: number;
  /** What is missing, heaviest first. */
  readonly missing: readonly { readonly field: ItemField; readonly name: string; readonly weight: number }[];
}

/** Scores how complete a guide is, and says what is missing. @source 国办函〔2016〕108号 (办事指南规范化); weights ours */
export function standardScore(document: ItemDocument): StandardScore {
  const missing = elements
    .filter((element) => !element.isThere(document))
    .map(({ field, name, weight }) => ({ field, name, weight }))
    .sort((a, b) => b.weight - a.weight);
  return { score: 100 - missing.reduce((sum, { weight }) => sum + weight, 0), missing };
}
