import { CompiledQuery } from "kysely";
import type { Reader, Tx } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { LookupPurpose } from "./tables.ts";

/** Whom a digest leads to. */
export interface Found {
  readonly person: string;
  readonly account: string | null;
}

/** The digest under which a text is looked up. @param text parsed: equal numbers must be written equally. */
export function lookupHash(house: Pick<House, "seal">, purpose: LookupPurpose, text: string): Buffer {
  return house.seal.digest(`identity.${purpose}`, text);
}

/** Whom a number or name leads to. One row by primary key. */
export async function findByLookup(
  house: Pick<House, "seal">,
  db: Reader,
  purpose: LookupPurpose,
  text: string,
): Promise<Found | undefined> {
  const row = await db
    .selectFrom("identity.lookup")
    .select(["person_id", "account_id"])
    .where("key_hash", "=", lookupHash(house, purpose, text))
    .executeTakeFirst();
  return row && { person: row.person_id, account: row.account_id };
}

/**
 * Claims a number or name for a person; of several at once, one gets it and the others wait for its commit.
 *
 * Claiming what is one's own already succeeds and writes, so that a repeated transaction is as durable as the first.
 *
 * @returns whether it is ours.
 */
export async function claimLookup(
  house: Pick<House, "seal" | "clock">,
  tx: Tx,
  purpose: LookupPurpose,
  text: string,
  owner: Found,
): Promise<boolean> {
  const values = [lookupHash(house, purpose, text), purpose, owner.person, owner.account, house.clock.now()];
  const claimed = await tx.executeQuery(
    CompiledQuery.raw(
      `insert into identity.lookup as l (key_hash, purpose, person_id, account_id, made_at) values ($1, $2, $3, $4, $5)
       on conflict (key_hash) do update set made_at = excluded.made_at
         where l.person_id = excluded.person_id and l.account_id is not distinct from excluded.account_id
       returning person_id`,
      values,
    ),
  );
  return claimed.rows.length === 1;
}

/** Gives a number or name free. */
export async function releaseLookup(
  house: Pick<House, "seal">,
  tx: Tx,
  purpose: LookupPurpose,
  text: string,
): Promise<void> {
  await tx
    .deleteFrom("identity.lookup")
    .where("key_hash", "=", lookupHash(house, purpose, text))
    .execute();
}
