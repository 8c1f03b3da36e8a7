import { type Day, dayOf, endOf, parseDay } from "../kernel/calendar/index.ts";
import { type Reader, scatter, type Tx } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import { listSessions, revokeSessionsOf } from "../kernel/http/index.ts";
import { findPerson, findRow } from "./person.ts";
import type { MandateRole, MandateRow, MandateScope } from "./tables.ts";

/** In what capacity somebody may act for a legal person. */
export interface MayAct {
  readonly role: MandateRole;
  /** The mandate of an agent; `null` for the representative, whom the law empowers. */
  readonly mandate: string | null;
  /** What it covers; `null` = everything. */
  readonly scope: MandateScope | null;
  /** The last instant it holds; `null` = until further notice. */
  readonly until: Date | null;
}

/** Whether a person may act for a legal person today, and how. One row by index mandate_standing. */
export async function mayActFor(
  house: Pick<House, "clock">,
  db: Reader,
  person: string,
  legalPerson: string,
): Promise<MayAct | undefined> {
  const row = await db
    .selectFrom("identity.mandate")
    .selectAll()
    .where("person_id", "=", person)
    .where("legal_person_id", "=", legalPerson)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  if (!row || !holdsOn(row, dayOf(house.clock.now()))) return undefined;
  return {
    role: row.role,
    mandate: row.role === "agent" ? row.id : null,
    scope: scopeOf(row),
    until: row.until_on === null ? null : endOf(parseDay(row.until_on)),
  };
}

/** A legal person somebody may act for. */
export interface ActableFor {
  readonly id: string;
  readonly name: string;
  readonly uscc: string;
  readonly role: MandateRole;
  readonly mandate: string;
  readonly scope: MandateScope | null;
  readonly from: Day;
  readonly until: Day | null;
}

/** All legal persons a person may act for today (代谁办事). */
export async function legalPersonsOf(house: Pick<House, "clock">, db: Reader, person: string): Promise<ActableFor[]> {
  const rows = await db
    .selectFrom("identity.mandate")
    .selectAll()
    .where("person_id", "=", person)
    .where("revoked_at", "is", null)
    .orderBy("id")
    .limit(200)
    .execute();
  const today = dayOf(house.clock.now());
  const standing = rows.filter((row) => holdsOn(row, today));
  const found: ActableFor[] = [];
  for (const row of standing) {
    const legal = await findPerson(db, row.legal_person_id);
    if (legal) found.push({ ...viewOf(row), id: legal.id, name: legal.name, uscc: legal.uscc ?? "" });
  }
  return found;
}

/** Somebody who may act, as the legal representative sees him. */
export interface Delegate {
  readonly mandate: string;
  readonly person: string;
  /** Masked. */
  readonly name: string;
  readonly role: MandateRole;
  readonly scope: MandateScope | null;
  readonly from: Day;
  readonly until: Day | null;
  readonly state: "standing" | "not-yet" | "ended" | "revoked";
}

/** All who act or acted for a legal person, newest first. Carried by index mandate_legal_person. */
export async function delegatesOf(house: Pick<House, "clock">, db: Reader, legalPerson: string): Promise<Delegate[]> {
  const rows = await scatter(
    db
      .selectFrom("identity.mandate")
      .selectAll()
      .where("legal_person_id", "=", legalPerson)
      .orderBy("granted_at", "desc")
      .orderBy("id", "desc")
      .limit(200),
    "the delegates of a company, for its representative",
  ).execute();
  const today = dayOf(house.clock.now());
  const found: Delegate[] = [];
  for (const row of rows) {
    const person = await findPerson(db, row.person_id);
    found.push({
      ...viewOf(row),
      person: row.person_id,
      name: person?.name ?? "",
      state: stateOf(row, today),
    });
  }
  return found;
}

function viewOf(row: MandateRow) {
  return {
    role: row.role,
    mandate: row.id,
    scope: scopeOf(row),
    from: parseDay(row.from_on),
    until: row.until_on === null ? null : parseDay(row.until_on),
  };
}

function stateOf(row: MandateRow, today: Day): Delegate["state"] {
  if (row.revoked_at !== null) return "revoked";
  if (row.from_on > today) return "not-yet";
  return holdsOn(row, today) ? "standing" : "ended";
}

function holdsOn(row: Pick<MandateRow, "from_on" | "until_on">, day: Day): boolean {
  return row.from_on <= day && (row.until_on === null || row.until_on >= day);
}

function scopeOf({ scope }: Pick<MandateRow, "scope">): MandateScope | null {
  return typeof scope === "string" ? null : scope;
}

/** Ends the sessions in which a person acts for a legal person: what he might has changed. */
export async function endActing(
  house: Pick<House, "clock">,
  tx: Tx,
  person: string,
  legalPerson: string,
): Promise<void> {
  const row = await findRow(tx, person);
  if (row?.account_id == null) return;
  for (const session of await listSessions(house, tx, row.account_id)) {
    if (session.facts.actingFor !== legalPerson) continue;
    await revokeSessionsOf(house, tx, row.account_id, { id: session.id });
  }
}
