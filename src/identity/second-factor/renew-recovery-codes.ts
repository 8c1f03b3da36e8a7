import { inTransaction } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { Actor } from "../../kernel/http/index.ts";
import { addAccountStep } from "../account-steps.ts";
import { addressDigest, type SignInPlace } from "../sign-in.ts";
import { requireOwnStaff } from "./own-staff.ts";
import { writeRecoveryCodes } from "./rows.ts";
import { takeGuess, useSecondCode } from "./use-code.ts";

/**
 * Gives ten new recovery codes (换一批恢复码); those before are void.
 *
 * @param command.code of the app, or one of those before.
 * @returns the codes, told this once.
 * @throws HallError `identity/not-staff` (forbidden); `identity/wrong-second-code` (invalid); `identity/no-second-factor` (conflict);
 *   `kernel/too-many-requests` (unavailable).
 */
export async function renewRecoveryCodes(
  house: House,
  actor: Actor,
  command: { code: string } & Pick<SignInPlace, "address">,
): Promise<readonly string[]> {
  const account = await requireOwnStaff(house, actor);
  const { account_id: id } = account;
  await takeGuess(house, account, addressDigest(house, command.address));
  return await inTransaction(house.db, async (tx) => {
    await useSecondCode(house, tx, account, command.code);
    await addAccountStep(house, tx, { account: id, kind: "recovery-codes-made", by: id });
    return await writeRecoveryCodes(house, tx, id);
  });
}
