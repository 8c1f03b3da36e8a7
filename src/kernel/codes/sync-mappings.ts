import type { Tx } from "../db/index.ts";
import type { CodeMapping } from "./code-tables.ts";
import { type SyncReport, same, shipped } from "./sync-report.ts";
import type { CodeMappingRow } from "./tables.ts";

/** Brings the mappings to this edition; a mapping that contradicts a corrected one is not taken in. */
export async function syncMappings(
  tx: Tx,
  mappings: readonly CodeMapping[],
  report: SyncReport,
  touched: Set<string>,
): Promise<void> {
  const called = (row: CodeMappingRow) => `${row.partner}:${row.table_key}/${row.ours}→${row.theirs}`;
  const known = await tx
    .selectFrom("kernel.code_mapping")
    .selectAll()
    .orderBy("partner")
    .orderBy("table_key")
    .orderBy("ours")
    .execute();
  const left = new Map(known.map((row) => [called(row), row]));
  const corrected = known.filter((row) => row.origin === "local" && !row.retired);
  const rows: CodeMappingRow[] = [];
  for (const { table, ...mapping } of mappings) {
    const row: CodeMappingRow = { ...mapping, table_key: table, ...shipped };
    const before = left.get(called(row));
    left.delete(called(row));
    if (before && same(before, row, ["direction", "confidence", "retired"])) continue;
    if (before?.origin === "local" || corrected.some((one) => clashes(one, row))) {
      report.kept.push(called(row));
      continue;
    }
    (before ? report.changed : report.added).push(called(row));
    if (before || !report.added.includes(table)) touched.add(table);
    rows.push(row);
  }
  // First what goes, then what comes: a partner may have given an old code a new meaning.
  for (const row of left.values()) {
    if (row.origin === "local" || row.retired) continue;
    report.removed.push(called(row));
    touched.add(row.table_key);
    await retireMapping(tx, row);
  }
  if (rows.length === 0) return;
  await tx
    .insertInto("kernel.code_mapping")
    .values(rows)
    .onConflict((clash) =>
      clash
        .columns(["partner", "table_key", "ours", "theirs"])
        .doUpdateSet((row) => ({
          direction: row.ref("excluded.direction"),
          confidence: row.ref("excluded.confidence"),
          retired: row.ref("excluded.retired"),
        }))
        .where("kernel.code_mapping.origin", "=", "shipped"),
    )
    .execute();
}

async function retireMapping(tx: Tx, row: CodeMappingRow): Promise<void> {
  await tx
    .updateTable("kernel.code_mapping")
    .set({ retired: true })
    .where("partner", "=", row.partner)
    .where("table_key", "=", row.table_key)
    .where("ours", "=", row.ours)
    .where("theirs", "=", row.theirs)
    .execute();
}

/** Whether two mappings give different answers to the same question. */
export function clashes(a: CodeMappingRow, b: CodeMappingRow): boolean {
  if (a.partner !== b.partner || a.table_key !== b.table_key) return false;
  const outward = a.ours === b.ours && a.direction !== "in" && b.direction !== "in";
  const inward = a.theirs === b.theirs && a.direction !== "out" && b.direction !== "out";
  return outward || inward;
}
