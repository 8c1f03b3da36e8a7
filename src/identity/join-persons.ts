import type { Tx } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import { addAccountStep } from "./account-steps.ts";
import { lookupHash } from "./lookups.ts";
import { openData, sealData } from "./person.ts";
import type { PersonRow } from "./tables.ts";
import { homeHall, personJoined } from "./topics.ts";

/**
 * Moves an account to the person a counter has registered before; both rows are locked by the caller. The old row stays and leads
 * there, and the news lets other modules bring over what they keep.
 */
export async function joinPersons(
  house: House,
  tx: Tx,
  command: { from: PersonRow; into: PersonRow; account: string },
): Promise<void> {
  const { from, into, account } = command;
  const now = house.clock.now();
  const { phone, address } = openData(house, from, ["phone", "address"]);
  const data = {
    ...(phone === undefined ? {} : { phone }),
    ...(address === undefined || into.address_sealed !== null ? {} : { address }),
  };
  await tx
    .updateTable("identity.person")
    .set({ ...sealData(house, into.person_id, data), account_id: account, updated_at: now })
    .where("person_id", "=", into.person_id)
    .execute();
  await tx
    .updateTable("identity.person")
    .set({ joined_into: into.person_id, account_id: null, phone_sealed: null, address_sealed: null, updated_at: now })
    .where("person_id", "=", from.person_id)
    .execute();
  await tx
    .updateTable("identity.account")
    .set({ person_id: into.person_id })
    .where("account_id", "=", account)
    .execute();
  if (phone !== undefined) {
    await tx
      .updateTable("identity.lookup")
      .set({ person_id: into.person_id })
      .where("key_hash", "=", lookupHash(house, "phone", phone))
      .execute();
  }
  await addAccountStep(house, tx, { account, kind: "joined", by: account, facts: { from: from.person_id } });
  const payload = { person: into.person_id, from: from.person_id };
  await house.outbox.publish(tx, { hall: homeHall(house), topic: personJoined, payload });
}
