import type { ItemDocument } from "./document.ts";
import type { ItemKind } from "./tables.ts";

/** What the codes of a document say of the item. */
export interface ItemCodes {
  readonly kind: ItemKind;
  /** The code people know the item by. */
  readonly code: string;
  readonly baseCode: string | undefined;
  /** The implementation of a handling item; the main item (`…Y`) of a sub-item. */
  readonly mainCode: string | undefined;
}

/** Reads the codes of a document. @returns undefined when it has none at all. */
export function codesOf(document: ItemDocument): ItemCodes | undefined {
  const { taskHandleItem, taskCode, localTaskCode, catalogCode, localCatalogCode, mainCode } = document;
  const baseCode = catalogCode ?? localCatalogCode;
  if (taskHandleItem !== undefined) {
    return { kind: "handling", code: taskHandleItem, baseCode, mainCode: taskCode ?? taskHandleItem.slice(0, 31) };
  }
  const code = taskCode ?? localTaskCode;
  if (code !== undefined) return { kind: "implementation", code, baseCode, mainCode };
  return baseCode === undefined ? undefined : { kind: "base", code: baseCode, baseCode, mainCode };
}
