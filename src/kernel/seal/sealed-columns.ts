/** Columns of one table that hold what a key ring sealed; a module lists them, so that a rotation of the keys finds them. */
export interface SealedColumns {
  /** `schema.table`. */
  readonly table: string;
  readonly columns: readonly string[];
  /** The primary key, in its order. */
  readonly key: readonly string[];
  /** The columns of the key that make the place, parted by blanks; default: the last one. `person_id` → `identity.person.phone_sealed <person_id>`. */
  readonly row?: readonly string[];
}

/** Where a column's text lies, as the key ring binds it. @param row the row's id, or its parts. */
export function sealedPlace(table: string, column: string, ...row: readonly (string | number)[]): string {
  return `${table}.${column} ${row.join(" ")}`;
}
