import { HallError } from "../../kernel/errors/index.ts";
import type { Actor, Seat } from "../../kernel/http/index.ts";

/** An officer who signed in. */
export type Officer = Extract<Actor, { kind: "staff" }>;

/** @throws HallError `kernel/not-your-role` (forbidden). */
export function requireOfficer(actor: Actor): Officer {
  if (actor.kind === "staff") return actor;
  throw new HallError("forbidden", "kernel/not-your-role", "您的身份不能使用这项功能");
}

/** What the posts of case work are called at the desk; other duties have desks of their own. */
export const deskNames: Readonly<Record<string, string>> = {
  "window-officer": "受理岗",
  "first-examiner": "初审岗",
  reviewer: "审查岗",
  "co-reviewer": "协办岗",
  inspector: "核查岗",
  approver: "审批岗",
  issuer: "制证岗",
};

/** The seats whose work comes to this desk, each duty of a department once. */
export function deskSeats({ seats }: Officer): Seat[] {
  const found = seats.filter(({ duty }) => Object.hasOwn(deskNames, duty));
  return [...new Map(found.map((seat) => [seatKey(seat), seat])).values()];
}

/** A seat in an address: `445100.cz-007.reviewer`. */
export function seatKey({ hall, department, duty }: Pick<Seat, "hall" | "department" | "duty">): string {
  return `${hall}.${department}.${duty}`;
}

/** The halls in which the officer stands at a counter. */
export function counterSeats(officer: Officer): Seat[] {
  return deskSeats(officer).filter(({ duty }) => duty === "window-officer");
}
