import { mask } from "../kernel/codes/index.ts";
import type { Reader, Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Assurance } from "../kernel/http/index.ts";
import { type SealedColumns, sealedPlace } from "../kernel/seal/index.ts";
import type { PersonKind, PersonRow } from "./tables.ts";

/** A postal address as forms ask for it. */
export interface Address {
  /** 6, 9 or 12 digits. */
  readonly division: string;
  readonly detail: string;
}

/** What is kept about a person under seal. */
export interface PersonalData {
  name: string;
  idNumber: string;
  phone: string;
  address: Address;
}

/** One thing that can be read about a person. */
export type PersonalField = keyof PersonalData;

/** The Chinese word for each, for logs that the person reads. */
export const fieldWords: Readonly<Record<PersonalField, string>> = {
  name: "姓名",
  idNumber: "证件号码",
  phone: "手机号",
  address: "地址",
};

/** What a log of reads can name: a field of the register, or a material of a case (`recordMaterialRead`). */
export type AccessedField = PersonalField | "material";

export const accessWords: Readonly<Record<AccessedField, string>> = { ...fieldWords, material: "申请材料" };

const columnOf = {
  name: "name_sealed",
  idNumber: "id_number_sealed",
  phone: "phone_sealed",
  address: "address_sealed",
} as const satisfies Record<PersonalField, keyof PersonRow>;

const table = "identity.person";

/** What a rotation of the keys has to seal anew. */
export const sealedColumns: readonly SealedColumns[] = [
  { table, columns: Object.values(columnOf), key: ["person_id"] },
];

/** Masked facts about a person (脱敏): what anybody in the house may see. */
export interface PersonFacts {
  readonly id: string;
  readonly kind: PersonKind;
  /** Natural: `张*`, empty while unknown; legal: the whole name. */
  readonly name: string;
  readonly uscc: string | null;
  readonly assurance: Assurance;
}

/** A person by id; one that was joined to another leads there. Masked. */
export async function findPerson(db: Reader, person: string): Promise<PersonFacts | undefined> {
  const row = await findRow(db, person);
  return row && factsOf(row);
}

/** As the row says it, masked. */
export function factsOf(row: PersonRow): PersonFacts {
  return {
    id: row.person_id,
    kind: row.kind,
    name: row.shown_name,
    uscc: row.uscc,
    assurance: toAssurance(row.assurance),
  };
}

/** The row of a person, followed to the one it was joined to. */
export async function findRow(db: Reader, person: string): Promise<PersonRow | undefined> {
  const row = await db.selectFrom(table).selectAll().where("person_id", "=", person).executeTakeFirst();
  if (row?.joined_into == null) return row;
  return await db.selectFrom(table).selectAll().where("person_id", "=", row.joined_into).executeTakeFirst();
}

/** As `findRow`, locked until the transaction ends. @throws HallError `identity/no-person` (not-found). */
export async function lockPerson(tx: Tx, person: string): Promise<PersonRow> {
  const row = await tx.selectFrom(table).selectAll().where("person_id", "=", person).forUpdate().executeTakeFirst();
  if (!row || row.joined_into !== null) throw noPerson();
  return row;
}

/** As `findRow`. @throws HallError `identity/no-person` (not-found). */
export async function requirePerson(db: Reader, person: string): Promise<PersonRow> {
  const row = await findRow(db, person);
  if (!row) throw noPerson();
  return row;
}

function noPerson(): HallError {
  return new HallError("not-found", "identity/no-person", "没有这个人的登记");
}

/** A number out of the database as a level. @throws RangeError outside 0 to 3. */
export function toAssurance(level: number): Assurance {
  if (level === 0 || level === 1 || level === 2 || level === 3) return level;
  throw new RangeError(`assurance ${level}`);
}

/** The code of a level in exchange (code table `real_level`). Level 2 is L2: no check of ours reads a face or a bank card. */
export function realLevelOf(level: Assurance): "L1" | "L2" | "L4" {
  if (level === 3) return "L4";
  return level === 2 ? "L2" : "L1";
}

/** Columns of a natural person's row for what is given; what is absent is left as it is. */
export function sealData(
  house: Pick<House, "seal">,
  person: string,
  data: Partial<PersonalData>,
): Partial<Pick<PersonRow, "name_sealed" | "id_number_sealed" | "phone_sealed" | "address_sealed" | "shown_name">> {
  const seal = (field: PersonalField, text: string) =>
    house.seal.seal(text, sealedPlace(table, columnOf[field], person));
  return {
    ...(data.name === undefined ? {} : { name_sealed: seal("name", data.name), shown_name: mask("name", data.name) }),
    ...(data.idNumber === undefined ? {} : { id_number_sealed: seal("idNumber", data.idNumber) }),
    ...(data.phone === undefined ? {} : { phone_sealed: seal("phone", data.phone) }),
    ...(data.address === undefined ? {} : { address_sealed: seal("address", JSON.stringify(data.address)) }),
  };
}

/** Opens the wanted fields of a row; what is not kept is absent. */
export function openData(
  house: Pick<House, "seal">,
  row: PersonRow,
  fields: readonly PersonalField[],
): Partial<PersonalData> {
  const opened: Partial<PersonalData> = {};
  for (const field of fields) {
    const sealed = row[columnOf[field]];
    if (field === "name" && row.kind === "legal") opened.name = row.shown_name;
    if (sealed === null) continue;
    const text = house.seal.open(sealed, sealedPlace(table, columnOf[field], row.person_id));
    if (field === "address") opened.address = JSON.parse(text) as Address;
    else opened[field] = text;
  }
  return opened;
}

/** Writes a new person's row. */
export async function insertPerson(
  house: Pick<House, "seal" | "clock">,
  tx: Tx,
  person: {
    id: string;
    assurance: Assurance;
    account?: string;
    idType?: string;
    data: Partial<PersonalData>;
    legal?: { uscc: string; name: string };
  },
): Promise<void> {
  const now = house.clock.now();
  const row: PersonRow = {
    person_id: person.id,
    kind: person.legal ? "legal" : "natural",
    shown_name: person.legal?.name ?? "",
    name_sealed: null,
    id_type: person.idType ?? (person.legal ? "51" : "31"),
    id_number_sealed: null,
    uscc: person.legal?.uscc ?? null,
    phone_sealed: null,
    address_sealed: null,
    assurance: person.assurance,
    account_id: person.account ?? null,
    representative_id: null,
    joined_into: null,
    made_at: now,
    updated_at: now,
    ...sealData(house, person.id, person.data),
  };
  await tx.insertInto(table).values(row).execute();
}
