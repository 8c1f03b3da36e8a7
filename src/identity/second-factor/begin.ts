import { inTransaction } from "../../kernel/db/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { Actor } from "../../kernel/http/index.ts";
import { addAccountStep } from "../account-steps.ts";
import type { AccountRow } from "../tables.ts";
import { requireOwnStaff } from "./own-staff.ts";
import { findSecondFactor, secretPlace } from "./rows.ts";
import { enrolmentUri, toBase32 } from "./secret-text.ts";
import { newTotpSecret } from "./totp.ts";

/** What an authenticator app has to learn; it is a secret, shown to nobody but its owner. */
export interface Enrolment {
  /** 32 letters, for typing. */
  readonly secret: string;
  /** What the QR code says. */
  readonly uri: string;
}

/** Nobody comes back to a page with a secret after this time. */
const enrolmentMs = 60 * 60_000;
/** Short, so that the QR code stays small: it stands beside the name in the app. */
const issuer = "网厅";

/**
 * Begins to set up the second factor (开始设置第二道验证) with a fresh secret; until it is confirmed nothing changes. Begun again, the
 * secret before is void.
 *
 * @throws HallError `identity/not-staff` (forbidden); `identity/second-factor-on` (conflict): turn it off first.
 */
export async function beginSecondFactor(house: House, actor: Actor): Promise<Enrolment> {
  const account = await requireOwnStaff(house, actor);
  const { account_id: id } = account;
  const secret = toBase32(newTotpSecret());
  const fresh = { secret_sealed: house.seal.seal(secret, secretPlace(id)), begun_at: house.clock.now() };
  await inTransaction(house.db, async (tx) => {
    const begun = await tx
      .insertInto("identity.second_factor")
      .values({ account_id: id, ...fresh, confirmed_at: null, used_step: null })
      .onConflict((clash) =>
        clash.column("account_id").doUpdateSet(fresh).where("identity.second_factor.confirmed_at", "is", null),
      )
      .returning("account_id")
      .executeTakeFirst();
    if (!begun) throw secondFactorOn();
    await addAccountStep(house, tx, { account: id, kind: "second-factor-begun", by: id });
  });
  return enrolmentOf(account, secret);
}

/** What was begun within the last hour and waits for its first code. */
export async function findEnrolment(house: House, actor: Actor): Promise<Enrolment | undefined> {
  const account = await requireOwnStaff(house, actor);
  const row = await findSecondFactor(house.db, account.account_id);
  if (!row || row.confirmed_at !== null || isOld(house, row.begun_at)) return undefined;
  return enrolmentOf(account, house.seal.open(row.secret_sealed, secretPlace(account.account_id)));
}

/** Whether a beginning is too old to be gone on with. */
export function isOld(house: Pick<House, "clock">, begunAt: Date): boolean {
  return house.clock.now().getTime() - begunAt.getTime() > enrolmentMs;
}

/** The refusal where there is one already. */
export function secondFactorOn(): HallError {
  return new HallError("conflict", "identity/second-factor-on", "第二道验证已经打开，换手机请先关闭再设一次");
}

function enrolmentOf({ work_name: name }: AccountRow, secret: string): Enrolment {
  return { secret, uri: enrolmentUri({ issuer, account: name ?? "" }, secret) };
}
