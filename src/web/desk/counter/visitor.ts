import type { RegisterFact, RegisterFacts } from "../../../form/index.ts";
import { findPerson, type PersonFacts, readPersonalData } from "../../../identity/index.ts";
import { type HallCode, isHallCode } from "../../../kernel/codes/index.ts";
import { inTransaction } from "../../../kernel/db/index.ts";
import { HallError } from "../../../kernel/errors/index.ts";
import type { House } from "../../../kernel/house/index.ts";
import type { Id } from "../../../kernel/ids/index.ts";
import { readNote, writeNote } from "../note.ts";
import type { Officer } from "../officer.ts";

/** Whoever stands at the counter, his document looked at by this officer. */
export interface Visitor {
  readonly person: Id;
  readonly hall: HallCode;
  /** The legal person for which he came (单位); absent: for himself. */
  readonly company?: Id;
  /** 法定代表人 or 代理人, whose written authority the officer has in his hand. */
  readonly role?: "representative" | "agent";
}

/** The visitor for the next page's address. */
export function visitorNote(house: House, officer: Officer, visitor: Visitor): string {
  return writeNote(house, officer, "visitor", visitor);
}

/** @throws HallError `web/visit-over` (not-found) for a note that is old or another officer's. */
export function requireVisitor(house: House, officer: Officer, note: string): Visitor {
  const visitor = readNote<Visitor>(house, officer, "visitor", note);
  if (visitor && isHallCode(visitor.hall)) return visitor;
  throw new HallError("not-found", "web/visit-over", "这次窗口办理已经结束，请重新核对来人的证件");
}

/** Masked facts of the visitor. */
export async function visitorFacts(house: House, visitor: Visitor): Promise<PersonFacts> {
  const found = await findPerson(house.db, visitor.person);
  if (!found) throw new RangeError(`nobody is person ${visitor.person}`);
  return found;
}

const fields = ["name", "idNumber", "phone", "address"] as const;

/** Masked facts of whoever applies: the visitor, or the company he came for. */
export async function applicantFacts(house: House, visitor: Visitor): Promise<PersonFacts> {
  return await visitorFacts(house, { ...visitor, person: visitor.company ?? visitor.person });
}

/** What the register offers for the visitor's form; leaves an entry that he can see. */
export async function visitorRegister(house: House, officer: Officer, visitor: Visitor): Promise<RegisterFacts> {
  const data = await inTransaction(house.db, (tx) =>
    readPersonalData(house, tx, officer, {
      person: visitor.person,
      fields,
      purpose: "窗口代为填写申请表",
      hall: visitor.hall,
    }),
  );
  const source = "窗口登记，已当面核验";
  const known: Record<string, RegisterFact> = {};
  for (const field of fields) {
    if (data[field] === undefined) continue;
    known[`person.${field}`] = { value: data[field], source };
    if (visitor.company === undefined) {
      known[`applicant.${field === "idNumber" ? "number" : field}`] = { value: data[field], source };
    }
  }
  if (visitor.company === undefined) return known;
  return { ...known, ...(await companyRegister(house, officer, visitor, visitor.company, known["person.name"])) };
}

/** The same of the company he came for. @param name of the visitor, who is its representative or not. */
async function companyRegister(
  house: House,
  officer: Officer,
  { hall, role }: Visitor,
  company: Id,
  name: RegisterFact | undefined,
): Promise<RegisterFacts> {
  const data = await inTransaction(house.db, (tx) =>
    readPersonalData(house, tx, officer, {
      person: company,
      fields: ["phone", "address"],
      purpose: "窗口代为填写申请表",
      hall,
    }),
  );
  const facts = await visitorFacts(house, { person: company, hall });
  const source = "窗口登记，已核对营业执照";
  const { phone, address } = data;
  const told = {
    name: facts.name,
    uscc: facts.uscc,
    ...(phone !== undefined && { phone }),
    ...(address !== undefined && { address }),
  };
  const known: Record<string, RegisterFact> = {};
  for (const [key, value] of Object.entries(told)) {
    if (value === undefined) continue;
    known[`legalPerson.${key}`] = { value, source };
    known[`applicant.${key === "uscc" ? "number" : key}`] = { value, source };
  }
  if (role === "representative" && name) known["legalPerson.representative"] = name;
  return known;
}
