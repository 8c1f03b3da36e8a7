import { HallError } from "../../kernel/errors/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { type Actor, type Session, takeToken, tooManyRequests } from "../../kernel/http/index.ts";
import { requireOpenAccount } from "../change-password.ts";
import { isPassword, pepper } from "../password-hashing.ts";
import type { AccountRow } from "../tables.ts";

/** Guesses at the password by somebody who sits at an open session. */
const perAccount = { limit: 10, windowSeconds: 3_600 };
/** Somebody who has just given his password is not asked for it again. */
const freshMs = 15 * 60_000;

/** The officer's own account. @throws HallError `identity/not-staff` (forbidden); `identity/account-changed` (conflict). */
export async function requireOwnStaff(house: House, actor: Actor): Promise<AccountRow> {
  if (actor.kind === "anonymous") throw new HallError("forbidden", "kernel/sign-in-needed", "请先登录");
  if (actor.kind !== "staff") throw new HallError("forbidden", "identity/not-staff", "第二道验证是工作账号的");
  return await requireOpenAccount(house, actor.id);
}

/** Whether the sign-in is so fresh that the password needs no asking. */
export function isFresh(house: Pick<House, "clock">, session: Pick<Session, "createdAt">): boolean {
  return house.clock.now().getTime() - session.createdAt.getTime() <= freshMs;
}

/** @throws HallError `identity/wrong-password` (invalid); `kernel/too-many-requests`, `identity/busy` (unavailable). */
export async function requirePassword(house: House, account: AccountRow, password: string): Promise<void> {
  const token = await takeToken(house.db, `identity.own-password:${account.account_id}`, perAccount, house.clock);
  if (!token.allowed) throw tooManyRequests(token.retryAfterSeconds);
  if (await isPassword(account.password_hash, pepper(house.seal, password))) return;
  throw new HallError("invalid", "identity/wrong-password", "密码不对", { fields: { password: "密码不对" } });
}
