import { dayOf } from "../kernel/calendar/index.ts";
import { type IdNumber, parseIdNumber } from "../kernel/codes/index.ts";
import { inTransaction, type Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import { type Actor, revokeSessionsOf, type Session, takeToken, tooManyRequests } from "../kernel/http/index.ts";
import { setAssurance } from "./assurance.ts";
import { requireOpenAccount } from "./change-password.ts";
import { joinPersons } from "./join-persons.ts";
import { claimLookup, findByLookup } from "./lookups.ts";
import { parsePersonName } from "./names.ts";
import { type Opened, openAccountSession } from "./open-account-session.ts";
import { lockPerson, openData, sealData } from "./person.ts";
import type { RealNamePort } from "./real-name/port.ts";
import { requireCitizen } from "./rights.ts";
import type { PersonRow } from "./tables.ts";

/** Questions to the service cost money, and guessing numbers must not pay. */
const perPerson = { limit: 5, windowSeconds: 3_600 };

/** What the text of an id number is looked up under: its kind and the number. */
export function idNumberText(idType: string, number: string): string {
  return `${idType}:${number}`;
}

/**
 * Proves who one is by name and id number (实名核验): level 2. The session gets a new token with the new level.
 *
 * Somebody whom a counter has registered before becomes that person: the account moves there, with the level of the counter.
 *
 * @throws HallError `codes/bad-id-number`, `identity/bad-name`, `identity/not-matching` (invalid); `identity/already-proven`,
 *   `identity/id-number-taken` (conflict); `identity/real-name-away`, `kernel/too-many-requests` (unavailable).
 */
export async function proveIdentity(
  house: House,
  port: RealNamePort,
  actor: Actor,
  command: { name: string; idNumber: string; session: Session; device: string },
): Promise<Opened> {
  const citizen = requireCitizen(actor);
  const name = parsePersonName(command.name);
  const idNumber = parseIdNumber(command.idNumber, { on: dayOf(house.clock.now()) });
  const token = await takeToken(house.db, `identity.prove:${citizen.person}`, perPerson, house.clock);
  if (!token.allowed) throw tooManyRequests(token.retryAfterSeconds);
  // The service is outside: it is asked before the transaction, which asks it nothing.
  if (!(await port.checkPerson({ name, idNumber }))) {
    const sentence = "姓名和身份证号不一致，请逐字核对";
    throw new HallError("invalid", "identity/not-matching", sentence, { fields: { idNumber: sentence } });
  }
  const account = await requireOpenAccount(house, citizen.id);
  return await inTransaction(house.db, async (tx) => {
    const row = await lockPerson(tx, citizen.person);
    const person = await takeNumber(house, tx, row, { name, idNumber, account: citizen.id });
    await tx
      .updateTable("identity.person")
      .set({ ...sealData(house, person.person_id, { name, idNumber }), updated_at: house.clock.now() })
      .where("person_id", "=", person.person_id)
      .execute();
    if (person.assurance < 2) await setAssurance(house, tx, person, { to: 2, way: "real-name-check", by: citizen.id });
    return await openAccountSession(
      house,
      tx,
      { ...account, person_id: person.person_id },
      {
        device: command.device,
        previous: command.session,
      },
    );
  });
}

/** Makes the number the person's own, or the person the one who has it. @returns whose it is now. */
async function takeNumber(
  house: House,
  tx: Tx,
  row: PersonRow,
  proven: { name: string; idNumber: IdNumber; account: string },
): Promise<PersonRow> {
  const known = openData(house, row, ["idNumber"]).idNumber;
  if (known !== undefined && known !== proven.idNumber) {
    throw new HallError("conflict", "identity/already-proven", "这个账号已经用另一个身份证号实名，不能更换");
  }
  const text = idNumberText("31", proven.idNumber);
  if (await claimLookup(house, tx, "id-number", text, { person: row.person_id, account: null })) return row;
  const found = await findByLookup(house, tx, "id-number", text);
  const other = found && (await lockPerson(tx, found.person));
  if (!other || other.account_id !== null) {
    throw new HallError(
      "conflict",
      "identity/id-number-taken",
      "这个身份证号已有账号，请用原账号登录，或带证件到窗口核验",
    );
  }
  await joinPersons(house, tx, { from: row, into: other, account: proven.account });
  await revokeSessionsOf(house, tx, proven.account);
  return { ...other, account_id: proven.account };
}
