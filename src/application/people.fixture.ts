import { parseHallCode } from "../kernel/codes/index.ts";
import type { Actor, Seat } from "../kernel/http/index.ts";
import type { Id } from "../kernel/ids/index.ts";

export const hall = parseHallCode("445100");
export const otherHall = parseHallCode("445200");
export const market = "dept-market";
export const fire = "dept-fire";
export const air = "dept-air";
export const quality = "dept-quality";

/** An officer who holds these duties in one department of one hall. */
export function officer(id: string, department: string, duties: readonly string[], at: string = hall): Actor {
  const seats = duties.map((duty): Seat => ({ post: `${id}-post`, duty, hall: at, department }));
  return { kind: "staff", id, assurance: 3, posts: [...duties], seats };
}

export const clerk = officer("clerk", market, ["window-officer"]);
export const secondClerk = officer("clerk-2", market, ["window-officer"]);
export const reviewer = officer("reviewer", market, ["reviewer"]);
export const approver = officer("approver", market, ["approver"]);
export const issuer = officer("issuer", market, ["issuer"]);
export const firefighter = officer("fire", fire, ["co-reviewer"]);
export const airOfficer = officer("air", air, ["co-reviewer"]);
export const inspectorOfQuality = officer("quality", quality, ["co-reviewer"]);
/** The same duties next door, and in another hall. */
export const neighbour = officer("neighbour", fire, ["window-officer", "reviewer", "approver", "issuer"]);
export const foreigner = officer("foreigner", market, ["window-officer", "reviewer", "approver", "issuer"], otherHall);
export const watch: Actor = { kind: "system", id: "test.watch", assurance: 3, posts: [] };

export const citizenId = "01920000-0000-7000-8000-000000000001" as Id;
export const strangerId = "01920000-0000-7000-8000-000000000002" as Id;
export function citizen(person: Id = citizenId, actingFor: Id | null = null): Actor {
  return { kind: "citizen", id: `account-${person}`, assurance: 2, posts: [], person, actingFor };
}
export const applicant = citizen();
export const stranger = citizen(strangerId);
