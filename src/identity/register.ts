import { type MobileNumber, parseMobile } from "../kernel/codes/index.ts";
import { inTransaction, type Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import { newId } from "../kernel/ids/index.ts";
import { addAccountStep } from "./account-steps.ts";
import { writeAssuranceChange } from "./assurance.ts";
import { claimLookup } from "./lookups.ts";
import { type Opened, openAccountSession } from "./open-account-session.ts";
import { hashPassword, pepper } from "./password-hashing.ts";
import { requireGoodPassword } from "./password-rules.ts";
import { insertPerson } from "./person.ts";
import { useCode } from "./phone-code.ts";
import type { SignInPlace } from "./sign-in.ts";
import type { AccountRow } from "./tables.ts";
import { homeHall, personRegistered } from "./topics.ts";

/**
 * Registers a natural person by a confirmed phone (注册) and signs him in; level 1.
 *
 * @param command.password absent: he signs in by code.
 * @throws HallError `codes/bad-mobile`, `identity/weak-password`, `identity/wrong-code` (invalid); `identity/phone-taken` (conflict).
 */
export async function register(
  house: House,
  command: { phone: string; code: string; password?: string | undefined } & SignInPlace,
): Promise<Opened> {
  const phone = parseMobile(command.phone);
  const { password } = command;
  if (password !== undefined) requireGoodPassword(password, [phone]);
  await useCode(house, { phone, purpose: "register", code: command.code });
  const hashed = password === undefined ? null : await hashPassword(pepper(house.seal, password));
  const owner = { person: newId(house.clock), account: newId(house.clock) };
  return await inTransaction(house.db, async (tx) => {
    await claimPhone(house, tx, phone, owner);
    await insertPerson(house, tx, { id: owner.person, assurance: 1, account: owner.account, data: { phone } });
    const account = newAccount(house, owner, { kind: "citizen", hashed });
    await tx.insertInto("identity.account").values(account).execute();
    await addAccountStep(house, tx, { account: owner.account, kind: "registered", by: owner.account });
    await writeAssuranceChange(house, tx, { person: owner.person, from: 0, to: 1, way: "phone", by: owner.account });
    const payload = { person: owner.person, account: owner.account };
    await house.outbox.publish(tx, { hall: homeHall(house), topic: personRegistered, payload });
    return await openAccountSession(house, tx, account, command);
  });
}

/** Takes a phone for signing in. @throws HallError `identity/phone-taken` (conflict). */
export async function claimPhone(
  house: Pick<House, "seal" | "clock">,
  tx: Tx,
  phone: MobileNumber,
  owner: { person: string; account: string },
): Promise<void> {
  if (await claimLookup(house, tx, "phone", phone, owner)) return;
  throw new HallError("conflict", "identity/phone-taken", "这个手机号已经注册过，请直接登录", {
    fields: { phone: "这个手机号已经注册过，请直接登录" },
  });
}

/** The row of a new account. @param facts.isGiven somebody else chose the password. */
export function newAccount(
  house: Pick<House, "clock">,
  owner: { person: string; account: string },
  facts: { kind: "citizen" | "staff"; hashed: string | null; workName?: string; isGiven?: boolean },
): AccountRow {
  const now = house.clock.now();
  return {
    account_id: owner.account,
    person_id: owner.person,
    kind: facts.kind,
    work_name: facts.workName ?? null,
    password_hash: facts.hashed,
    password_changed_at: facts.hashed === null || facts.isGiven === true ? null : now,
    known_addresses: [],
    state: "open",
    made_at: now,
    signed_in_at: null,
  };
}
