import { setImmediate as letOthersTurn } from "node:timers/promises";
import { sql } from "kysely";
import type { HallCode } from "../../kernel/codes/index.ts";
import { type Db, inTransaction, type Tx } from "../../kernel/db/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import type { Actor } from "../../kernel/http/index.ts";
import { type Id, newId } from "../../kernel/ids/index.ts";
import type { CatalogueHouse } from "../change-item.ts";
import { availableLicences } from "../licences.ts";
import { requireListKeeper } from "../rights.ts";
import { mostRows } from "./bulk.ts";
import { lineFindings } from "./line-finding.ts";
import { type ImportFormat, openList } from "./raw-rows.ts";
import { type ReadRow, readRow } from "./read-row.ts";
import { planRows, type RowOutcome, rowsATurn, type TakingIn, takeIn } from "./take-in.ts";

/** What an import is told. */
export interface ImportCommand {
  /** The hall whose editors keep the items. */
  readonly hall: HallCode;
  /** The division of rows that do not say theirs. */
  readonly division: string;
  /** What the list is called, for the history of each item. */
  readonly title: string;
  readonly format: ImportFormat;
  /** The file's bytes as they come. */
  readonly content: AsyncIterable<Uint8Array>;
  /** Reads and judges everything, writes nothing. */
  readonly dryRun?: boolean;
  /** A batch that was interrupted: the same file again, what is in is passed over. */
  readonly batch?: Id | undefined;
  /** Hears of each row in order; a dry run keeps its rows nowhere else. */
  readonly onRow?: (row: RowOutcome) => void;
}

/** What an import did. */
export interface ImportReport {
  /** undefined of a dry run. */
  readonly batch: Id | undefined;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  /** How often each rule spoke. */
  readonly findings: Readonly<Record<string, number>>;
  /** Main items that rows name and the catalogue lacks. */
  readonly missingMains: number;
  /** Columns of a table that nobody here knows: what stands in them was not read. */
  readonly unknownColumns: readonly string[];
}

/** As long as one portion of 500 rows may take on a busy machine. */
const patience = { budgetMs: 60_000, statementMs: 60_000 };

type Tally = { added: number; changed: number; unchanged: number; refused: number; findings: Record<string, number> };

/**
 * Takes a list of items in, portion by portion: each portion of 500 rows is one transaction with its report rows, so an
 * interruption leaves whole portions and the batch goes on from there. Flawed rows are kept with their findings; only what
 * has no code, no name or no readable form is refused. Imported items are in use at once: they are so where the list comes from.
 *
 * @throws HallError `catalogue/not-editor`, `catalogue/not-list-keeper` (forbidden); `catalogue/bad-format`, `sheet/…` (invalid); `catalogue/no-batch` (not-found); `catalogue/batch-closed`, `catalogue/other-file` (conflict).
 * @source capabilities C18 (批量导入)
 */
export async function importItems(
  house: CatalogueHouse & { readonly db: Db },
  actor: Actor,
  command: ImportCommand,
): Promise<ImportReport> {
  requireListKeeper(actor, command.hall);
  const { rows, unknownColumns } = await openList(command.format, command.content);
  const batch = command.dryRun ? undefined : await openBatch(house, actor, command);
  const tally: Tally = { added: 0, changed: 0, unchanged: 0, refused: 0, findings: {} };
  const act: TakingIn = {
    hall: command.hall,
    division: command.division,
    actor: actor.id ?? "",
    at: house.clock.now(),
    available: await availableLicences(house, house.db),
    uppers: new Map(),
  };
  const seen = new Set<string>();
  let portion: ReadRow[] = [];
  // The last row that is in says whether this is the file of the batch.
  let met = batch === undefined || batch.doneLines === 0;
  const flush = async () => {
    if (portion.length === 0) return;
    const outcomes = batch
      ? await inTransaction(
          house.db,
          (tx) => writePortion(house, tx, { ...act, reason: command.title }, batch.id, portion),
          patience,
        )
      : (await planRows(house, house.db, act, portion)).map(({ outcome }) => outcome);
    for (const outcome of outcomes) {
      count(tally, outcome);
      command.onRow?.(outcome);
    }
    portion = [];
  };
  for await (const raw of rows) {
    const row = withoutTwin(readRow(raw), seen);
    if (batch && row.line <= batch.doneLines) {
      met ||= row.line === batch.doneLines && (row.code ?? null) === batch.lastCode;
      continue;
    }
    if (!met) throw otherFile();
    portion.push(row);
    if (portion.length % rowsATurn === 0) await letOthersTurn();
    if (portion.length === mostRows) await flush();
  }
  if (!met) throw otherFile();
  await flush();
  const missingMains = batch ? await closeBatch(house, command.hall, batch.id) : 0;
  return { batch: batch?.id, missingMains, unknownColumns, ...tally };
}

function otherFile(): HallError {
  return new HallError("conflict", "catalogue/other-file", "这不是没有导入完的那份文件，请选同一份");
}

/** A code that stood in the file before is refused: which of the two is right, nobody here knows. */
function withoutTwin(row: ReadRow, seen: Set<string>): ReadRow {
  if (!row.document || seen.size !== seen.add(row.code).size - 1) {
    if (!row.document) return row;
    return { line: row.line, findings: [...row.findings, lineFindings.duplicate], document: undefined, code: row.code };
  }
  return row;
}

