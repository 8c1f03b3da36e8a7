import type { Material } from "../catalogue/index.ts";
import type { Answers } from "../form/index.ts";
import { type ItemForm, needsOf } from "./drafts/item-form.ts";

/**
 * Materials that only corrected answers bring up (因改了填写才要交的材料): asked of the applicant now, and not before. They come in
 * with the same correction, so that it needs no further notice. Pure.
 */
export function broughtUp(form: ItemForm, before: Answers, after: Answers): Material[] {
  const wanted = (answers: Answers) =>
    needsOf(form, answers).flatMap(({ material, need }) => (need === "open" ? [] : { material, need }));
  const then = new Set(wanted(before).map(({ material }) => material.key));
  return wanted(after).flatMap(({ material, need }) => (need === "asked" && !then.has(material.key) ? material : []));
}
