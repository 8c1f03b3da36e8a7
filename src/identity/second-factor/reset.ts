import { inTransaction, type Tx } from "../../kernel/db/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { type Actor, revokeSessionsOf } from "../../kernel/http/index.ts";
import { addAccountStep } from "../account-steps.ts";
import { requireMayManageStaff } from "../rights.ts";
import { seatsOf } from "../seats.ts";
import { findAccount, readName } from "../sign-in.ts";
import type { AccountRow } from "../tables.ts";
import { credentialChanged, homeHall } from "../topics.ts";
import { dropSecondFactor, noSecondFactor } from "./rows.ts";

/**
 * Takes away the second factor of an officer who lost phone and recovery codes (重置第二道验证): his sessions end, and where it is required
 * he sets it up anew before his seats count. His password stays.
 *
 * @throws HallError `identity/not-administrator`: also when he holds a seat in a hall that is not the administrator's;
 *   `identity/not-yourself` (forbidden); `identity/no-staff` (not-found); `identity/no-second-factor` (conflict).
 */
export async function resetSecondFactor(
  house: House,
  tx: Tx,
  actor: Actor,
  command: { account: string; hall: string },
): Promise<void> {
  requireMayManageStaff(actor, command.hall);
  if (actor.id === command.account) {
    throw new HallError("forbidden", "identity/not-yourself", "不能重置自己的第二道验证，请由另一位管理员办理");
  }
  const account = await tx
    .selectFrom("identity.account")
    .select(["account_id", "person_id"])
    .where("account_id", "=", command.account)
    .where("kind", "=", "staff")
    .where("state", "=", "open")
    .forUpdate()
    .executeTakeFirst();
  const seats = account ? await seatsOf(tx, account.account_id) : [];
  if (!account || !seats.some(({ hall }) => hall === command.hall)) throw noStaff();
  // Else the administrator of one county would weaken whoever also keeps the places of the province.
  for (const { hall } of seats) requireMayManageStaff(actor, hall);
  await reset(house, tx, actor, account);
}

/**
 * As `resetSecondFactor`, by login name: from within the machine, where nobody else can help, by a system of the hall.
 *
 * @throws HallError `identity/not-administrator` (forbidden); `identity/no-staff` (not-found); `identity/no-second-factor` (conflict).
 */
export async function resetSecondFactorOf(
  house: House,
  actor: Actor,
  command: { loginName: string },
): Promise<{ account: string }> {
  if (actor.kind !== "system") {
    throw new HallError("forbidden", "identity/not-administrator", "按登录名重置由系统管理员在服务器上办理");
  }
  const account = await findAccount(house, house.db, readName(command.loginName));
  if (account?.kind !== "staff") throw noStaff();
  await inTransaction(house.db, (tx) => reset(house, tx, actor, account));
  return { account: account.account_id };
}

async function reset(
  house: House,
  tx: Tx,
  actor: Actor,
  { account_id: id, person_id: person }: Pick<AccountRow, "account_id" | "person_id">,
): Promise<void> {
  if (!(await dropSecondFactor(tx, id))) throw noSecondFactor();
  await revokeSessionsOf(house, tx, id);
  const by = actor.kind === "staff" ? actor.id : null;
  await addAccountStep(house, tx, { account: id, kind: "second-factor-reset", by });
  const payload = { person, account: id, what: "second-factor-off" as const };
  await house.outbox.publish(tx, { hall: homeHall(house), topic: credentialChanged, payload });
}

function noStaff(): HallError {
  return new HallError("not-found", "identity/no-staff", "没有这位工作人员");
}
