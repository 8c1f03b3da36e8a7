import { chooseActingFor, type DemoPeople } from "../../identity/index.ts";
import { type Db, inTransaction } from "../../kernel/db/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { type Actor, findSession, openSession, type Seat } from "../../kernel/http/index.ts";
import { newId } from "../../kernel/ids/index.ts";
import { duties } from "../../organization/index.ts";

/** Where an officer sits, seen from the objects: in their hall and department, beside it, elsewhere, above. */
export const places = ["own", "next-department", "other-hall", "upper-hall"] as const;
export type Place = (typeof places)[number];

/** Somebody who knocks at every door. */
export interface Viewer {
  readonly name: string;
  readonly kind: "visitor" | "citizen" | "staff";
  readonly actor: Actor | undefined;
  /** Citizens: whose objects are theirs, key of `world.people`. */
  readonly who?: string;
  /** The company he acts for in this session. */
  readonly actsFor?: "pottery" | "food";
  /** Staff. */
  readonly duties?: readonly string[];
  readonly place?: Place;
  /** Opens another session; the token of the cookie. */
  enter(): Promise<string | undefined>;
}

type Citizen = Extract<Actor, { kind: "citizen" }>;

/** The actor of a person of the demo. */
export function citizenOf(people: DemoPeople, key: string, actingFor: string | null = null): Citizen {
  const found = people.citizens[key];
  if (!found?.account) throw new RangeError(key);
  const { account, person } = found;
  return { kind: "citizen", id: account, assurance: key === "zhao" ? 1 : 2, posts: [], person, actingFor };
}

/** Opens a citizen's session; for a company by the act that the page runs. */
export async function enterAs(house: House, actor: Citizen, company: string | null, device: string): Promise<string> {
  const facts = { person: actor.person, assurance: actor.assurance, actingFor: null, name: "某*", actingName: null };
  const opened = await inTransaction(house.db, (tx) =>
    openSession(house, tx, { kind: "citizen", accountId: actor.id, facts, device }),
  );
  if (company === null) return opened.token;
  const session = (await findSession(house, opened.token)) ?? opened.session;
  const acting = await chooseActingFor(house, actor, { legalPerson: company, session, device });
  return acting.session.token;
}

/** All citizens and the visitor. @param withdrawn a session that rested on a mandate that is no more. */
export function publicViewers(house: House, people: DemoPeople, withdrawn: string): Viewer[] {
  const pottery = people.companies.pottery ?? "";
  const food = people.companies.food ?? "";
  const citizen = (name: string, who: string, actsFor?: "pottery" | "food"): Viewer => {
    const company = actsFor === undefined ? null : actsFor === "pottery" ? pottery : food;
    const actor = citizenOf(people, who);
    return {
      name,
      kind: "citizen",
      who,
      ...(actsFor ? { actsFor } : {}),
      actor: { ...actor, actingFor: company },
      enter: () => enterAs(house, actor, company, "试验浏览器"),
    };
  };
  const visitor = { kind: "visitor", actor: undefined } as const;
  return [
    { ...visitor, name: "visitor", enter: async () => undefined },
    { ...visitor, name: "agent whose mandate is withdrawn, old session", enter: async () => withdrawn },
    citizen("owner", "wang"),
    citizen("representative acting for the company", "wang", "pottery"),
    citizen("agent acting for the company", "li", "pottery"),
    citizen("agent for himself", "li"),
    citizen("agent for another item, acting", "chen", "pottery"),
    citizen("agent whose mandate is withdrawn, signed in anew", "zhang"),
    citizen("representative of another company, acting", "zhang", "food"),
    citizen("citizen without real name", "zhao"),
  ];
}

/** Every duty at every place; and who keeps the list of items, which takes two duties. */
export function staffViewers(house: House, at: { own: string; next: string }): Viewer[] {
  const seatOf = (place: Place, duty: string, post: string): Seat => ({
    post,
    duty,
    hall: place === "other-hall" ? "445200" : place === "upper-hall" ? "440000" : "445100",
    department: place === "next-department" ? at.next : at.own,
  });
  const held = [...Object.keys(duties).map((duty) => [duty]), ["catalogue-editor", "catalogue-publisher"]];
  return held.flatMap((these) =>
    places.map((place): Viewer => {
      const id = newId(house.clock);
      const seats = these.map((duty) => seatOf(place, duty, newId(house.clock)));
      return {
        name: `${these.join(" and ")}, ${place}`,
        kind: "staff",
        duties: these,
        place,
        actor: { kind: "staff", id, assurance: 3, posts: [...these], seats },
        enter: () => enterStaff(house, id, seats),
      };
    }),
  );
}

async function enterStaff(house: House & { db: Db }, accountId: string, seats: readonly Seat[]): Promise<string> {
  const facts = { assurance: 3, seats, name: "某工作人员" };
  const opened = await inTransaction(house.db, (tx) =>
    openSession(house, tx, { kind: "staff", accountId, facts, device: "试验浏览器" }),
  );
  return opened.token;
}
