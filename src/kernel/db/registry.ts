/**
 * How rows of a table are spread when a hall outgrows one machine (study of distributed SQL, rules S1–S8):
 * `hall` by the accepting hall, `person` by the person, `reference` copied to every machine, `local` on one machine.
 */
export type TableClass = "hall" | "person" | "reference" | "local";

/** One table as the registry knows it. */
export interface TableDeclaration {
  /** `schema.table`. */
  readonly name: string;
  readonly class: TableClass;
  /** The column rows are spread by; `undefined` for `reference` and `local`. It leads every key of the table. */
  readonly key: string | undefined;
}

const usualKey: Record<TableClass, string | undefined> = {
  hall: "hall",
  person: "person_id",
  reference: undefined,
  local: undefined,
};

/**
 * Declares the tables of one schema; the catalogue lint holds the database against it.
 *
 * @param tables table name without schema → its class, or class and key where the key is not the usual one
 *   (`hall` for hall tables, `person_id` for person tables).
 */
export function declareTables(
  schema: string,
  tables: Record<string, TableClass | { class: TableClass; key: string }>,
): readonly TableDeclaration[] {
  return Object.entries(tables).map(([table, declared]) => {
    const tableClass = typeof declared === "string" ? declared : declared.class;
    const key = typeof declared === "string" ? usualKey[declared] : declared.key;
    return Object.freeze({ name: `${schema}.${table}`, class: tableClass, key });
  });
}
