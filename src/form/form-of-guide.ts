import type { Condition } from "./condition.ts";
import type { CrossCheck, Field, Form, Page } from "./definition.ts";
import { fieldOfGuide } from "./field-of-guide.ts";
import type { GuideForm, GuideMaterial } from "./guide.ts";

/** A material of the item with its condition as the form can judge it; shortened by `shorten`. */
export interface WantedMaterial {
  name: string;
  when?: Condition;
}

/** More questions than this on one screen are parted by what they are about. */
const SCREENFUL = 5;
/** What a question measures, as a word for the page's title; undefined when it measures nothing. */
function measureOf(field: Field): string | undefined {
  switch (field.kind) {
    case "address":
    case "division":
      return "地点";
    case "number":
    case "integer":
      return field.unit === "平方米" ? "面积" : "数量";
    case "money":
      return "金额";
    case "date":
    case "month":
      return "日期";
    default:
      return undefined;
  }
}

/**
 * Makes a guide's form into pages, and its materials' words “when” into conditions: words that are one of a question's
 * options ask that question (以合法稳定住所申请), all others become a yes/no question of the page 您的情况.
 *
 * @throws HallError `form/guide-field-unknown` (invalid).
 */
export function formOfGuide(guide: GuideForm): { form: Form; materials: WantedMaterial[] } {
  const fields = guide.form.map(fieldOfGuide);
  const situations = new Map<string, { key: string; wanted: string[] }>();
  const materials = guide.materials.map(({ name, when }): WantedMaterial => {
    if (when === undefined) return { name };
    const answered = optionMeant(fields, when);
    if (answered) return { name, when: answered };
    const situation = situations.get(when) ?? { key: `situation${situations.size + 1}`, wanted: [] };
    situation.wanted.push(name);
    situations.set(when, situation);
    return { name, when: { "==": [{ var: situation.key }, true] } };
  });
  const asked = [...situations].map(([when, { key, wanted }]): Field => {
    return {
      kind: "yesNo",
      key,
      label: situationLabel(when),
      required: true,
      hint: `选“是”，要提交${wanted.join("、")}`,
    };
  });
  const checks = checksOf(fields);
  const pages = [
    ...(asked.length > 0 ? [{ key: "situation", title: "您的情况", fields: asked }] : []),
    ...pagesOfFields(fields),
  ];
  return {
    form: { key: guide.slug, name: guide.name, pages, ...(checks.length > 0 ? { checks } : {}) },
    materials,
  };
}

/** 委托他人办理 → 是否委托他人办理; words that do not begin with a verb are quoted. */
function situationLabel(when: string): string {
  return /^(委托|由|为|利用|属于|有|选择|设置)/.test(when) ? `是否${when}` : `是否属于“${when}”`;
}

/** The condition when the words are an option of a question, with or without 以…申请 or …单位 around it. */
function optionMeant(fields: readonly Field[], when: GuideMaterial["when"] & string): Condition | undefined {
  const bare = when.replace(/^以(.+)申请$/, "$1").replace(/单位$/, "");
  for (const field of fields) {
    if (field.kind !== "choice" && field.kind !== "choices") continue;
    const value = field.options.find((one) => one.label === when || one.label === bare)?.value;
    if (value === undefined) continue;
    return field.kind === "choice" ? { "==": [{ var: field.key }, value] } : { in: [value, { var: field.key }] };
  }
  return undefined;
}

function pagesOfFields(fields: readonly Field[]): Page[] {
  const alone = fields.filter((field) => field.kind === "rows");
  const files = fields.filter((field) => field.kind === "file");
  const last = fields.filter((field) => field.kind === "declaration");
  const plain = fields.filter((field) => !["rows", "file", "declaration"].includes(field.kind));
  const measured = plain.filter((field) => measureOf(field) !== undefined);
  const parted = plain.length > SCREENFUL && measured.length > 1 && measured.length < plain.length;
  const basic = parted ? plain.filter((field) => !measured.includes(field)) : plain;
  const words = [...new Set(measured.map(measureOf))];
  return [
    { key: "basic", title: "基本信息", fields: basic },
    { key: "measures", title: words.join("、").replace(/、(?=[^、]*$)/, "和"), fields: parted ? measured : [] },
    ...alone.map((field) => ({ key: `table-${alone.indexOf(field) + 1}`, title: field.label, fields: [field] })),
    { key: "files", title: "照片", fields: files },
    { key: "declaration", title: "声明", fields: last },
  ].filter((page) => page.fields.length > 0);
}

/** What the guides leave to be understood: a plan starts before it ends, and two people are two. */
function checksOf(fields: readonly Field[]): CrossCheck[] {
  const checks: CrossCheck[] = [];
  const [start, end] = ["start", "end"].map((key) => fields.find((field) => field.key === key));
  if (start?.kind === "date" && end?.kind === "date") checks.push({ kind: "order", from: "start", to: "end" });
  const [one, other] = fields.filter((field) => field.kind === "idNumber");
  if (one && other) checks.push({ kind: "different", field: other.key, from: one.key });
  return checks;
}