function count(tally: Tally, { outcome, findings }: RowOutcome): void {
  tally[outcome]++;
  for (const { rule } of findings) tally.findings[rule] = (tally.findings[rule] ?? 0) + 1;
}

async function writePortion(
  house: CatalogueHouse,
  tx: Tx,
  act: TakingIn & { reason: string },
  batch: Id,
  portion: readonly ReadRow[],
): Promise<RowOutcome[]> {
  const { hall } = act;
  const outcomes = await takeIn(house, tx, act, portion);
  const of = (wanted: RowOutcome["outcome"]) => outcomes.filter(({ outcome }) => outcome === wanted).length;
  const done = outcomes.at(-1)?.line ?? 0;
  const moved = await tx
    .updateTable("catalogue.import_batch")
    .set((build) => ({
      done_lines: done,
      added: build("added", "+", of("added")),
      changed: build("changed", "+", of("changed")),
      unchanged: build("unchanged", "+", of("unchanged")),
      refused: build("refused", "+", of("refused")),
    }))
    .where("hall", "=", hall)
    .where("id", "=", batch)
    .where("state", "=", "running")
    // Two that go on with one batch: the second finds the first one's lines done.
    .where("done_lines", "<", portion[0]?.line ?? 0)
    .returning("id")
    .executeTakeFirst();
  if (!moved) throw new HallError("conflict", "catalogue/batch-closed", "这一批已经导入完或撤销了");
  const rows = outcomes.map(({ line, outcome, code, item, version, findings }) => ({
    hall,
    batch_id: batch,
    line,
    outcome,
    code: code ?? null,
    item_id: item ?? null,
    version: version ?? null,
    findings: JSON.stringify(findings),
  }));
  await tx.insertInto("catalogue.import_row").values(rows).execute();
  return outcomes;
}

async function openBatch(
  house: CatalogueHouse & { readonly db: Db },
  actor: Actor,
  { hall, title, batch }: ImportCommand,
): Promise<{ id: Id; doneLines: number; lastCode: string | null }> {
  if (title.trim() === "" || title.length > 200) {
    throw new HallError("invalid", "catalogue/no-reason", "请写明清单的名称，不超过200字", {
      fields: { title: "请写明清单的名称" },
    });
  }
  return await inTransaction(house.db, async (tx) => {
    if (batch !== undefined) {
      const row = await requireBatch(tx, hall, batch);
      if (row.state !== "running")
        throw new HallError("conflict", "catalogue/batch-closed", "这一批已经导入完或撤销了");
      const last = await tx
        .selectFrom("catalogue.import_row")
        .select("code")
        .where("hall", "=", hall)
        .where("batch_id", "=", batch)
        .where("line", "=", row.done_lines)
        .executeTakeFirst();
      return { id: batch, doneLines: row.done_lines, lastCode: last?.code ?? null };
    }
    const id = newId(house.clock);
    const counts = { done_lines: 0, added: 0, changed: 0, unchanged: 0, refused: 0 };
    await tx
      .insertInto("catalogue.import_batch")
      .values({
        hall,
        id,
        title,
        state: "running",
        ...counts,
        started_at: house.clock.now(),
        started_by: actor.id ?? "",
        finished_at: null,
      })
      .execute();
    return { id, doneLines: 0, lastCode: null };
  });
}

/** A batch, locked. @throws HallError `catalogue/no-batch` (not-found). */
export async function requireBatch(tx: Tx, hall: HallCode, batch: Id) {
  const row = await tx
    .selectFrom("catalogue.import_batch")
    .selectAll()
    .where("hall", "=", hall)
    .where("id", "=", batch)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new HallError("not-found", "catalogue/no-batch", "没有这一批导入");
  return row;
}

/** Marks the rows whose main item nobody has, now that all rows are in, and closes the batch. */
async function closeBatch(house: CatalogueHouse & { readonly db: Db }, hall: HallCode, batch: Id): Promise<number> {
  return await inTransaction(
    house.db,
    async (tx) => {
      const rows = await tx
        .selectFrom("catalogue.import_row as r")
        .innerJoin("catalogue.item as i", "i.id", "r.item_id")
        .leftJoin("catalogue.item as m", (join) =>
          join.onRef("m.code", "=", "i.main_code").on("m.state", "<>", "cancelled"),
        )
        .select(["r.line", "i.main_code"])
        .where("r.hall", "=", hall)
        .where("r.batch_id", "=", batch)
        .where("i.main_code", "is not", null)
        .where("m.id", "is", null)
        .execute();
      for (let at = 0; at < rows.length; at += 5_000) {
        const lines = rows.slice(at, at + 5_000).map(({ line }) => line);
        await tx
          .updateTable("catalogue.import_row")
          .set({ findings: sql`findings || ${JSON.stringify([lineFindings.noParent])}::jsonb` })
          .where("hall", "=", hall)
          .where("batch_id", "=", batch)
          .where("line", "in", lines)
          .execute();
      }
      await tx
        .updateTable("catalogue.import_batch")
        .set({ state: "done", finished_at: house.clock.now() })
        .where("hall", "=", hall)
        .where("id", "=", batch)
        .execute();
      return new Set(rows.map(({ main_code }) => main_code)).size;
    },
    patience,
  );
}
