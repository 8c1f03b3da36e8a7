import { type Day, dayOf } from "../kernel/calendar/index.ts";
import type { Clock } from "../kernel/clock/index.ts";
import type { Reader, Tx } from "../kernel/db/index.ts";
import { type AvailableLicence, foldMaterialName } from "./rules/gate.ts";

/** The e-licences that the hall can fetch today. */
export async function availableLicences(
  house: { readonly clock: Clock },
  db: Reader,
): Promise<readonly AvailableLicence[]> {
  const today = dayOf(house.clock.now());
  const rows = await db
    .selectFrom("catalogue.available_licence")
    .select(["code", "name", "folded_names"])
    .where("available_from_on", "<=", today)
    .orderBy("code")
    .execute();
  return rows.map(({ code, name, folded_names }) => ({ code, name, foldedNames: folded_names }));
}

/**
 * Tells the catalogue that an e-licence can be fetched from a day on; from then no version may ask for the paper. `licence`
 * stands after the catalogue and calls this when a type goes live.
 *
 * @param licence.names what materials call it: 居民身份证, 身份证明, …
 */
export async function announceLicence(
  tx: Tx,
  licence: { code: string; name: string; names: readonly string[]; from: Day },
): Promise<void> {
  const folded_names = [...new Set([licence.name, ...licence.names].map(foldMaterialName))].sort();
  const row = { name: licence.name, folded_names, available_from_on: licence.from };
  await tx
    .insertInto("catalogue.available_licence")
    .values({ code: licence.code, ...row })
    .onConflict((clash) => clash.column("code").doUpdateSet(row))
    .execute();
}
