import type { Reader } from "../kernel/db/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { type KeyRing, sealedPlace } from "../kernel/seal/index.ts";

/** Which ways a person wants to be told by, beside the inbox. */
export interface Wishes {
  readonly person: Id;
  /** Text messages about cases; codes come in any case. */
  readonly sms: boolean;
  /** The confirmed address, sealed. */
  readonly mail: Buffer | null;
  /** An address that waits for its code, sealed. */
  readonly mailAsked: Buffer | null;
  readonly codeUntil: Date | null;
}

/** The wishes of a person; who said nothing gets text messages and no mail. */
export async function wishesOf(db: Reader, person: Id): Promise<Wishes> {
  const row = await db
    .selectFrom("notification.preference")
    .select(["sms", "mail", "mail_asked", "mail_code_until"])
    .where("person_id", "=", person)
    .executeTakeFirst();
  return {
    person,
    sms: row?.sms ?? true,
    mail: row?.mail ?? null,
    mailAsked: row?.mail_asked ?? null,
    codeUntil: row?.mail_code_until ?? null,
  };
}

/** Where the confirmed address of a person is sealed. */
export function mailPlace(person: Id): string {
  return sealedPlace("notification.preference", "mail", person);
}

/** Where the address that waits for its code is sealed. */
export function mailAskedPlace(person: Id): string {
  return sealedPlace("notification.preference", "mail_asked", person);
}

/** The address mail goes to; undefined: none was confirmed. */
export function confirmedMail(house: { seal: KeyRing }, { mail, person }: Wishes): string | undefined {
  return mail ? house.seal.open(mail, mailPlace(person)) : undefined;
}

/** The address that waits for its code, as its owner sees it. */
export function askedMail(house: { seal: KeyRing }, { mailAsked, person }: Wishes): string | undefined {
  return mailAsked ? house.seal.open(mailAsked, mailAskedPlace(person)) : undefined;
}
