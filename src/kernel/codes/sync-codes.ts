import type { Tx } from "../db/index.ts";
import { type CodeMapping, type CodeTable, codeMappings, codeTables } from "./code-tables.ts";
import { syncMappings } from "./sync-mappings.ts";
import { raiseVersion, type SyncReport, same, shipped } from "./sync-report.ts";
import type { CodeTableRow, CodeValueRow } from "./tables.ts";

/**
 * Brings the code tables of the database to this edition of the program; run after the migrations at every start.
 * Running it again changes nothing. Rows corrected in the hall, and tables and codes of its own, are left alone.
 *
 * @param tables another edition, for tests; the shipped one when absent.
 */
export async function syncCodeTables(
  tx: Tx,
  tables: readonly CodeTable[] = codeTables,
  mappings: readonly CodeMapping[] = codeMappings,
): Promise<SyncReport> {
  const report: SyncReport = { added: [], changed: [], removed: [], kept: [] };
  const touched = new Set<string>();
  await syncTables(tx, tables, report, touched);
  await syncValues(tx, tables, report, touched);
  await syncMappings(tx, mappings, report, touched);
  if (touched.size > 0) await raiseVersion(tx, [...touched]);
  return report;
}

async function syncTables(
  tx: Tx,
  tables: readonly CodeTable[],
  report: SyncReport,
  touched: Set<string>,
): Promise<void> {
  const known = new Map((await tx.selectFrom("kernel.code_table").selectAll().execute()).map((row) => [row.key, row]));
  const rows: CodeTableRow[] = [];
  for (const { key, name, source, confidence, note = null } of tables) {
    const row = { key, name, source, confidence, note, version: 1 };
    const before = known.get(key);
    if (before && same(before, row, ["name", "source", "confidence", "note"])) continue;
    (before ? report.changed : report.added).push(key);
    if (before) touched.add(key);
    rows.push(row);
  }
  if (rows.length === 0) return;
  await tx
    .insertInto("kernel.code_table")
    .values(rows)
    .onConflict((clash) =>
      clash.column("key").doUpdateSet((row) => ({
        name: row.ref("excluded.name"),
        source: row.ref("excluded.source"),
        confidence: row.ref("excluded.confidence"),
        note: row.ref("excluded.note"),
      })),
    )
    .execute();
}

async function syncValues(
  tx: Tx,
  tables: readonly CodeTable[],
  report: SyncReport,
  touched: Set<string>,
): Promise<void> {
  const called = (row: { table_key: string; code: string }) => `${row.table_key}/${row.code}`;
  const left = new Map(
    (await tx.selectFrom("kernel.code_value").selectAll().orderBy("table_key").orderBy("code").execute()).map((row) => [
      called(row),
      row,
    ]),
  );
  const rows: CodeValueRow[] = [];
  for (const table of tables) {
    for (const [position, { code, name, key = null, note = null }] of table.values.entries()) {
      const row: CodeValueRow = { table_key: table.key, code, position, name, key, note, ...shipped };
      const before = left.get(called(row));
      left.delete(called(row));
      if (before && same(before, row, ["position", "name", "key", "note", "retired"])) continue;
      if (before?.origin === "local") {
        if (!same(before, row, ["name", "key", "note", "retired"])) report.kept.push(called(row));
        continue;
      }
      (before ? report.changed : report.added).push(called(row));
      // A table that was only just made is at version 1 as a whole.
      if (before || !report.added.includes(table.key)) touched.add(table.key);
      rows.push(row);
    }
  }
  for (const row of left.values()) {
    if (row.origin === "local" || row.retired) continue;
    report.removed.push(called(row));
    touched.add(row.table_key);
    await tx
      .updateTable("kernel.code_value")
      .set({ retired: true })
      .where("table_key", "=", row.table_key)
      .where("code", "=", row.code)
      .execute();
  }
  if (rows.length === 0) return;
  await tx
    .insertInto("kernel.code_value")
    .values(rows)
    .onConflict((clash) =>
      clash
        .columns(["table_key", "code"])
        .doUpdateSet((row) => ({
          position: row.ref("excluded.position"),
          name: row.ref("excluded.name"),
          key: row.ref("excluded.key"),
          note: row.ref("excluded.note"),
          retired: row.ref("excluded.retired"),
        }))
        .where("kernel.code_value.origin", "=", "shipped"),
    )
    .execute();
}
