import { sql } from "kysely";
import { inTransaction, type Reader, type Tx } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import { schedule } from "../kernel/outbox/index.ts";
import { type SealedColumns, sealedPlace } from "../kernel/seal/index.ts";

/** What a run of the rotation did. */
export interface RotationReport {
  /** Rows sealed anew. */
  readonly renewed: number;
  /** Tables that hold nothing older than the newest version any more. */
  readonly finished: readonly string[];
}

type Row = Record<string, unknown>;

/**
 * Seals anew what an older version of the key sealed (换密钥), batch by batch, each in a transaction of its own; a run that was broken off goes
 * on where it stopped. A row that somebody changes in between is left to him: he seals with the newest key.
 *
 * A table counts as finished after a whole pass that found nothing old: processes started before the key was added may still have sealed with the old one.
 *
 * @param tables of all modules. @param options.batch rows at a time. @param options.mostBatches of one run; the next goes on.
 */
export async function rotateSeals(
  house: Pick<House, "seal" | "clock" | "db" | "log">,
  tables: readonly SealedColumns[],
  options: { batch?: number; mostBatches?: number; signal?: AbortSignal } = {},
): Promise<RotationReport> {
  const { batch = 200, mostBatches = 50_000, signal } = options;
  let batches = 0;
  let renewed = 0;
  const finished: string[] = [];
  for (const table of tables) {
    for (;;) {
      const pass = await progressOf(house.db, table.table, house.seal.newest);
      if (pass?.finished_at) {
        finished.push(table.table);
        break;
      }
      if (batches >= mostBatches || signal?.aborted) return { renewed, finished };
      batches += 1;
      renewed += await inTransaction(house.db, (tx) => renewBatch(house, tx, table, { pass, batch }), {
        budgetMs: 60_000,
      });
    }
  }
  if (renewed > 0) house.log.info({ renewed, version: house.seal.newest }, "personal data sealed anew");
  return { renewed, finished };
}

/** Looks nightly; does next to nothing while all is sealed with the newest key. */
export function rotationSchedule(tables: readonly SealedColumns[]) {
  return schedule<House>({
    name: "identity.rotate-seals",
    every: { dailyAt: "02:40" },
    outside: (house, _delivery, signal) => rotateSeals(house, tables, { signal }),
    limitMs: 4 * 3_600_000,
  });
}

/** How far the rotation to the newest key has come with one table. */
export interface SealProgress {
  readonly table: string;
  readonly state: "not-begun" | "running" | "done";
}

/** How far the rotation to a version has come, table by table. */
export async function sealProgress(
  db: Reader,
  tables: readonly SealedColumns[],
  version: number,
): Promise<SealProgress[]> {
  const rows = await db
    .selectFrom("identity.seal_progress")
    .select(["table_name", "finished_at"])
    .where("version", "=", version)
    .execute();
  const found = new Map(rows.map((row) => [row.table_name, row.finished_at === null ? "running" : "done"] as const));
  return tables.map(({ table }) => ({ table, state: found.get(table) ?? "not-begun" }));
}

interface Pass {
  readonly after: readonly string[] | undefined;
  /** Rows renewed in this pass so far. */
  readonly renewed: bigint;
  readonly finished_at: Date | null;
}

async function progressOf(db: Reader, table: string, version: number): Promise<Pass | undefined> {
  const row = await db
    .selectFrom("identity.seal_progress")
    .selectAll()
    .where("table_name", "=", table)
    .where("version", "=", version)
    .executeTakeFirst();
  if (!row) return undefined;
  const after = Array.isArray(row.after_key) ? row.after_key : undefined;
  return { after, renewed: row.renewed, finished_at: row.finished_at };
}

async function renewBatch(
  house: Pick<House, "seal" | "clock">,
  tx: Tx,
  table: SealedColumns,
  at: { pass: Pass | undefined; batch: number },
): Promise<number> {
  const rows = await readBatch(tx, table, at.pass?.after, at.batch);
  let renewed = 0;
  for (const row of rows) if (await renewRow(house, tx, table, row)) renewed += 1;
  const last = rows.at(-1);
  const total = (at.pass?.renewed ?? 0n) + BigInt(renewed);
  const isOver = rows.length < at.batch;
  const next = {
    after_key: isOver || !last ? null : JSON.stringify(table.key.map((column) => String(last[column]))),
    // A pass that renewed something is followed by another one.
    renewed: isOver ? 0n : total,
    finished_at: isOver && total === 0n ? house.clock.now() : null,
  };
  await tx
    .insertInto("identity.seal_progress")
    .values({ table_name: table.table, version: house.seal.newest, ...next })
    .onConflict((clash) => clash.columns(["table_name", "version"]).doUpdateSet(next))
    .execute();
  return renewed;
}

/** Signs that the module of the table handed its name over (`Module.sealed`), for the query lint. */
function handedBy(table: string) {
  return sql.raw(`/* ${table} by src/${table.split(".", 1)[0]}/index.ts */`);
}

/** The next rows by primary key; keys are compared as text of their types. */
async function readBatch(
  tx: Tx,
  { table, columns, key }: SealedColumns,
  after: readonly string[] | undefined,
  batch: number,
): Promise<Row[]> {
  const names = sql.join([...key, ...columns].map((column) => sql.ref(column)));
  const keys = sql.join(key.map((column) => sql.ref(column)));
  const beyond = after ? sql`where (${keys}) > (${sql.join(after.map((value) => sql`${value}`))})` : sql``;
  const { rows } = await sql<Row>`
    select ${names} from ${sql.table(table)} ${beyond} order by ${keys} limit ${batch}
    /* scatter: a rotation of the keys goes over all rows */ ${handedBy(table)}`.execute(tx);
  return rows;
}

/** @returns whether something in the row was old and is new now. */
async function renewRow(house: Pick<House, "seal">, tx: Tx, table: SealedColumns, row: Row): Promise<boolean> {
  const place = (column: string) =>
    sealedPlace(table.table, column, ...(table.row ?? table.key.slice(-1)).map((part) => String(row[part])));
  const old = table.columns.flatMap((column) => {
    const sealed = row[column];
    const isOld = Buffer.isBuffer(sealed) && house.seal.versionOf(sealed) < house.seal.newest;
    return isOld ? [{ column, sealed }] : [];
  });
  if (old.length === 0) return false;
  const sets = old.map(({ column, sealed }) => {
    const fresh = house.seal.seal(house.seal.open(sealed, place(column)), place(column));
    return sql`${sql.ref(column)} = ${fresh}`;
  });
  const same = [
    ...table.key.map((column) => sql`${sql.ref(column)} = ${row[column]}`),
    ...old.map(({ column, sealed }) => sql`${sql.ref(column)} = ${sealed}`),
  ];
  const { numAffectedRows } = await sql`
    update ${sql.table(table.table)} set ${sql.join(sets)} where ${sql.join(same, sql` and `)} ${handedBy(table.table)}`.execute(
    tx,
  );
  return numAffectedRows === 1n;
}
