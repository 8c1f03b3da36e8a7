import { HallError } from "../kernel/errors/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { covers } from "./drafts/mandate.ts";
import type { CaseState, OpenTask } from "./state.ts";

/** Only what rights ask of a case. */
type Whose = Pick<CaseState, "person" | "item" | "intake" | "department" | "departments">;

/** Duties whose holders read the cases of their department: who keeps its staff, its items or its statistics does not. */
const caseDuties: ReadonlySet<string> = new Set([
  "window-officer",
  "first-examiner",
  "reviewer",
  "co-reviewer",
  "inspector",
  "approver",
  "issuer",
  "archivist",
]);

/**
 * The applicant himself stands for the applicant, or who acts at this moment for the legal person that applies, by a mandate that
 * covers the item and the hall.
 */
export function isApplicant(actor: Actor, hall: string, { person, item }: Pick<CaseState, "person" | "item">): boolean {
  if (actor.kind !== "citizen") return false;
  if (actor.actingFor === null) return actor.person === person;
  return actor.actingFor === person && covers(actor.scope ?? null, { item, hall });
}

/** A case is sent in by the applicant, at a counter by a window officer of the item's department, or by a system of the hall. */
export function maySubmit(
  actor: Actor,
  { hall, department, ...whose }: Pick<CaseState, "person" | "item"> & { hall: string; department: string },
): boolean {
  if (actor.kind === "citizen") return isApplicant(actor, hall, whose);
  return actor.kind === "system" || holdsSeat(actor, { hall, department, duty: "window-officer" });
}

/** A task is done by an officer who holds its duty in its department of the hall, or by a system of the hall. */
export function mayHandle(actor: Actor, hall: string, task: Pick<OpenTask, "duty" | "department">): boolean {
  return actor.kind === "system" || holdsSeat(actor, { hall, ...task });
}

/** A case is read by its applicant, by officers who handle cases in a department that has or had a task in it, by the counter that took it in, and by systems of the hall. */
export function mayRead(actor: Actor, hall: string, state: Whose): boolean {
  if (actor.kind === "system") return true;
  if (actor.kind !== "staff") return isApplicant(actor, hall, state);
  if (tookIn(actor, state)) return true;
  const involved = [state.department, ...state.departments];
  return actor.seats.some(
    (seat) => seat.hall === hall && involved.includes(seat.department) && caseDuties.has(seat.duty),
  );
}

/** The counter of another hall that took the case in (异地收件) stands by the applicant: it reads the case, and hands in for him. */
export function tookIn(actor: Actor, { intake }: Pick<CaseState, "intake">): boolean {
  return intake !== undefined && holdsSeat(actor, { ...intake, duty: "window-officer" });
}

/** Whoever may write for the applicant: himself, at a counter the window of the case's department, or the one that took it in. */
export function mayWriteFor(actor: Actor, hall: string, state: Whose): boolean {
  return isApplicant(actor, hall, state) || mayRule(actor, hall, state, ["window-officer"]) || tookIn(actor, state);
}

/** Limits are paused and resumed by an officer of the case's department who examines or decides, extended and voided by its approver. */
export function mayRule(actor: Actor, hall: string, { department }: Whose, duties: readonly string[]): boolean {
  return actor.kind === "system" || duties.some((duty) => holdsSeat(actor, { hall, department, duty }));
}

function holdsSeat(actor: Actor, wanted: { hall: string; department: string; duty: string }): boolean {
  return (
    actor.kind === "staff" &&
    actor.seats.some(
      ({ hall, department, duty }) => hall === wanted.hall && department === wanted.department && duty === wanted.duty,
    )
  );
}

/** Whoever may not even know of a case is told that there is none. */
export function notFound(): HallError {
  return new HallError("not-found", "application/not-found", "没有找到这个办件");
}

/** @throws HallError `application/not-found` (not-found). */
export function requireReader(actor: Actor, hall: string, state: Whose): void {
  if (!mayRead(actor, hall, state)) throw notFound();
}

/** @throws HallError `application/not-found` to strangers, `application/not-applicant` (forbidden) to officers who may read it. */
export function requireApplicant(actor: Actor, hall: string, state: Whose): void {
  requireReader(actor, hall, state);
  if (mayWriteFor(actor, hall, state)) return;
  throw new HallError("forbidden", "application/not-applicant", "只有申请人本人或代办窗口可以这样办");
}

/** @throws HallError `application/not-found` to strangers, `application/not-your-task` (forbidden) to other officers, `application/claimed-by-other` (conflict). */
export function requireHandler(actor: Actor, hall: string, state: Whose, task: OpenTask): void {
  requireReader(actor, hall, state);
  if (!mayHandle(actor, hall, task)) {
    throw new HallError("forbidden", "application/not-your-task", "这个环节不归您的岗位办理");
  }
  if (task.claimedBy !== null && actor.kind === "staff" && task.claimedBy !== actor.id) {
    throw new HallError("conflict", "application/claimed-by-other", "这个环节已由其他同事认领");
  }
}

/** @throws HallError `application/not-found` to strangers, `application/not-your-duty` (forbidden) to other officers. */
export function requireRuler(actor: Actor, hall: string, state: Whose, duties: readonly string[]): void {
  requireReader(actor, hall, state);
  if (mayRule(actor, hall, state, duties)) return;
  throw new HallError("forbidden", "application/not-your-duty", "您的岗位不能这样办");
}
