import { inTransaction, type Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import { type Actor, revokeSessionsOf, type Session, takeToken, tooManyRequests } from "../kernel/http/index.ts";
import { addAccountStep } from "./account-steps.ts";
import { requireOpenAccount } from "./change-password.ts";
import { endStanding } from "./grant-mandate.ts";
import { releaseLookup } from "./lookups.ts";
import { legalPersonsOf } from "./mandates.ts";
import { isPassword, pepper } from "./password-hashing.ts";
import { lockPerson, openData } from "./person.ts";
import { requireCitizen } from "./rights.ts";
import type { AccountRow } from "./tables.ts";
import { accountClosed, homeHall } from "./topics.ts";

/** Guesses at the password by somebody who sits at an open session. */
const perAccount = { limit: 10, windowSeconds: 3_600 };
/** Without a password the sign-in itself must be this fresh. */
const freshMs = 15 * 60_000;

/**
 * Closes one's own account (注销账号): all sessions end, the phone is free for another account, mandates to act for companies are
 * given up, phone and address are deleted. Name, id number, cases, documents and the log of who read stay, as files must.
 *
 * @param command.password asked for when the account has one; else the session must be fresh.
 * @throws HallError `identity/not-citizen` (forbidden); `identity/wrong-password` (invalid); `identity/sign-in-again`,
 *   `identity/still-representative`, `identity/account-changed` (conflict); `kernel/too-many-requests` (unavailable).
 * @source 个人信息保护法 15, 47; 网络安全法 43; 档案法 (办件归档)
 */
export async function closeAccount(
  house: House,
  actor: Actor,
  command: { password: string; session: Session },
): Promise<void> {
  const citizen = requireCitizen(actor);
  const account = await requireOpenAccount(house, citizen.id);
  await requireOwner(house, account, command);
  await inTransaction(house.db, async (tx) => {
    const row = await lockPerson(tx, citizen.person);
    const companies = await legalPersonsOf(house, tx, citizen.person);
    if (companies.some(({ role }) => role === "representative")) {
      const words = "您还是单位的法定代表人，请先到窗口变更单位登记，再注销账号";
      throw new HallError("conflict", "identity/still-representative", words, { fields: { password: words } });
    }
    for (const { id } of companies) {
      await endStanding(house, tx, { person: citizen.person, legalPerson: id, by: citizen.id });
    }
    await closeRow(tx, account);
    const { phone } = openData(house, row, ["phone"]);
    if (phone !== undefined) await releaseLookup(house, tx, "phone", phone);
    await tx
      .updateTable("identity.person")
      .set({ account_id: null, phone_sealed: null, address_sealed: null, updated_at: house.clock.now() })
      .where("person_id", "=", citizen.person)
      .execute();
    await revokeSessionsOf(house, tx, account.account_id);
    await addAccountStep(house, tx, { account: account.account_id, kind: "closed", by: citizen.id });
    const payload = { person: citizen.person, account: account.account_id };
    await house.outbox.publish(tx, { hall: homeHall(house), topic: accountClosed, payload });
  });
}

async function closeRow(tx: Tx, { account_id: id, password_changed_at: at }: AccountRow): Promise<void> {
  const closed = await tx
    .updateTable("identity.account")
    .set({ state: "closed", password_hash: null, password_changed_at: null, known_addresses: [] })
    .where("account_id", "=", id)
    .where("state", "=", "open")
    .where("password_changed_at", "is not distinct from", at)
    .returning("account_id")
    .executeTakeFirst();
  if (!closed) throw new HallError("conflict", "identity/account-changed", "账号刚刚有变动，请重新登录");
}

/** Whether it is the owner who asks, not somebody who found a browser open. */
async function requireOwner(
  house: House,
  account: AccountRow,
  { password, session }: { password: string; session: Session },
): Promise<void> {
  if (account.password_hash === null) {
    if (house.clock.now().getTime() - session.createdAt.getTime() <= freshMs) return;
    const words = "登录已经有一会儿了，请退出，用短信验证码重新登录后马上来注销";
    throw new HallError("conflict", "identity/sign-in-again", words, { fields: { password: words } });
  }
  const token = await takeToken(house.db, `identity.close:${account.account_id}`, perAccount, house.clock);
  if (!token.allowed) throw tooManyRequests(token.retryAfterSeconds);
  if (await isPassword(account.password_hash, pepper(house.seal, password))) return;
  throw new HallError("invalid", "identity/wrong-password", "密码不对", { fields: { password: "密码不对" } });
}
