import type { DocumentKind } from "./facts.ts";

interface KindWords {
  /** Two letters in the check number. */
  letters: string;
  /** The word of the 文号. */
  word: string;
  /** On the check page and in lists. */
  name: string;
  title: (permit: boolean) => string;
}

/** What the kinds of documents are called. */
export const documentKinds: Readonly<Record<DocumentKind, KindWords>> = {
  receipt: { letters: "HZ", word: "收", name: "申请材料接收回执", title: () => "申请材料接收回执" },
  correction: { letters: "BZ", word: "补", name: "补正告知书", title: () => "申请材料补正告知书" },
  acceptance: {
    letters: "SL",
    word: "受",
    name: "受理通知书",
    title: (permit) => (permit ? "行政许可申请受理通知书" : "申请受理通知书"),
  },
  "not-acceptance": {
    letters: "BS",
    word: "不受",
    name: "不予受理通知书",
    title: (permit) => (permit ? "行政许可申请不予受理通知书" : "申请不予受理通知书"),
  },
  grant: {
    letters: "ZY",
    word: "准",
    name: "准予决定书",
    title: (permit) => (permit ? "准予行政许可决定书" : "准予办理决定书"),
  },
  refusal: {
    letters: "BX",
    word: "不准",
    name: "不予决定书",
    title: (permit) => (permit ? "不予行政许可决定书" : "不予办理决定书"),
  },
  result: { letters: "JG", word: "果", name: "办理结果通知书", title: () => "办理结果通知书" },
};

/** What all of them are. */
export const documentType = "application/pdf";
