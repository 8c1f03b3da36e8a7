import type { Tx } from "../db/index.ts";

/** What loading reference data changed, as `table`, `table/code`, `partner:table/ours→theirs` or a day; for the log. */
export interface SyncReport {
  added: string[];
  changed: string[];
  /** No longer in this edition: values and mappings are retired, days deleted. */
  removed: string[];
  /** Corrected in this hall and different in this edition: left as they are. */
  kept: string[];
}

/** What a row of this edition is, before anybody corrects it. */
export const shipped = { retired: false, origin: "shipped", corrected_at: null } as const;

/** Whether two rows agree in these columns. */
export function same<Row>(a: Row, b: Row, columns: readonly (keyof Row)[]): boolean {
  return columns.every((column) => a[column] === b[column]);
}

/** Marks code tables as changed. */
export async function raiseVersion(tx: Tx, keys: readonly string[]): Promise<void> {
  await tx
    .updateTable("kernel.code_table")
    .set((row) => ({ version: row("version", "+", 1) }))
    .where("key", "in", keys)
    .execute();
}
