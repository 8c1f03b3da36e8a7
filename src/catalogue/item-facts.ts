import { depthOf } from "./depth.ts";
import type { ItemDocument } from "./document.ts";
import { codesOf } from "./item-codes.ts";
import { checkForPublishing, type GateFacts, stopsPublishing } from "./rules/gate.ts";
import { standardScore } from "./score.ts";
import type { ItemFacts } from "./tables.ts";

/** The index facts of a document. @param appliable whether it passed the gate. */
export function factsOf(document: ItemDocument, appliable: boolean): ItemFacts {
  return {
    name: document.taskName,
    aliases: [...(document.alias ?? [])],
    plain: document.plain ?? null,
    dept_name: document.deptName ?? null,
    dept_code: document.deptCode ?? null,
    use_level: document.useLevel ?? null,
    item_type: document.taskType ?? null,
    audiences: [...(document.serverType ?? [])],
    person_themes: [...(document.userTopicType ?? [])],
    legal_themes: [...(document.corpTopicType ?? [])],
    depth: depthOf(document),
    legal_limit: document.legalDays ?? null,
    legal_unit: document.legalUnit ?? null,
    promise_limit: document.promiseDays ?? null,
    promise_unit: document.promiseUnit ?? null,
    visits: document.limitSceneNum ?? null,
    is_appliable: appliable,
    score: standardScore(document).score,
  };
}

/** Whether a document may be applied for here: a body implements it and the gate finds no error. */
export function isAppliable(document: ItemDocument, facts: GateFacts): boolean {
  // Most imported items have neither; the full check is dear over 100,000 rows.
  if (document.flow === undefined || document.form === undefined) return false;
  if (codesOf(document)?.kind === "base") return false;
  return !stopsPublishing(checkForPublishing(document, facts));
}
