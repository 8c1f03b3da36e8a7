import type { Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { digestOf } from "./canonical.ts";
import type { ItemChangeKind, ItemChangeRow, ItemRow } from "./tables.ts";

/** What acts on items need of the house. */
export type CatalogueHouse = Pick<House, "clock" | "outbox">;

/** Why something is done; kept in the item's history for good. */
export interface Ground {
  /** Plain words, at most 500 characters. */
  readonly reason: string;
  /** Title and number of the deciding document. */
  readonly document?: string | undefined;
}

/** The hash that stands before an item's first change. */
export const noHash = "0".repeat(64);

/** Locks an item for the transaction. @throws HallError `catalogue/no-item` (not-found). */
export async function lockItem(tx: Tx, item: Id): Promise<ItemRow> {
  const row = await tx.selectFrom("catalogue.item").selectAll().where("id", "=", item).forUpdate().executeTakeFirst();
  if (!row) throw new HallError("not-found", "catalogue/no-item", "没有这个事项");
  return row;
}

/** Hall and body of an item, for the question who keeps it. */
export function bodyOf({ hall, division, dept_code, dept_name }: ItemRow) {
  return { hall, division, deptCode: dept_code ?? undefined, deptName: dept_name ?? undefined };
}

/** @throws HallError `catalogue/wrong-state` (conflict) unless the item is in one of these states. */
export function requireState(item: ItemRow, ...states: readonly ItemRow["state"][]): void {
  if (states.includes(item.state)) return;
  throw new HallError("conflict", "catalogue/wrong-state", `这个事项现在是“${stateNames[item.state]}”，不能这样办理`, {
    state: item.state,
  });
}

/** What states are called. */
export const stateNames: Readonly<Record<ItemRow["state"], string>> = {
  draft: "草稿",
  published: "在用",
  suspended: "暂停",
  cancelled: "取消",
};

/**
 * Writes what was done: the index row as it now is, and one line of history sealed to the line before.
 *
 * @param item the row as `lockItem` gave it.
 * @param change.set what is different now.
 * @throws HallError `catalogue/no-reason` (invalid); `catalogue/code-taken` (conflict).
 */
export async function recordChange(
  house: CatalogueHouse,
  tx: Tx,
  actor: Actor,
  item: ItemRow,
  change: Ground & { kind: ItemChangeKind; set?: Partial<ItemRow> },
): Promise<ItemRow> {
  requireReason(change);
  const at = house.clock.now();
  const now: ItemRow = { ...item, ...change.set, change_number: item.change_number + 1, changed_at: at };
  if (now.code !== item.code) await requireFreeCode(tx, now.code);
  const prior = await lastHash(tx, item);
  const { id, hall, ...columns } = now;
  await tx.updateTable("catalogue.item").set(columns).where("id", "=", id).execute();
  const line = historyLine(now, { ...change, at, actor: actor.id ?? "", prior });
  await tx.insertInto("catalogue.item_change").values(line).execute();
  return now;
}

/** @throws HallError `catalogue/no-reason` (invalid). */
export function requireReason({ reason }: Ground): void {
  if (reason.trim() !== "" && reason.length <= 500) return;
  throw new HallError("invalid", "catalogue/no-reason", "请写明原因，不超过500字", {
    fields: { reason: "请写明原因，不超过500字" },
  });
}

/** @throws HallError `catalogue/code-taken` (conflict) when a living item has the code. */
export async function requireFreeCode(tx: Tx, code: string): Promise<void> {
  const taken = await tx
    .selectFrom("catalogue.item")
    .select("id")
    .where("code", "=", code)
    .where("state", "<>", "cancelled")
    .executeTakeFirst();
  if (taken)
    throw new HallError("conflict", "catalogue/code-taken", "已经有事项用了这个编码", { code, item: taken.id });
}

/** One line of history with its seal: the hash of itself and of the line before. */
export function historyLine(
  item: ItemRow,
  act: Ground & { kind: ItemChangeKind; at: Date; actor: string; prior: string },
): ItemChangeRow {
  const line = {
    hall: item.hall,
    item_id: item.id,
    number: item.change_number,
    kind: act.kind,
    happened_at: act.at,
    actor: act.actor,
    reason: act.reason,
    document: act.document ?? null,
    state: item.state,
    version: item.version,
    name: item.name,
    code: item.code,
    division: item.division,
    dept_name: item.dept_name,
    prior_hash: act.prior,
  };
  return { ...line, hash: hashOfLine(line) };
}

/** The seal of a line. */
export function hashOfLine(line: Omit<ItemChangeRow, "hash">): string {
  return digestOf({ ...line, happened_at: line.happened_at.toISOString() });
}

async function lastHash(tx: Tx, { hall, id, change_number }: ItemRow): Promise<string> {
  const last = await tx
    .selectFrom("catalogue.item_change")
    .select("hash")
    .where("hall", "=", hall)
    .where("item_id", "=", id)
    .where("number", "=", change_number)
    .executeTakeFirst();
  return last?.hash ?? noHash;
}
