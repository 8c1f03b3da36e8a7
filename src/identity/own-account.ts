import { mask } from "../kernel/codes/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { requireOpenAccount } from "./change-password.ts";
import { requireAccount } from "./devices.ts";
import { hasGivenPassword } from "./open-account-session.ts";
import { openData, requirePerson } from "./person.ts";

/** An account as its owner sees it, masked: others may look over his shoulder. */
export interface OwnAccount {
  /** `张*`, empty while unknown; an officer's name at work. */
  readonly name: string;
  readonly phone: string | undefined;
  readonly idNumber: string | undefined;
  /** Somebody without one signs in by code. */
  readonly hasPassword: boolean;
  /** An officer who still has the password an administrator gave him. */
  readonly mustChangePassword: boolean;
}

/**
 * The account of whoever acts.
 *
 * @throws HallError `kernel/sign-in-needed` (forbidden), `identity/account-changed` (conflict) when it was closed meanwhile.
 */
export async function ownAccount(house: House, actor: Actor): Promise<OwnAccount> {
  const account = await requireOpenAccount(house, requireAccount(actor));
  const person = await requirePerson(house.db, account.person_id);
  const { phone, idNumber } = openData(house, person, ["phone", "idNumber"]);
  return {
    name: account.work_name ?? person.shown_name,
    phone: phone === undefined ? undefined : mask("phone", phone),
    idNumber: idNumber === undefined ? undefined : mask("idNumber", idNumber),
    hasPassword: account.password_hash !== null,
    mustChangePassword: hasGivenPassword(account),
  };
}
