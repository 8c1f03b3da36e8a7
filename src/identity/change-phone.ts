import { type MobileNumber, parseMobile } from "../kernel/codes/index.ts";
import { inTransaction, type Tx } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import { type Actor, revokeSessionsOf } from "../kernel/http/index.ts";
import { addAccountStep } from "./account-steps.ts";
import { requireOpenAccount } from "./change-password.ts";
import { findByLookup, releaseLookup } from "./lookups.ts";
import { type Opened, openAccountSession } from "./open-account-session.ts";
import { lockPerson, openData, sealData } from "./person.ts";
import { useCode } from "./phone-code.ts";
import { claimPhone } from "./register.ts";
import { requireCitizen } from "./rights.ts";
import type { SignInPlace } from "./sign-in.ts";
import { credentialChanged, homeHall } from "./topics.ts";

/**
 * Changes the phone one signs in with, by a code sent to the new one; every other device is signed out.
 *
 * @throws HallError `identity/not-citizen` (forbidden); `codes/bad-mobile`, `identity/wrong-code` (invalid);
 *   `identity/phone-taken` (conflict).
 */
export async function changePhone(
  house: House,
  actor: Actor,
  command: { phone: string; code: string } & SignInPlace,
): Promise<Opened> {
  // An officer signs in by his login name and has no phone here.
  const account = await requireOpenAccount(house, requireCitizen(actor).id);
  const phone = parseMobile(command.phone);
  await useCode(house, { phone, purpose: "change-phone", code: command.code });
  const owner = { person: account.person_id, account: account.account_id };
  return await inTransaction(house.db, async (tx) => {
    const person = await lockPerson(tx, account.person_id);
    const { phone: before } = openData(house, person, ["phone"]);
    await claimPhone(house, tx, phone, owner);
    if (before !== undefined && before !== phone) await releaseOwn(house, tx, before as MobileNumber, owner.account);
    await tx
      .updateTable("identity.person")
      .set({ ...sealData(house, owner.person, { phone }), updated_at: house.clock.now() })
      .where("person_id", "=", owner.person)
      .execute();
    await revokeSessionsOf(house, tx, owner.account);
    await addAccountStep(house, tx, { account: owner.account, kind: "phone-changed", by: owner.account });
    await house.outbox.publish(tx, {
      hall: homeHall(house),
      topic: credentialChanged,
      payload: { ...owner, what: "phone" as const },
    });
    return await openAccountSession(house, tx, account, command);
  });
}

/** A phone noted at a counter may be the sign-in phone of somebody else: only one's own is given free. */
async function releaseOwn(house: House, tx: Tx, phone: MobileNumber, account: string): Promise<void> {
  const found = await findByLookup(house, tx, "phone", phone);
  if (found?.account === account) await releaseLookup(house, tx, "phone", phone);
}
