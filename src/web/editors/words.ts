import type { DraftState, ItemChangeKind, ItemFinding, ItemState, KeptView } from "../../catalogue/index.ts";
import { stateNames } from "../../catalogue/index.ts";
import { workNames } from "../../identity/index.ts";
import type { Reader } from "../../kernel/db/index.ts";
import { isId } from "../../kernel/ids/index.ts";
import type { TagTone } from "../../ui/index.ts";

export const draftNames: Readonly<Record<DraftState, string>> = {
  editing: "在写",
  submitted: "待审查",
  approved: "已通过，待发布",
  returned: "退回",
};

export const viewNames: Readonly<Record<KeptView, string>> = {
  all: "全部",
  writing: "在写",
  submitted: "待审查",
  approved: "待发布",
  published: "在用",
  suspended: "暂停",
  cancelled: "取消",
};

export const changeNames: Readonly<Record<ItemChangeKind, string>> = {
  found: "新编",
  submit: "报审",
  approve: "合法性审查通过",
  "send-back": "退回",
  publish: "发布",
  suspend: "暂停",
  resume: "恢复",
  cancel: "取消",
  transfer: "划转",
  devolve: "下放",
  split: "拆分",
  merge: "合并",
  import: "导入",
  undo: "撤销导入",
  discard: "放弃草稿",
};

export const severityNames: Readonly<Record<ItemFinding["severity"], string>> = {
  error: "要改",
  unknown: "没有写",
  warning: "请看",
};

export const severityTones: Readonly<Record<ItemFinding["severity"], TagTone>> = {
  error: "stop",
  unknown: "plain",
  warning: "warn",
};

export function stateTag(state: ItemState): { readonly words: string; readonly tone: TagTone } {
  const tones: Readonly<Record<ItemState, TagTone>> = {
    draft: "off",
    published: "brand",
    suspended: "warn",
    cancelled: "off",
  };
  return { words: state === "draft" ? "未发布" : stateNames[state], tone: tones[state] };
}

/** Who did it, as officers are called at work; systems are called so. */
export async function namesOf(db: Reader, actors: readonly (string | undefined)[]): Promise<(actor: string) => string> {
  const known = await workNames(
    db,
    actors.flatMap((one) => (one !== undefined && isId(one) ? [one] : [])),
  );
  return (actor) => known.get(actor) ?? (isId(actor) ? "工作人员" : "系统");
}
