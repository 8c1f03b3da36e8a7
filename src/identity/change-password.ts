import { parseMobile } from "../kernel/codes/index.ts";
import { inTransaction, type Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import { type Actor, revokeSessionsOf, takeToken, tooManyRequests } from "../kernel/http/index.ts";
import { wantMessage } from "../kernel/outbox/index.ts";
import { addAccountStep } from "./account-steps.ts";
import { requireAccount } from "./devices.ts";
import { type Opened, openAccountSession } from "./open-account-session.ts";
import { hashPassword, isPassword, pepper } from "./password-hashing.ts";
import { requireGoodPassword } from "./password-rules.ts";
import { findRow, openData } from "./person.ts";
import { useCode } from "./phone-code.ts";
import { findCitizen, type SignInPlace } from "./sign-in.ts";
import type { AccountRow } from "./tables.ts";
import { credentialChanged, homeHall } from "./topics.ts";

/** Guesses at the old password by somebody who sits at an open session. */
const perAccount = { limit: 10, windowSeconds: 3_600 };

/**
 * Changes the password, or sets the first one; every other device is signed out, this one gets a new token.
 *
 * @param command.old not asked for while the account has none.
 * @throws HallError `identity/wrong-password`, `identity/weak-password` (invalid); `identity/account-changed` (conflict);
 *   `kernel/too-many-requests`, `identity/busy` (unavailable).
 */
export async function changePassword(
  house: House,
  actor: Actor,
  command: { old?: string | undefined; password: string } & SignInPlace,
): Promise<Opened> {
  const id = requireAccount(actor);
  const account = await requireOpenAccount(house, id);
  const token = await takeToken(house.db, `identity.change-password:${id}`, perAccount, house.clock);
  if (!token.allowed) throw tooManyRequests(token.retryAfterSeconds);
  if (account.password_hash !== null) {
    const right = await isPassword(account.password_hash, pepper(house.seal, command.old ?? ""));
    if (!right) {
      throw new HallError("invalid", "identity/wrong-password", "原密码不对", { fields: { old: "原密码不对" } });
    }
  }
  return await setPassword(house, account, command);
}

/**
 * Sets a new password by a code sent to the phone (忘记密码) and signs in; all devices are signed out.
 *
 * @throws HallError `identity/wrong-code`, `identity/weak-password` (invalid); `identity/not-registered` (not-found).
 */
export async function resetPassword(
  house: House,
  command: { phone: string; code: string; password: string } & SignInPlace,
): Promise<Opened> {
  const phone = parseMobile(command.phone);
  requireGoodPassword(command.password, [phone]);
  const account = await findCitizen(house, phone);
  await useCode(house, { phone, purpose: "reset-password", code: command.code, keep: account === undefined });
  if (!account) throw new HallError("not-found", "identity/not-registered", "这个手机号还没有注册，请先注册");
  return await setPassword(house, account, command);
}

async function setPassword(
  house: House,
  account: AccountRow,
  command: { password: string } & SignInPlace,
): Promise<Opened> {
  const person = await findRow(house.db, account.person_id);
  const { phone, name } = person ? openData(house, person, ["phone", "name"]) : {};
  requireGoodPassword(command.password, [phone ?? "", name ?? "", account.work_name ?? ""]);
  const hashed = await hashPassword(pepper(house.seal, command.password));
  const { account_id: id } = account;
  return await inTransaction(house.db, async (tx) => {
    const now = house.clock.now();
    const changed = await tx
      .updateTable("identity.account")
      .set({ password_hash: hashed, password_changed_at: now, known_addresses: [] })
      .where("account_id", "=", id)
      .where("state", "=", "open")
      .where("password_changed_at", "is not distinct from", account.password_changed_at)
      .returning("account_id")
      .executeTakeFirst();
    if (!changed) throw new HallError("conflict", "identity/account-changed", "账号刚刚有变动，请重新登录");
    await revokeSessionsOf(house, tx, id);
    await addAccountStep(house, tx, { account: id, kind: "password-changed", by: id });
    const payload = { person: account.person_id, account: id, what: "password" as const };
    await house.outbox.publish(tx, { hall: homeHall(house), topic: credentialChanged, payload });
    if (phone !== undefined && house.config.sms) await tellByPhone(house, tx, phone);
    return await openAccountSession(house, tx, { ...account, password_changed_at: now }, command);
  });
}

async function tellByPhone(house: House, tx: Tx, phone: string): Promise<void> {
  await wantMessage(house, tx, {
    hall: homeHall(house),
    way: "sms",
    to: phone,
    template: "password-changed",
    facts: {},
  });
}

/** The open account of an id. @throws HallError `identity/account-changed` (conflict). */
export async function requireOpenAccount(house: House, id: string): Promise<AccountRow> {
  const account = await house.db
    .selectFrom("identity.account")
    .selectAll()
    .where("account_id", "=", id)
    .where("state", "=", "open")
    .executeTakeFirst();
  if (!account) throw new HallError("conflict", "identity/account-changed", "账号刚刚有变动，请重新登录");
  return account;
}
