import type { ItemVersion, MaterialNeed } from "../catalogue/index.ts";
import { type Answers, type Facts, type Form, settle } from "../form/index.ts";
import { compileForm, needsOf } from "./drafts/item-form.ts";

type Version = Pick<ItemVersion, "document">;

/** The questions of an item version. */
export function formOf({ document }: Version): Form {
  return compileForm(document).form;
}

/** The materials that these answers want. */
export function wantedMaterials({ document }: Version, answers: Answers): MaterialNeed[] {
  return needsOf(compileForm(document), answers);
}

/** What conditions may ask of a case's answers. */
export function factsOfContent(version: Version, answers: Answers): Facts {
  return settle(formOf(version), answers).facts;
}
