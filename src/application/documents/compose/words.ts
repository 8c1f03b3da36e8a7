import { type Day, type DueOn, formatDate, formatDay } from "../../../kernel/calendar/index.ts";
import type { CommonFacts, MaterialLine } from "../facts.ts";
import { type Block, paragraph } from "./block.ts";

/** 2026年11月9日 */
export function dayWords(day: Day): string {
  return formatDate(day, { year: true });
}

/** 2026年11月24日（星期二）; one that may still move says so. */
export function dueWords(due: DueOn): string {
  const words = formatDay(due.on, { year: true });
  return due.provisional ? words.replace("）", "，暂定，放假安排公布后以查询为准）") : words;
}

/** 您 or 贵单位. */
export function you(facts: Pick<CommonFacts, "legalPerson">): string {
  return facts.legalPerson ? "贵单位" : "您";
}

/** A text that ends as a sentence does. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  return /[。！？；…]$/.test(trimmed) ? trimmed : `${trimmed.replace(/[.;，,、]+$/, "")}。`;
}

/** The materials as a table; a sentence where there are none. */
export function materialsTable(materials: readonly MaterialLine[], none: string, title = "材料名称"): Block {
  if (materials.length === 0) return paragraph(none);
  return {
    is: "table",
    columns: [
      { title: "序号", part: 0.1, centred: true },
      { title, part: 0.6 },
      { title: "形式", part: 0.3 },
    ],
    rows: materials.map(({ name, form }, index) => [String(index + 1), name, form]),
  };
}
