import { inTransaction } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { type Actor, revokeSessionsOf } from "../../kernel/http/index.ts";
import { addAccountStep } from "../account-steps.ts";
import { type Opened, openAccountSession } from "../open-account-session.ts";
import { addressDigest, type SignInPlace } from "../sign-in.ts";
import { credentialChanged, homeHall } from "../topics.ts";
import { requireOwnStaff, requirePassword } from "./own-staff.ts";
import { dropSecondFactor } from "./rows.ts";
import { takeGuess, useSecondCode } from "./use-code.ts";

/**
 * Turns the second factor off (关闭第二道验证), also to move to another phone. All devices are signed out, this one gets a new token; where it
 * is required the seats are gone until it is set up anew.
 *
 * @param command.code of the app, or a recovery code.
 * @throws HallError `identity/not-staff` (forbidden); `identity/wrong-password`, `identity/wrong-second-code` (invalid);
 *   `identity/no-second-factor` (conflict); `kernel/too-many-requests`, `identity/busy` (unavailable).
 */
export async function turnOffSecondFactor(
  house: House,
  actor: Actor,
  command: { password: string; code: string } & SignInPlace,
): Promise<Opened> {
  const account = await requireOwnStaff(house, actor);
  const { account_id: id, person_id: person } = account;
  await requirePassword(house, account, command.password);
  await takeGuess(house, account, addressDigest(house, command.address));
  return await inTransaction(house.db, async (tx) => {
    await useSecondCode(house, tx, account, command.code);
    await dropSecondFactor(tx, id);
    await revokeSessionsOf(house, tx, id);
    await addAccountStep(house, tx, { account: id, kind: "second-factor-off", by: id });
    const payload = { person, account: id, what: "second-factor-off" as const };
    await house.outbox.publish(tx, { hall: homeHall(house), topic: credentialChanged, payload });
    return await openAccountSession(house, tx, account, command);
  });
}
