import { inTransaction } from "../../kernel/db/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { type Actor, revokeSessionsOf, type Session } from "../../kernel/http/index.ts";
import { addAccountStep } from "../account-steps.ts";
import { type Opened, openAccountSession } from "../open-account-session.ts";
import { addressDigest, type SignInPlace } from "../sign-in.ts";
import { credentialChanged, homeHall } from "../topics.ts";
import { isOld, secondFactorOn } from "./begin.ts";
import { isFresh, requireOwnStaff, requirePassword } from "./own-staff.ts";
import { lockSecondFactor, secretPlace, writeRecoveryCodes } from "./rows.ts";
import { fromBase32 } from "./secret-text.ts";
import { timeStepOfCode } from "./totp.ts";
import { takeGuess, wrongSecondCode } from "./use-code.ts";

/**
 * Turns the second factor on (打开第二道验证) by the first code of the app: from now on signing in takes both. All devices are signed out,
 * this one gets a new token, and with it the seats that waited for it.
 *
 * @param command.password asked for when the sign-in is older than 15 minutes: else an open session found by somebody would do.
 * @returns the recovery codes, told this once.
 * @throws HallError `identity/not-staff` (forbidden); `identity/wrong-second-code`, `identity/wrong-password` (invalid);
 *   `identity/second-factor-on`, `identity/not-begun` (conflict); `kernel/too-many-requests` (unavailable).
 */
export async function confirmSecondFactor(
  house: House,
  actor: Actor,
  command: { code: string; password?: string | undefined; session: Session } & SignInPlace,
): Promise<{ recoveryCodes: readonly string[]; opened: Opened }> {
  const account = await requireOwnStaff(house, actor);
  const { account_id: id, person_id: person } = account;
  await takeGuess(house, account, addressDigest(house, command.address));
  if (!isFresh(house, command.session)) await requirePassword(house, account, command.password ?? "");
  return await inTransaction(house.db, async (tx) => {
    const row = await lockSecondFactor(tx, id);
    if (row && row.confirmed_at !== null) throw secondFactorOn();
    if (!row || isOld(house, row.begun_at)) {
      throw new HallError("conflict", "identity/not-begun", "设置没有开始，或者隔得太久，请重新开始");
    }
    const secret = fromBase32(house.seal.open(row.secret_sealed, secretPlace(id)));
    const now = house.clock.now();
    const step = timeStepOfCode(secret, command.code.normalize("NFKC").replaceAll(/\s/g, ""), now);
    if (step === undefined) throw wrongSecondCode(house, id);
    await tx
      .updateTable("identity.second_factor")
      .set({ confirmed_at: now, used_step: BigInt(step) })
      .where("account_id", "=", id)
      .execute();
    const recoveryCodes = await writeRecoveryCodes(house, tx, id);
    await revokeSessionsOf(house, tx, id);
    await addAccountStep(house, tx, { account: id, kind: "second-factor-on", by: id });
    const payload = { person, account: id, what: "second-factor-on" as const };
    await house.outbox.publish(tx, { hall: homeHall(house), topic: credentialChanged, payload });
    return { recoveryCodes, opened: await openAccountSession(house, tx, account, command) };
  });
}
