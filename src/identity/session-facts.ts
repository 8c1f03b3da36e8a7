import { type Actor, type Authenticator, anonymous, type Seat, type Session } from "../kernel/http/index.ts";
import { toAssurance } from "./person.ts";
import type { MandateScope } from "./tables.ts";

/** What a citizen's session knows, found out when it was opened; a change of any of it makes a new session. */
export interface CitizenFacts {
  readonly person: string;
  readonly assurance: number;
  /** The legal person acted for. */
  readonly actingFor: string | null;
  /** What the mandate covers; absent or null: everything. */
  readonly actingScope?: MandateScope | null;
  /** Masked. */
  readonly name: string;
  /** The legal person's name, which is public. */
  readonly actingName: string | null;
}

/** What an officer's session knows. */
export interface StaffFacts {
  readonly assurance: number;
  readonly seats: readonly Seat[];
  /** The name shown at work. */
  readonly name: string;
  /** What has to be done before the seats count. */
  readonly awaits?: "second-factor";
}

/**
 * Tells the actor of a session from its facts alone: no query. A session that somebody opened without signing in, and whatever does
 * not have the shape, is nobody's.
 */
export function actorOfSession(session: Session | undefined): Actor {
  if (!session || session.accountId === null) return anonymous;
  const { facts, accountId: id } = session;
  if (session.kind === "staff") {
    if (!isStaffFacts(facts)) return anonymous;
    const posts = [...new Set(facts.seats.map(({ duty }) => duty))];
    return { kind: "staff", id, assurance: toAssurance(facts.assurance), posts, seats: facts.seats };
  }
  if (!isCitizenFacts(facts)) return anonymous;
  const { person, actingFor, actingScope: scope } = facts;
  const whose = { person, actingFor, ...(scope ? { scope } : {}) };
  return { kind: "citizen", id, assurance: toAssurance(facts.assurance), posts: [], ...whose };
}

/** Who a request comes from; bearer tokens of partner systems come later and prove nothing yet. */
export const authenticator: Authenticator = {
  actorOf: async ({ session }) => actorOfSession(session),
};

/** What a page's head shows of whoever signed in; undefined for visitors. */
export function shownOf(
  session: Session | undefined,
): { kind: "citizen" | "staff"; name: string; actingName: string | null } | undefined {
  if (!session || session.accountId === null) return undefined;
  const { facts } = session;
  if (session.kind === "staff")
    return isStaffFacts(facts) ? { kind: "staff", name: facts.name, actingName: null } : undefined;
  return isCitizenFacts(facts) ? { kind: "citizen", name: facts.name, actingName: facts.actingName } : undefined;
}

/** Whether an officer signed in whose seats wait for his second factor: he is led to set it up. */
export function awaitsSecondFactor(session: Session | undefined): boolean {
  return session?.kind === "staff" && session.facts.awaits === "second-factor";
}

type Loose = Readonly<Record<string, unknown>>;

function isCitizenFacts(facts: object): facts is CitizenFacts {
  const { person, assurance, actingFor, name } = facts as Loose;
  return (
    typeof person === "string" &&
    isLevel(assurance) &&
    (actingFor === null || typeof actingFor === "string") &&
    typeof name === "string"
  );
}

function isStaffFacts(facts: object): facts is StaffFacts {
  const { assurance, seats, name } = facts as Loose;
  return isLevel(assurance) && typeof name === "string" && Array.isArray(seats) && seats.every(isSeat);
}

function isSeat(seat: unknown): seat is Seat {
  if (typeof seat !== "object" || seat === null) return false;
  const { post, duty, hall, department } = seat as Loose;
  return [post, duty, hall, department].every((each) => typeof each === "string");
}

function isLevel(level: unknown): boolean {
  return level === 0 || level === 1 || level === 2 || level === 3;
}
