import type { Tx } from "../db/index.ts";
import { HallError } from "../errors/index.ts";
import type { CodeMapping } from "./code-tables.ts";
import { clashes } from "./sync-mappings.ts";
import { raiseVersion } from "./sync-report.ts";
import type { CodeMappingRow } from "./tables.ts";

/** A value as this hall wants it; what is left out keeps what it was. */
export interface ValueCorrection {
  table: string;
  code: string;
  name: string;
  note?: string | undefined;
  retired?: boolean | undefined;
}

/**
 * Corrects or adds a value of a code table (a correction is data, not code). New editions of the program leave it alone.
 *
 * @param at when, by the clock of the house.
 * @throws HallError `codes/no-such-table` (not-found).
 */
export async function correctCodeValue(tx: Tx, correction: ValueCorrection, at: Date): Promise<void> {
  const { table, code, name, note, retired } = correction;
  await requireTable(tx, table);
  const known = await tx
    .selectFrom("kernel.code_value")
    .select(["code", "position", "key", "note", "retired"])
    .where("table_key", "=", table)
    .execute();
  const before = known.find((row) => row.code === code);
  const last = Math.max(-1, ...known.map((row) => row.position));
  const row = {
    name,
    note: note ?? before?.note ?? null,
    retired: retired ?? before?.retired ?? false,
    origin: "local" as const,
    corrected_at: at,
  };
  await tx
    .insertInto("kernel.code_value")
    .values({ table_key: table, code, position: before?.position ?? last + 1, key: before?.key ?? null, ...row })
    .onConflict((clash) => clash.columns(["table_key", "code"]).doUpdateSet(row))
    .execute();
  await raiseVersion(tx, [table]);
}

/**
 * Corrects or adds a mapping; every mapping that answers the same question otherwise is retired with it.
 *
 * @param at when, by the clock of the house.
 * @throws HallError `codes/no-such-table` (not-found).
 */
export async function correctMapping(tx: Tx, { table, ...mapping }: CodeMapping, at: Date): Promise<void> {
  await requireTable(tx, table);
  const row: CodeMappingRow = { ...mapping, table_key: table, retired: false, origin: "local", corrected_at: at };
  const known = await tx
    .selectFrom("kernel.code_mapping")
    .selectAll()
    .where("partner", "=", row.partner)
    .where("table_key", "=", table)
    .where("retired", "=", false)
    .execute();
  for (const other of known.filter((one) => clashes(one, row))) {
    await tx
      .updateTable("kernel.code_mapping")
      .set({ retired: true, origin: "local", corrected_at: at })
      .where("partner", "=", other.partner)
      .where("table_key", "=", table)
      .where("ours", "=", other.ours)
      .where("theirs", "=", other.theirs)
      .execute();
  }
  const { direction, confidence, retired, origin, corrected_at } = row;
  await tx
    .insertInto("kernel.code_mapping")
    .values(row)
    .onConflict((clash) =>
      clash
        .columns(["partner", "table_key", "ours", "theirs"])
        .doUpdateSet({ direction, confidence, retired, origin, corrected_at }),
    )
    .execute();
  await raiseVersion(tx, [table]);
}

async function requireTable(tx: Tx, key: string): Promise<void> {
  const found = await tx.selectFrom("kernel.code_table").select("key").where("key", "=", key).executeTakeFirst();
  if (!found) throw new HallError("not-found", "codes/no-such-table", "没有这个代码表", { table: key });
}
