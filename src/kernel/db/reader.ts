import type { Kysely, Transaction } from "kysely";
import type { Tables } from "./index.ts";
import type { Lane } from "./lane.ts";

/**
 * What reading functions take: selects, and hand-written SQL by Kysely's `` sql`…`.execute(db) ``. A transaction is a
 * `Reader` too. The connections behind it are read-only on the server, so that not even hand-written SQL can write.
 */
export type Reader = Pick<
  Kysely<Tables>,
  "selectFrom" | "selectNoFrom" | "fn" | "case" | "dynamic" | "executeQuery" | "getExecutor"
>;

/** A transaction that writes; it comes from `inTransaction` and ends with it. */
export type Tx = Transaction<Tables>;

/** Where the writing side hides, so that nothing but this room reaches it. */
export const writing: unique symbol = Symbol("writing side of the database");

/** The writing side. */
export interface WritingSide {
  readonly lane: Lane;
  /** For `readStatement`, and to be closed. */
  readonly readLane: Lane;
  readonly kysely: Kysely<Tables>;
  /** Whether statements may be prepared under a name; a pooler in transaction mode before PgBouncer 1.21 cannot. */
  readonly named: boolean;
  /** Notes the text of a statement for the query lint. */
  readonly record: ((text: string) => void) | undefined;
}

/** The database of the hall: reads like a `Reader`; writes go through `inTransaction` and `runStatement`. */
export type Db = Reader & { readonly [writing]: WritingSide };
