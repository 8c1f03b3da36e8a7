import { findItemByCode, search } from "../../catalogue/index.ts";
import type { HallCode } from "../../kernel/codes/index.ts";
import type { Reader } from "../../kernel/db/index.ts";

/** Items of a mandate that were named, or the sentence about the first line nobody understands. */
export type ReadItems = { readonly ids: readonly string[] } | { readonly fault: string };

const mostItems = 50;

/**
 * Reads the items of a mandate, one a line: a name as it stands in the guide of the chosen hall, or a code, which is clear
 * without a hall. Nothing typed: all items.
 *
 * @param hall undefined for every hall.
 */
export async function readItems(db: Reader, typed: string, hall: HallCode | undefined): Promise<ReadItems> {
  const lines = [...new Set(typed.split(/\r?\n|[、，,；;]/).map((line) => line.trim()))].filter((line) => line !== "");
  if (lines.length > mostItems) return { fault: `最多写 ${mostItems} 个事项，再多就不限事项` };
  const ids = new Set<string>();
  for (const line of lines) {
    const found = await findByLine(db, line, hall);
    if ("fault" in found) return found;
    for (const id of found.ids) ids.add(id);
  }
  return { ids: [...ids] };
}

async function findByLine(db: Reader, line: string, hall: HallCode | undefined): Promise<ReadItems> {
  const coded = /^[0-9A-Za-z-]{10,50}$/.test(line) ? await findItemByCode(db, line) : undefined;
  if (coded && coded.state !== "cancelled" && (hall === undefined || coded.hall === hall)) return { ids: [coded.id] };
  if (hall === undefined) return { fault: `写事项名称时请选一个大厅；每个大厅都能办就写编码：${line}` };
  const { hits } = await search(db, { words: line, hall, pageSize: 50 });
  const plain = (name: string) => name.normalize("NFKC").replaceAll(/\s/g, "");
  const same = hits.filter((hit) => hit.hall === hall && plain(hit.name) === plain(line));
  if (same.length > 0) return { ids: same.map(({ itemId }) => itemId) };
  return { fault: `这个大厅没有“${line}”，请照办事指南写全名` };
}
