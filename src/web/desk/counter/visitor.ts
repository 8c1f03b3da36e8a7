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
    known[`applicant.${field === "idNumber" ? "number" : field}`] = { value: data[field], source };
  }
  return known;
}
