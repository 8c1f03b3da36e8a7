import type { JournalLine, Words } from "../../../application/index.ts";
import { dayWords } from "../../day-words.ts";
import type { DeskCase } from "./load.ts";

/** What was said in a step, one sentence each. */
export function saidIn(line: JournalLine, { view, form }: Pick<DeskCase, "view" | "form">): string[] {
  const { words } = line;
  return [
    ...line.facts.map(withDays),
    ...(words ? wordsOf(words, (kind, key) => labelOf({ view, form }, kind, key)) : []),
  ];
}

/** Days as people write them. */
function withDays(fact: string): string {
  return fact.replaceAll(/\d{4}-\d{2}-\d{2}/g, (day) => dayWords(day));
}

function wordsOf(words: Words, label: (kind: "field" | "material", key: string) => string): string[] {
  const {
    papers = [],
    to,
    reason,
    opinion,
    note,
    remedies,
    asks = [],
    override,
    ground,
    days,
    result,
    document,
    waybill,
    collector,
  } = words;
  const parts: (string | undefined)[] = [
    ...papers.map(({ key, originalSeen, copyKept }) => {
      const did = [originalSeen ? "原件已核对退还" : "", copyKept ? "留存复印件" : ""].filter((one) => one !== "");
      return did.length === 0 ? undefined : `${label("material", key)}：${did.join("，")}`;
    }),
    to && `转给${to}`,
    reason && `理由：${reason}`,
    opinion && `意见：${opinion}`,
    ...asks.map((ask, at) => `${at + 1}. ${label(ask.kind, ask.key)}：${ask.reason}`),
    override && `再次告知的原因：${override}`,
    ground && `依据：${ground}`,
    days === undefined ? undefined : `预计 ${days} 个工作日`,
    result && `结果：${result}`,
    document &&
      [document.name, document.number, document.validity && `有效期 ${document.validity}`].filter(Boolean).join("，"),
    waybill && `邮件号 ${waybill}`,
    collector && `领取人 ${collector.name}`,
    remedies && `救济途径：${remedies}`,
    note && `备注：${note}`,
  ];
  return parts.filter((part): part is string => part !== undefined && part !== "");
}

/** A question or a material by its key, as people know it. */
export function labelOf(
  { view, form }: Pick<DeskCase, "view" | "form">,
  kind: "field" | "material",
  key: string,
): string {
  if (kind === "material") {
    return view.version.document.materials?.find((one) => one.key === key)?.materialName ?? key;
  }
  return form.pages.flatMap(({ fields }) => fields).find((field) => field.key === key)?.label ?? key;
}
