import { importHandlingCode, importImplementationCode, isUscc } from "../kernel/codes/index.ts";
import type { Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { type CatalogueHouse, type Ground, lockItem, requireState } from "./change-item.ts";
import type { ItemDocument } from "./document.ts";
import { requireReviewer, requireReviewerIn } from "./rights.ts";
import { documentInUse } from "./succession.ts";
import { writeVersion } from "./write-version.ts";

/** The body that takes a power over. */
export interface Body {
  readonly deptName: string;
  /** Uscc, 18 characters; may be absent where the item has a code of the place's own, which holds no uscc. */
  readonly deptCode?: string | undefined;
}

/**
 * Hands an item to another body of the same place (划转): the next version names the new body and has its code. The item stays the
 * same, so links, ratings and running cases keep it; those go on under their version.
 *
 * @throws HallError `catalogue/not-reviewer`, `catalogue/not-yours` (forbidden); `catalogue/bad-body` (invalid); `catalogue/wrong-state`, `catalogue/code-taken` (conflict); `catalogue/no-item`.
 * @source capabilities B8 (转移)
 */
export async function transferPower(
  house: CatalogueHouse,
  tx: Tx,
  actor: Actor,
  command: Ground & { item: Id; to: Body },
): Promise<{ item: Id; version: number; code: string }> {
  requireReviewer(actor);
  const item = await lockItem(tx, command.item);
  requireReviewerIn(actor, item.hall);
  requireState(item, "published");
  const content = underBody(await documentInUse(tx, item), command.to);
  const { to: _to, ...ground } = command;
  const now = await writeVersion(house, tx, actor, item, { ...ground, kind: "transfer", content });
  return { item: now.id, version: now.version, code: now.code };
}

/** The document as another body has it: its name, and its credit code inside the item codes. @throws HallError `catalogue/bad-body` (invalid). */
export function underBody(document: ItemDocument, { deptName, deptCode }: Body, level?: string): ItemDocument {
  const { deptCode: _before, taskCode, taskHandleItem, ...rest } = document;
  const isCoded = taskCode !== undefined || taskHandleItem !== undefined;
  const isBadCode = deptCode === undefined ? isCoded : !isUscc(deptCode);
  if (isBadCode || deptName.trim() === "" || deptName.length > 200) {
    throw new HallError("invalid", "catalogue/bad-body", "请写明接收部门的名称和统一社会信用代码", {
      fields: isBadCode ? { deptCode: "统一社会信用代码不对，或机构里还没有登记" } : { deptName: "请写部门名称" },
    });
  }
  return {
    ...rest,
    deptName,
    ...(level !== undefined && { useLevel: level }),
    ...(deptCode !== undefined && {
      deptCode,
      ...(taskCode !== undefined && { taskCode: recoded(taskCode, deptCode, level) }),
      ...(taskHandleItem !== undefined && { taskHandleItem: recoded(taskHandleItem, deptCode, level) }),
    }),
  };
}

/** An item code with another body and level. */
function recoded(code: string, deptCode: string, level: string | undefined): string {
  const next = `${deptCode}${level ?? code.charAt(18)}${code.slice(19)}`;
  return next.length === 33 ? importHandlingCode(next).code : importImplementationCode(next).code;
}
