import { HallError } from "../kernel/errors/index.ts";
import type { Actor, Seat } from "../kernel/http/index.ts";

/** Writes and publishes the items of his department (目录编制员). */
export const editorPost = "catalogue-editor";
/** With the post of editor: keeps the whole list of his hall, whichever department an item belongs to, and imports lists (事项发布岗). */
export const listKeeperPost = "catalogue-publisher";
/** Judges whether an item is lawful, and decides on cancelling and moving powers (编办、法制审查员). */
export const reviewerPost = "legality-reviewer";

/** Where an item belongs. */
export interface ItemPlace {
  readonly hall: string;
  /** Key of the department in the register; undefined when its body is in no register. */
  readonly department: string | undefined;
}

/** Whether somebody writes items at all, wherever: an officer who holds the post of editor, or a system of the hall. */
export function mayEdit(actor: Actor): boolean {
  return actor.kind === "system" || (actor.kind === "staff" && actor.posts.includes(editorPost));
}

/**
 * An item is written, submitted, published, suspended and resumed by an editor who sits in its hall, in its department; where
 * its body is in no register, by every editor of the hall; and always by who keeps the whole list.
 */
export function mayEditItem(actor: Actor, { hall, department }: ItemPlace): boolean {
  if (mayKeepList(actor, hall)) return true;
  const seats = seatsOf(actor, editorPost).filter((seat) => seat.hall === hall);
  return seats.some((seat) => department === undefined || seat.department === department);
}

/** Lists are imported and taken back by an editor who also publishes for the hall, or by a system. */
export function mayKeepList(actor: Actor, hall: string): boolean {
  if (actor.kind === "system") return true;
  const holds = (post: string) => seatsOf(actor, post).some((seat) => seat.hall === hall);
  return holds(editorPost) && holds(listKeeperPost);
}

/** Whether somebody judges items at all, wherever. */
export function mayReview(actor: Actor): boolean {
  return actor.kind === "staff" && actor.posts.includes(reviewerPost);
}

/** Drafts are judged, and powers cancelled, transferred, devolved, split and merged, by a legality reviewer of the hall that keeps the item. */
export function mayReviewIn(actor: Actor, hall: string): boolean {
  return seatsOf(actor, reviewerPost).some((seat) => seat.hall === hall);
}

/** Nobody judges what he submitted himself. */
export function mayJudge(actor: Actor, hall: string, submittedBy: string | null): boolean {
  return mayReviewIn(actor, hall) && actor.id !== submittedBy;
}

/** Drafts of a hall are seen by its editors and reviewers. */
export function mayReadDrafts(actor: Actor, hall: string): boolean {
  return actor.kind === "system" || hallsToKeep(actor).includes(hall);
}

/** The halls in which somebody writes or judges items. */
export function hallsToKeep(actor: Actor): string[] {
  const seats = [...seatsOf(actor, editorPost), ...seatsOf(actor, reviewerPost)];
  return [...new Set(seats.map(({ hall }) => hall))].sort();
}

function seatsOf(actor: Actor, post: string): readonly Seat[] {
  return actor.kind === "staff" ? actor.seats.filter(({ duty }) => duty === post) : [];
}

/** @throws HallError `catalogue/not-editor` (forbidden). */
export function requireEditor(actor: Actor): void {
  if (!mayEdit(actor)) throw new HallError("forbidden", "catalogue/not-editor", "只有目录编制员可以办理");
}

/** @throws HallError `catalogue/not-editor`, `catalogue/not-list-keeper` (forbidden). */
export function requireListKeeper(actor: Actor, hall: string): void {
  requireEditor(actor);
  if (mayKeepList(actor, hall)) return;
  throw new HallError("forbidden", "catalogue/not-list-keeper", "整批导入由本大厅管整个目录的编制员办理");
}

/** Phrases and editions of the common catalogue are for every hall: they are kept by whoever keeps the whole list of some hall. */
export function mayKeepShared(actor: Actor): boolean {
  return actor.kind === "system" || hallsToKeep(actor).some((hall) => mayKeepList(actor, hall));
}

/** @throws HallError `catalogue/not-editor`, `catalogue/not-list-keeper` (forbidden). */
export function requireSharedKeeper(actor: Actor): void {
  requireEditor(actor);
  if (mayKeepShared(actor)) return;
  throw new HallError("forbidden", "catalogue/not-list-keeper", "这是所有大厅共用的，由管整个目录的编制员办理");
}

/** @throws HallError `catalogue/not-reviewer` (forbidden). */
export function requireReviewer(actor: Actor): void {
  if (!mayReview(actor)) throw new HallError("forbidden", "catalogue/not-reviewer", "只有合法性审查员可以办理");
}

/** @throws HallError `catalogue/not-reviewer`, `catalogue/not-yours` (forbidden). */
export function requireReviewerIn(actor: Actor, hall: string): void {
  requireReviewer(actor);
  if (!mayReviewIn(actor, hall)) throw notYours();
}

/** The refusal for the neighbour. */
export function notYours(): HallError {
  return new HallError("forbidden", "catalogue/not-yours", "这个事项由别的大厅或部门编制，您不能办理");
}
