import type { House } from "../../kernel/house/index.ts";
import type { Actor } from "../../kernel/http/index.ts";
import { seatsOf } from "../seats.ts";
import { requireOwnStaff } from "./own-staff.ts";
import { requiresSecondFactor } from "./required.ts";
import { countRecoveryCodes, findSecondFactor } from "./rows.ts";

/** An officer's second factor as he sees it. */
export interface SecondFactorState {
  /** When it was turned on; null: it is off. */
  readonly since: Date | null;
  readonly recoveryCodesLeft: number;
  /** Whether his seats count only with it. */
  readonly isRequired: boolean;
}

/** @throws HallError `identity/not-staff` (forbidden); `identity/account-changed` (conflict). */
export async function secondFactorOf(house: House, actor: Actor): Promise<SecondFactorState> {
  const { account_id: id } = await requireOwnStaff(house, actor);
  const row = await findSecondFactor(house.db, id);
  const since = row?.confirmed_at ?? null;
  return {
    since,
    recoveryCodesLeft: since === null ? 0 : await countRecoveryCodes(house.db, id),
    isRequired: requiresSecondFactor(house, await seatsOf(house.db, id)),
  };
}
