import {
  approveLegality,
  type CatalogueHouse,
  cancelItem,
  discardDraft,
  type Ground,
  mayJudge,
  publishItem,
  resumeItem,
  sendBack,
  submitForReview,
  suspendItem,
} from "../../catalogue/index.ts";
import type { Tx } from "../../kernel/db/index.ts";
import type { Actor } from "../../kernel/http/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import type { Kept } from "./kept.ts";
import type { Officer } from "./surround.ts";

type Run = (house: CatalogueHouse, tx: Tx, actor: Actor, command: Ground & { item: Id }) => Promise<unknown>;

/** One thing that can be done with an item. */
export interface KeptAct {
  readonly label: string;
  readonly hint: string;
  readonly run: Run;
}

/** What can be done with an item, by the word in its form. */
export const keptActs = {
  submit: { label: "报合法性审查", hint: "审查期间不能改", run: submitForReview },
  approve: { label: "审查通过", hint: "之后由编制员发布", run: approveLegality },
  "send-back": { label: "退回修改", hint: "原因写给编制员看", run: sendBack },
  publish: { label: "发布", hint: "成为新的一版，马上在用；在办的按原来的版本办完", run: publishItem },
  suspend: { label: "暂停", hint: "不收新的申请，在办的照办", run: suspendItem },
  discard: { label: "放弃草稿", hint: "写的不再保留；从未发布的事项随之取消", run: discardDraft },
  resume: { label: "恢复", hint: "按暂停前的版本收申请", run: resumeItem },
  cancel: { label: "取消", hint: "不能恢复；在办的按原来的版本办完", run: cancelItem },
} as const satisfies Record<string, KeptAct>;

export type ActKey = keyof typeof keptActs;

export function isAct(text: string): text is ActKey {
  return Object.hasOwn(keptActs, text);
}

/** What this officer can do with the item as it stands. */
export function actsOpen({ item, draft, mayEdit, mayReview }: Kept, officer: Officer): ActKey[] {
  const open: ActKey[] = [];
  if (item.state === "cancelled") return open;
  if (mayEdit && (draft?.state === "editing" || draft?.state === "returned")) open.push("submit");
  if (draft && mayJudge(officer, item.hall, draft.submittedBy ?? null)) {
    if (draft.state === "submitted") open.push("approve", "send-back");
    if (draft.state === "approved") open.push("send-back");
  }
  if (mayEdit && draft?.state === "approved") open.push("publish");
  if (mayEdit && item.state === "published") open.push("suspend");
  if (mayEdit && item.state === "suspended") open.push("resume");
  if (mayEdit && draft && draft.state !== "submitted") open.push("discard");
  if (mayReview) open.push("cancel");
  return open;
}
