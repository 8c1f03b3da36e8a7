import type { AssuranceStep } from "../../identity/index.ts";

/** What a level of assurance means, in a word. */
export const levelWords: Readonly<Record<number, string>> = {
  0: "还没有验证",
  1: "只验证过手机号",
  2: "已实名",
  3: "已当面核验",
};

/** What one can do with it. */
export const levelReach: Readonly<Record<number, string>> = {
  0: "还不能申请。",
  1: "可以存草稿，查进度；多数事项要先实名才能申请。",
  2: "可以办大多数事项。",
  3: "可以办全部事项。",
};

/** How a level came about. */
export const wayWords: Readonly<Record<AssuranceStep["way"], string>> = {
  phone: "验证手机号",
  "real-name-check": "网上实名核验",
  counter: "窗口当面核验",
  engaged: "录用为工作人员",
  registered: "登记机关核对",
  withdrawn: "窗口撤销核验",
};
