import { HallError } from "../kernel/errors/index.ts";
import type { Actor } from "../kernel/http/index.ts";

/** Writes and publishes items (目录编制员). */
export const editorPost = "catalogue-editor";
/** Judges whether an item is lawful, and decides on cancelling and moving powers (编办、法制审查员). */
export const reviewerPost = "legality-reviewer";

/** Drafts are written, submitted and published, items suspended and resumed, lists imported by an officer who holds the post of editor, or by a system of the hall. */
export function mayEdit(actor: Actor): boolean {
  return actor.kind === "system" || (actor.kind === "staff" && actor.posts.includes(editorPost));
}

/** Drafts are judged, and powers cancelled, transferred, devolved, split and merged, by an officer who holds the post of legality reviewer. */
export function mayReview(actor: Actor): boolean {
  return actor.kind === "staff" && actor.posts.includes(reviewerPost);
}

/** Nobody judges what he submitted himself. */
export function mayJudge(actor: Actor, submittedBy: string | null): boolean {
  return mayReview(actor) && actor.id !== submittedBy;
}

/** @throws HallError `catalogue/not-editor` (forbidden). */
export function requireEditor(actor: Actor): void {
  if (!mayEdit(actor)) throw new HallError("forbidden", "catalogue/not-editor", "只有目录编制员可以办理");
}

/** @throws HallError `catalogue/not-reviewer` (forbidden). */
export function requireReviewer(actor: Actor): void {
  if (!mayReview(actor)) throw new HallError("forbidden", "catalogue/not-reviewer", "只有合法性审查员可以办理");
}
