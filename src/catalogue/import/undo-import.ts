import type { HallCode } from "../../kernel/codes/index.ts";
import { type Db, inTransaction, type Tx } from "../../kernel/db/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import type { Actor } from "../../kernel/http/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import { type CatalogueHouse, type Ground, requireReason } from "../change-item.ts";
import { factsOf, isAppliable } from "../item-facts.ts";
import { availableLicences } from "../licences.ts";
import { requireListKeeper } from "../rights.ts";
import type { ItemRow } from "../tables.ts";
import { readVersion } from "../versions.ts";
import { writeBasis } from "../write-version.ts";
import { type BulkEntry, mostRows, writeBulk } from "./bulk.ts";
import { requireBatch } from "./import-items.ts";

/** What undoing did. */
export interface UndoReport {
  /** Added items that are cancelled now. */
  cancelled: number;
  /** Changed items that say again what they said before. */
  restored: number;
  /** Items that went on since: their versions are newer than the batch's. */
  keptNewer: number;
}

const patience = { budgetMs: 60_000, statementMs: 60_000 };

/**
 * Takes a batch back. Nothing is deleted: added items are cancelled, changed ones get their former document as a new
 * version. What somebody changed since the import stays. Goes portion by portion and may be run again after an interruption.
 *
 * @throws HallError `catalogue/not-editor`, `catalogue/not-list-keeper` (forbidden); `catalogue/no-batch` (not-found); `catalogue/batch-closed` (conflict); `catalogue/no-reason` (invalid).
 */
export async function undoImport(
  house: CatalogueHouse & { readonly db: Db },
  actor: Actor,
  command: Ground & { hall: HallCode; batch: Id },
): Promise<UndoReport> {
  requireListKeeper(actor, command.hall);
  requireReason(command);
  const report: UndoReport = { cancelled: 0, restored: 0, keptNewer: 0 };
  // Closed first: an import that is still running stops at its next portion.
  await inTransaction(house.db, (tx) => closeForUndo(house, tx, command));
  let line = 0;
  for (;;) {
    const last = await inTransaction(house.db, (tx) => undoPortion(house, tx, actor, command, line, report), patience);
    if (last === undefined) return report;
    line = last;
  }
}

async function closeForUndo(
  house: CatalogueHouse,
  tx: Tx,
  { hall, batch }: { hall: HallCode; batch: Id },
): Promise<void> {
  const row = await requireBatch(tx, hall, batch);
  if (row.state === "undone") throw new HallError("conflict", "catalogue/batch-closed", "这一批已经撤销了");
  await tx
    .updateTable("catalogue.import_batch")
    .set({ state: "undone", finished_at: house.clock.now() })
    .where("hall", "=", hall)
    .where("id", "=", batch)
    .execute();
}

async function undoPortion(
  house: CatalogueHouse,
  tx: Tx,
  actor: Actor,
  command: Ground & { hall: HallCode; batch: Id },
  after: number,
  report: UndoReport,
): Promise<number | undefined> {
  const { hall, batch, reason, document } = command;
  const rows = await tx
    .selectFrom("catalogue.import_row")
    .select(["line", "outcome", "item_id", "version"])
    .where("hall", "=", hall)
    .where("batch_id", "=", batch)
    .where("line", ">", after)
    .where("outcome", "in", ["added", "changed"])
    .orderBy("line")
    .limit(mostRows)
    .execute();
  const last = rows.at(-1);
  if (!last) return undefined;
  const items = await lockAll(
    tx,
    rows.flatMap(({ item_id }) => item_id ?? []),
  );
  const at = house.clock.now();
  const entries: BulkEntry[] = [];
  const restored: { item: Id; document: Parameters<typeof factsOf>[0] }[] = [];
  const available = await availableLicences(house, tx);
  for (const { outcome, item_id, version } of rows) {
    const item = item_id === null ? undefined : items.get(item_id);
    if (!item || item.state === "cancelled") continue;
    if (item.version !== version) {
      report.keptNewer++;
      continue;
    }
    const next: ItemRow = { ...item, change_number: item.change_number + 1, changed_at: at };
    if (outcome === "added") {
      entries.push({
        item: { ...next, state: "cancelled", is_appliable: false },
        version: undefined,
        before: item.state,
      });
      report.cancelled++;
      continue;
    }
    const former = await readVersion(tx, item.id, version - 1);
    if (!former) continue;
    const facts = factsOf(former.document, isAppliable(former.document, { available }));
    const body = former.upper ? former.upper.differences : former.document;
    entries.push({
      item: { ...next, ...facts, version: version + 1 },
      version: {
        hall,
        item_id: item.id,
        version: version + 1,
        upper_id: former.upper?.item ?? null,
        upper_version: former.upper?.version ?? null,
        body: JSON.stringify(body),
        sha256: former.sha256,
        origin: former.origin,
        written_at: at,
        written_by: actor.id ?? "",
      },
      before: item.state,
    });
    restored.push({ item: item.id, document: former.document });
    report.restored++;
  }
  await writeBulk(house, tx, { hall, actor: actor.id ?? "", at, reason, document, kind: "undo" }, entries);
  if (restored.length > 0) await writeBasis(house, tx, restored);
  return last.line;
}

async function lockAll(tx: Tx, ids: readonly Id[]): Promise<Map<Id, ItemRow>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom("catalogue.item")
    .selectAll()
    .where("id", "in", ids)
    .orderBy("id")
    .forUpdate()
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
