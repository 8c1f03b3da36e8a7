import { sections } from "./sections.ts";
import type { Section } from "./spec.ts";

/** Section of the flow, and of the whole document as JSON: pages of their own. */
export const flowSection: Section = { key: "flow", title: "办理流程", specs: [] };
export const wholeSection: Section = {
  key: "whole",
  title: "全文",
  note: "整个事项标准，JSON。别处没有的项、复杂的条件和整份表单在这里写。",
  specs: [],
};
export const allSections: readonly Section[] = [
  ...sections.slice(0, 8),
  flowSection,
  ...sections.slice(8),
  wholeSection,
];

/** The section on which a field of the document is written. */
export function sectionOf(field: string): Section {
  if (field === "flow") return flowSection;
  const found = sections.find(({ specs }) => specs.some(({ path }) => path.split(".")[0] === field));
  return found ?? wholeSection;
}

/** What a field of the document is called. */
export function fieldName(field: string): string {
  if (field === "flow") return "办理流程";
  for (const { specs } of sections) {
    const found = specs.find(({ path }) => path.split(".")[0] === field);
    if (found) return field === "linkWay" ? "咨询方式" : found.label;
  }
  return rare[field] ?? field;
}

const rare: Readonly<Record<string, string>> = {
  taskHandleItem: "业务办理项编码",
  localCatalogCode: "地方基本编码",
  mainCode: "主项编码",
  mainName: "主项名称",
  deptType: "实施主体性质",
  exerciseContent: "行使内容",
  powerSource: "权力来源",
  handleArea: "通办范围",
  isHandle: "是否通办",
  handleFlow: "流程说明",
  undertakeDept: "承办机构",
  centerName: "政务服务中心",
  isEntryCenter: "是否进驻中心",
  intermediary: "中介服务",
  localTopics: "地方主题",
  review: "行政复议",
  litigation: "行政诉讼",
  extend: "扩展项",
};
