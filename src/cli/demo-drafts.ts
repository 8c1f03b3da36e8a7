import {
  beginDraft,
  compileForm,
  draftContext,
  listDrafts,
  newIntent,
  sampleAnswers,
  saveDraftPage,
} from "../application/index.ts";
import { writeInputs } from "../form/index.ts";
import { dayOf } from "../kernel/calendar/index.ts";
import { inTransaction } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import { parseId } from "../kernel/ids/index.ts";
import type { Cast } from "./demo-cast.ts";

/** Who has begun what, and how many pages of it are filled in. */
const begun = [
  { who: "li", hall: "440104", item: "护士执业注册（首次）", pages: 1 },
  { who: "zhang", hall: "440100", item: "公司设立登记", pages: 2 },
  { who: "chen", hall: "440104", item: "居住证申领", pages: 0 },
  { who: "food", hall: "440104", item: "食品经营许可（新办）", pages: 1 },
] as const;

/** 样例草稿: made by the real acts. Nothing is added to somebody who has a draft already. @returns how many were made. */
export async function seedDemoDrafts(house: House, cast: Cast): Promise<number> {
  let made = 0;
  const busy = new Set<string>();
  for (const { who } of begun) {
    const { actor } = cast.applicant(who);
    if ((await listDrafts(house, actor)).length > 0) busy.add(actor.person);
  }
  for (const plan of begun) {
    const { actor } = cast.applicant(plan.who);
    const version = cast.item(plan.hall, plan.item);
    if (!version || busy.has(actor.person)) continue;
    const actingFor = actor.actingFor === null ? null : parseId(actor.actingFor);
    const { form } = compileForm(version.document);
    const context = await draftContext(house, actor, form, { hall: plan.hall, actingFor });
    const intent = newIntent(house, actor.person);
    const town = await cast.town(plan.hall, plan.item.length);
    const answers = sampleAnswers(form, { today: dayOf(house.clock.now()), town, files: [], pick: plan.item.length });
    const inputs = writeInputs(form, { answers, typed: {} });
    await inTransaction(house.db, async (tx) => {
      const prefilled = context.prefilled ?? {};
      const command = { intent, item: version.item, actingFor, prefilled };
      const { id } = await beginDraft(house, tx, { ...actor, actingFor: null }, command);
      for (const { key } of form.pages.slice(0, plan.pages)) {
        await saveDraftPage(house, tx, actor, { draft: id, page: key, raw: inputs, context, session: "demo" });
      }
    });
    made += 1;
  }
  return made;
}
