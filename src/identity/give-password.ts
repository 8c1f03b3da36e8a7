import { inTransaction } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import { type Actor, revokeSessionsOf } from "../kernel/http/index.ts";
import { addAccountStep } from "./account-steps.ts";
import { hashPassword, pepper } from "./password-hashing.ts";
import { requireGoodPassword } from "./password-rules.ts";
import { findAccount } from "./sign-in.ts";
import { credentialChanged, homeHall } from "./topics.ts";

/**
 * Gives an officer who lost his password another one (重发密码): his sessions end, and until he has changed it he has no seats. Only from
 * within the machine, by a system of the hall.
 *
 * @throws HallError `identity/not-administrator` (forbidden); `identity/no-staff` (not-found); `identity/weak-password` (invalid).
 */
export async function giveNewPassword(
  house: House,
  actor: Actor,
  command: { loginName: string; password: string },
): Promise<{ account: string }> {
  if (actor.kind !== "system") {
    throw new HallError("forbidden", "identity/not-administrator", "重发密码由系统管理员在服务器上办理");
  }
  const loginName = command.loginName.normalize("NFKC").trim().toLowerCase();
  requireGoodPassword(command.password, [loginName]);
  const account = await findAccount(house, house.db, { purpose: "login-name", text: loginName });
  if (account?.kind !== "staff") throw new HallError("not-found", "identity/no-staff", "没有这位工作人员");
  const hashed = await hashPassword(pepper(house.seal, command.password));
  const { account_id: id, person_id: person } = account;
  await inTransaction(house.db, async (tx) => {
    await tx
      .updateTable("identity.account")
      .set({ password_hash: hashed, password_changed_at: null, known_addresses: [] })
      .where("account_id", "=", id)
      .execute();
    await revokeSessionsOf(house, tx, id);
    await addAccountStep(house, tx, { account: id, kind: "password-changed", by: null, facts: { given: true } });
    const payload = { person, account: id, what: "password" as const };
    await house.outbox.publish(tx, { hall: homeHall(house), topic: credentialChanged, payload });
  });
  return { account: id };
}
