import type { PublishedChange } from "../../catalogue/index.ts";
import { dayOf } from "../../kernel/calendar/index.ts";
import type { LinkLine } from "../../ui/index.ts";

const words: Readonly<Record<PublishedChange["kind"], string>> = {
  found: "新编",
  submit: "报审",
  approve: "审查通过",
  "send-back": "退回",
  publish: "修订公布",
  suspend: "暂停办理",
  resume: "恢复办理",
  cancel: "取消",
  transfer: "划转",
  devolve: "下放",
  split: "拆分",
  merge: "合并",
  import: "更新",
  undo: "更正",
  discard: "放弃草稿",
};

/** What happened, in two to four signs; the first version of an item is new, whatever brought it. */
export function changeWords({ kind, version }: Pick<PublishedChange, "kind" | "version">): string {
  if (version === 1 && (kind === "publish" || kind === "import")) return "新公布";
  return words[kind];
}

/** A change as one line: what, which item, on which day. */
export function changeLine(change: PublishedChange): LinkLine {
  const day = dayOf(change.at);
  return { href: `/items/${change.item}`, title: `${changeWords(change)}：${change.name}`, meta: day, day };
}
