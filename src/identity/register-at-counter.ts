import { dayOf } from "../kernel/calendar/index.ts";
import { parseIdNumber, parsePhone } from "../kernel/codes/index.ts";
import type { Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { newId } from "../kernel/ids/index.ts";
import { setAssurance, writeAssuranceChange } from "./assurance.ts";
import { claimLookup, findByLookup } from "./lookups.ts";
import { parsePersonName } from "./names.ts";
import {
  type Address,
  insertPerson,
  lockPerson,
  openData,
  type PersonalData,
  type PersonalField,
  sealData,
} from "./person.ts";
import { idNumberText } from "./prove-identity.ts";
import { addAccess } from "./read-personal-data.ts";
import { requireMayConfirm } from "./rights.ts";

/** Kinds of documents whose number is an id number of 18 characters: 身份证, 港澳台居民居住证, 外国人永久居留身份证. */
const withIdNumber: ReadonlySet<string> = new Set(["31", "37", "38"]);

/** Somebody who stands at the counter with a document. */
export interface CounterVisitor {
  readonly hall: string;
  readonly name: string;
  /** Code table `id_type`; default 31. */
  readonly idType?: string;
  readonly idNumber: string;
  readonly phone?: string | undefined;
  readonly address?: Address | undefined;
  /** Not here himself: his document was shown by another (法定代表人没有到场). He is known then, and nothing is confirmed of him. */
  readonly absent?: true;
}

/**
 * Finds or makes the person who stands at the counter (窗口登记), document checked by the officer: level 3. No account is needed.
 *
 * What is kept of somebody who is known already is left as it is; only what is missing is filled in.
 *
 * @throws HallError `identity/not-window-officer` (forbidden); `codes/bad-id-number`, `codes/bad-phone`, `identity/bad-name`,
 *   `identity/bad-document` (invalid); `identity/name-differs` (conflict).
 */
export async function registerAtCounter(
  house: House,
  tx: Tx,
  actor: Actor,
  command: CounterVisitor,
): Promise<{ person: string; isNew: boolean }> {
  requireMayConfirm(actor, command.hall);
  const name = parsePersonName(command.name);
  const idType = command.idType ?? "31";
  const idNumber = parseDocumentNumber(house, idType, command.idNumber);
  const given: Partial<PersonalData> = {
    ...(command.phone === undefined ? {} : { phone: parsePhone(command.phone) }),
    ...(command.address === undefined ? {} : { address: command.address }),
  };
  const id = newId(house.clock);
  const text = idNumberText(idType, idNumber);
  const isNew = await claimLookup(house, tx, "id-number", text, { person: id, account: null });
  const by = actor.id;
  const { hall } = command;
  if (isNew) {
    const assurance = command.absent ? 0 : 3;
    await insertPerson(house, tx, { id, assurance, idType, data: { name, idNumber, ...given } });
    if (!command.absent) {
      await writeAssuranceChange(house, tx, { person: id, from: 0, to: 3, way: "counter", by, hall });
    }
  }
  const person = isNew
    ? id
    : await confirmKnown(house, tx, actor, { text, name, given, hall, absent: command.absent === true });
  const fields: PersonalField[] = ["name", "idNumber", ...(Object.keys(given) as PersonalField[])];
  await addAccess(house, tx, actor, {
    person,
    fields,
    purpose: command.absent ? "窗口登记法定代表人" : "窗口当面核验",
    hall,
  });
  return { person, isNew };
}

async function confirmKnown(
  house: House,
  tx: Tx,
  actor: Actor,
  visitor: { text: string; name: string; given: Partial<PersonalData>; hall: string; absent: boolean },
): Promise<string> {
  const found = await findByLookup(house, tx, "id-number", visitor.text);
  if (!found) throw new Error("an id number is taken and leads to nobody");
  const row = await lockPerson(tx, found.person);
  const known = openData(house, row, ["name", "phone", "address"]);
  if (known.name !== undefined && known.name !== visitor.name) {
    throw new HallError("conflict", "identity/name-differs", "这个证件号码登记的是另一个姓名，请核对证件", {
      fields: { name: "和已登记的姓名不同" },
    });
  }
  const missing = Object.entries(visitor.given).filter(([field]) => known[field as PersonalField] === undefined);
  const data: Partial<PersonalData> = Object.fromEntries(missing);
  if (missing.length > 0) {
    await tx
      .updateTable("identity.person")
      .set({ ...sealData(house, row.person_id, data), updated_at: house.clock.now() })
      .where("person_id", "=", row.person_id)
      .execute();
  }
  if (row.assurance < 3 && !visitor.absent)
    await setAssurance(house, tx, row, { to: 3, way: "counter", by: actor.id, hall: visitor.hall });
  return row.person_id;
}

/** A document's number as kept: an id number by its rules, others in capitals. */
export function parseDocumentNumber(house: Pick<House, "clock">, idType: string, text: string): string {
  if (withIdNumber.has(idType)) return parseIdNumber(text, { on: dayOf(house.clock.now()) });
  const number = text.normalize("NFKC").replaceAll(/\s/g, "").toUpperCase();
  if (/^(3[2-6]|49)$/.test(idType) && /^[\p{L}\d()-]{5,30}$/u.test(number)) return number;
  const sentence = "证件号码不对，请照证件填写";
  throw new HallError("invalid", "identity/bad-document", sentence, { fields: { idNumber: sentence } });
}
