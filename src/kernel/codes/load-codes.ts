import type { Reader } from "../db/index.ts";
import { type Codes, createCodes, type KnownTable } from "./codes.ts";

/**
 * Reads all code tables and mappings into this process: a few hundred rows, three queries. Load again after a
 * correction; the lookup itself never changes.
 */
export async function loadCodes(db: Reader): Promise<Codes> {
  const tables = await db.selectFrom("kernel.code_table").selectAll().orderBy("key").execute();
  const values = await db
    .selectFrom("kernel.code_value")
    .select(["table_key", "code", "name", "key", "note", "retired"])
    .orderBy("table_key")
    .orderBy("position")
    .orderBy("code")
    .execute();
  const mappings = await db
    .selectFrom("kernel.code_mapping")
    .select(["partner", "table_key as table", "ours", "theirs", "direction", "confidence"])
    .where("retired", "=", false)
    .execute();
  const ofTable = Map.groupBy(values, (value) => value.table_key);
  const known = tables.map(
    ({ key, name, source, confidence, note }): KnownTable => ({
      key,
      name,
      source,
      confidence,
      note: note ?? undefined,
      values: (ofTable.get(key) ?? []).map((value) => ({
        code: value.code,
        name: value.name,
        key: value.key ?? undefined,
        note: value.note ?? undefined,
        retired: value.retired,
      })),
    }),
  );
  return createCodes(known, mappings);
}
