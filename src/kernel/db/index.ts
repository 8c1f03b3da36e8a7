export { isConnectionLost, isRetriable } from "./faults.ts";
export { closeDb, openDb } from "./open.ts";
export { readStatement } from "./read-statement.ts";
export type { Db, Reader, Tx } from "./reader.ts";
export { declareTables, type TableClass, type TableDeclaration } from "./registry.ts";
export { scatter } from "./scatter.ts";
export { type Postgres, startPostgres } from "./start-postgres.ts";
export { inTransaction, runStatement } from "./transaction.ts";

/**
 * Every table of the hall: `"schema.table"` → its row. A module adds its own rows from its `tables.ts`:
 * `declare module "../kernel/db/index.ts" { interface Tables { "application.step": StepTable } }`.
 */
// biome-ignore lint/suspicious/noEmptyInterface: modules fill it by declaration merging, which a type alias cannot do
export interface Tables {}
