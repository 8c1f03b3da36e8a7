import type { HallCode } from "../../kernel/codes/index.ts";
import { type Reader, scatter } from "../../kernel/db/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import type { ImportBatchRow } from "../tables.ts";
import type { LineFinding } from "./line-finding.ts";
import type { RowOutcome } from "./take-in.ts";

/** A bulk import as its hall's editors see it. */
export interface ImportBatch {
  readonly id: Id;
  readonly hall: HallCode;
  readonly title: string;
  readonly state: ImportBatchRow["state"];
  readonly lines: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly startedAt: Date;
  readonly startedBy: string;
  readonly finishedAt: Date | undefined;
}

/** The imports of these halls, the newest first, at most 50. */
export async function listImports(db: Reader, halls: readonly HallCode[]): Promise<ImportBatch[]> {
  if (halls.length === 0) return [];
  const rows = await scatter(
    db
      .selectFrom("catalogue.import_batch")
      .selectAll()
      .where("hall", "in", halls)
      .orderBy("started_at", "desc")
      .limit(50),
    "the imports of an officer, over the few halls he keeps the lists of",
  ).execute();
  return rows.map(batchOf);
}

/** One import. */
export async function findImport(db: Reader, hall: HallCode, batch: Id): Promise<ImportBatch | undefined> {
  const row = await db
    .selectFrom("catalogue.import_batch")
    .selectAll()
    .where("hall", "=", hall)
    .where("id", "=", batch)
    .executeTakeFirst();
  return row && batchOf(row);
}

/** What became of its lines, in the order of the file; `flawed`: only those about which something is to be said. @param page.number from 1. */
export async function importLines(
  db: Reader,
  { hall, id }: Pick<ImportBatch, "hall" | "id">,
  page: { number: number; size: number; flawed: boolean },
): Promise<RowOutcome[]> {
  let query = db
    .selectFrom("catalogue.import_row")
    .selectAll()
    .where("hall", "=", hall)
    .where("batch_id", "=", id)
    .orderBy("line")
    .limit(page.size)
    .offset((page.number - 1) * page.size);
  if (page.flawed) query = query.where("findings", "<>", "[]");
  return (await query.execute()).map(({ line, outcome, code, item_id, version, findings }) => ({
    line,
    outcome,
    code: code ?? undefined,
    item: item_id ?? undefined,
    version: version ?? undefined,
    findings: findings as LineFinding[],
  }));
}

function batchOf(row: ImportBatchRow): ImportBatch {
  const { id, hall, title, state, added, changed, unchanged, refused } = row;
  return {
    id,
    hall,
    title,
    state,
    lines: row.done_lines,
    added,
    changed,
    unchanged,
    refused,
    startedAt: row.started_at,
    startedBy: row.started_by,
    finishedAt: row.finished_at ?? undefined,
  };
}
