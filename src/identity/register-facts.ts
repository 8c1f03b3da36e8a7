import type { RegisterFact, RegisterFacts } from "../form/index.ts";
import { type IdNumber, parseIdNumber, parseUscc } from "../kernel/codes/index.ts";
import type { Reader } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { findByLookup } from "./lookups.ts";
import { openData, type PersonalField, requirePerson } from "./person.ts";
import { idNumberText } from "./prove-identity.ts";
import { requireCitizen } from "./rights.ts";
import type { PersonRow } from "./tables.ts";

const all: readonly PersonalField[] = ["name", "idNumber", "phone", "address"];

/** Where a fact comes from, as the form shows it. */
function sourceOf(row: PersonRow): string {
  if (row.kind === "legal") return row.assurance === 3 ? "法人登记信息，窗口已核验" : "法人登记信息";
  if (row.assurance === 3) return "账号信息，窗口已核验";
  return row.assurance === 2 ? "账号信息，已实名" : "账号信息";
}

/**
 * What the registers know, for a form of the citizen himself (预填): `person.…` of whoever is signed in, `legalPerson.…` of the legal person
 * acted for, `applicant.…` of whichever of the two applies. Opened only for the citizen's own request; leaves no entry.
 *
 * @throws HallError `identity/not-citizen`, `kernel/sign-in-needed` (forbidden).
 */
export async function registerFactsOf(house: Pick<House, "seal">, db: Reader, actor: Actor): Promise<RegisterFacts> {
  const citizen = requireCitizen(actor);
  const own = personFacts(house, await requirePerson(db, citizen.person));
  if (citizen.actingFor === null) return { ...prefixed("person", own), ...prefixed("applicant", numbered(own)) };
  const row = await requirePerson(db, citizen.actingFor);
  const legal = await legalFacts(house, db, row);
  const applicant = { ...legal, number: legal.uscc };
  return { ...prefixed("person", own), ...prefixed("legalPerson", legal), ...prefixed("applicant", applicant) };
}

type Facts = Record<string, RegisterFact | undefined>;

function personFacts(house: Pick<House, "seal">, row: PersonRow): Facts {
  const source = sourceOf(row);
  const data = openData(house, row, all);
  return Object.fromEntries(
    all.flatMap((field) => (data[field] === undefined ? [] : [[field, { value: data[field], source }]])),
  );
}

function numbered(facts: Facts): Facts {
  return { ...facts, number: facts.idNumber };
}

async function legalFacts(house: Pick<House, "seal">, db: Reader, row: PersonRow): Promise<Facts> {
  const source = sourceOf(row);
  const { address, phone } = openData(house, row, ["address", "phone"]);
  const representative = row.representative_id === null ? undefined : await requirePerson(db, row.representative_id);
  const name = representative && openData(house, representative, ["name"]).name;
  return {
    name: { value: row.shown_name, source },
    uscc: { value: row.uscc, source },
    ...(address === undefined ? {} : { address: { value: address, source } }),
    ...(phone === undefined ? {} : { phone: { value: phone, source } }),
    ...(name === undefined ? {} : { representative: { value: name, source } }),
  };
}

function prefixed(prefix: string, facts: Facts): RegisterFacts {
  return Object.fromEntries(Object.entries(facts).flatMap(([key, fact]) => (fact ? [[`${prefix}.${key}`, fact]] : [])));
}

/**
 * Where to reach a person (系统通知本人用): for messages to the person himself only. A legal person without a phone of its own is reached
 * through its representative.
 */
export async function contactOf(
  house: Pick<House, "seal">,
  db: Reader,
  person: string,
): Promise<{ mobile: string | undefined }> {
  const row = await requirePerson(db, person);
  const { phone } = openData(house, row, ["phone"]);
  if (phone !== undefined || row.representative_id === null) return { mobile: phone };
  return { mobile: openData(house, await requirePerson(db, row.representative_id), ["phone"]).phone };
}

/** The legal person with a credit code, by digest: for counters. @throws HallError `codes/bad-uscc` (invalid). */
export async function legalPersonByUscc(
  house: Pick<House, "seal">,
  db: Reader,
  uscc: string,
): Promise<string | undefined> {
  return (await findByLookup(house, db, "uscc", parseUscc(uscc)))?.person;
}

/** The person with an id number (身份证), by digest: for counters. */
export async function personByIdNumber(
  house: Pick<House, "seal">,
  db: Reader,
  idNumber: IdNumber | string,
): Promise<string | undefined> {
  return (await findByLookup(house, db, "id-number", idNumberText("31", parseIdNumber(idNumber))))?.person;
}
