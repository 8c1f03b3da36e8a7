import { mask } from "../kernel/codes/index.ts";
import type { Reader, Tx } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import { openSession, revokeSession, type Session, type SessionPolicy } from "../kernel/http/index.ts";
import { openData, requirePerson } from "./person.ts";
import { seatsOf } from "./seats.ts";
import { requiresSecondFactor } from "./second-factor/required.ts";
import { hasSecondFactor } from "./second-factor/rows.ts";
import type { CitizenFacts, StaffFacts } from "./session-facts.ts";
import type { AccountRow, MandateScope, PersonRow } from "./tables.ts";

/** A session that was opened; `session` goes into the answer of the route, which sets the cookie. */
export interface Opened {
  readonly session: { readonly token: string };
  /** The session's id, for lists of devices. */
  readonly device: string;
  readonly account: string;
  readonly person: string;
  readonly kind: "citizen" | "staff";
  /** An officer who still has the password he was given: until he has changed it he has no seats. */
  readonly mustChangePassword: boolean;
  /** An officer whose posts ask for a second factor and who has none: until he has set it up he has no seats. */
  readonly mustSetUpSecondFactor: boolean;
}

/** What of an account a session is made of. */
export type SessionAccount = Pick<
  AccountRow,
  "account_id" | "person_id" | "kind" | "work_name" | "password_changed_at"
>;

/** The legal person acted for, and what the mandate covers. */
export interface Acting {
  readonly id: string;
  readonly name: string;
  readonly scope: MandateScope | null;
}

/** What a session of an account knows. @param acting the legal person acted for. */
export async function factsOfAccount(
  house: Pick<House, "seal" | "config">,
  db: Reader,
  account: SessionAccount,
  acting?: Acting,
): Promise<CitizenFacts | StaffFacts> {
  const person = await requirePerson(db, account.person_id);
  if (account.kind === "staff") {
    return { assurance: person.assurance, name: account.work_name ?? "", ...(await seatsNow(house, db, account)) };
  }
  return {
    person: person.person_id,
    assurance: person.assurance,
    actingFor: acting?.id ?? null,
    actingScope: acting?.scope ?? null,
    name: nameShown(house, person),
    actingName: acting?.name ?? null,
  };
}

/** The seats that count: none for who has yet to choose his own password, or to set up the second factor they ask for. */
async function seatsNow(
  house: Pick<House, "config">,
  db: Reader,
  account: SessionAccount,
): Promise<Pick<StaffFacts, "seats" | "awaits">> {
  if (hasGivenPassword(account)) return { seats: [] };
  const seats = await seatsOf(db, account.account_id);
  if (!requiresSecondFactor(house, seats) || (await hasSecondFactor(db, account.account_id))) return { seats };
  return { seats: [], awaits: "second-factor" };
}

/** Whoever engaged an officer chose the first password and knows it. */
export function hasGivenPassword(account: Pick<AccountRow, "kind" | "password_changed_at">): boolean {
  return account.kind === "staff" && account.password_changed_at === null;
}

/** `张*`, or `138****8000` while the name is not known. */
function nameShown(house: Pick<House, "seal">, person: PersonRow): string {
  if (person.shown_name !== "") return person.shown_name;
  const { phone } = openData(house, person, ["phone"]);
  return phone === undefined ? "" : mask("phone", phone);
}

/** Opens a session for an account whose owner has just proved to be there. @param place.previous ends with it. */
export async function openAccountSession(
  house: Pick<House, "clock" | "seal" | "config">,
  tx: Tx,
  account: SessionAccount,
  place: {
    device: string;
    previous?: Session | undefined;
    acting?: Acting | undefined;
    policy?: SessionPolicy | undefined;
  },
): Promise<Opened> {
  if (place.previous) await revokeSession(house, tx, place.previous);
  const facts = await factsOfAccount(house, tx, account, place.acting);
  const { token, session } = await openSession(house, tx, {
    // A kiosk's session stays one: it ends after three minutes.
    kind: place.previous?.kind === "kiosk" && account.kind === "citizen" ? "kiosk" : account.kind,
    accountId: account.account_id,
    facts: { ...facts },
    device: place.device,
    ...(place.policy ? { policy: place.policy } : {}),
  });
  return {
    session: { token },
    device: session.id,
    account: account.account_id,
    person: account.person_id,
    kind: account.kind,
    mustChangePassword: hasGivenPassword(account),
    mustSetUpSecondFactor: "awaits" in facts,
  };
}
