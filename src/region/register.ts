import { sql } from "kysely";
import type { Reader, Tx } from "../kernel/db/index.ts";

/** Takes the register's lock until the transaction ends, so that changes come one after the other. @returns the number of this change. */
export async function nextNumber(tx: Tx): Promise<bigint> {
  const { last_change } = await tx
    .updateTable("region.register")
    .set({ last_change: sql`last_change + 1` })
    .where("name", "=", "divisions")
    .returning("last_change")
    .executeTakeFirstOrThrow();
  return last_change;
}

/** Takes the same lock without making a number. */
export async function lockRegister(tx: Tx): Promise<void> {
  await tx.selectFrom("region.register").select("name").where("name", "=", "divisions").forUpdate().execute();
}

/** The number of the last change of divisions or halls: what caches compare. */
export async function lastChange(db: Reader): Promise<bigint> {
  const row = await db
    .selectFrom("region.register")
    .select("last_change")
    .where("name", "=", "divisions")
    .executeTakeFirstOrThrow();
  return row.last_change;
}
