import { Type } from "typebox";
import { HallError } from "../../../kernel/errors/index.ts";
import { type Page, type PageAnswer, page, seeOther, show } from "../../../kernel/http/index.ts";
import { renderDocument } from "../../../ui/index.ts";
import { casePlace, loadCase } from "../case/load.ts";
import { namesFor } from "../case/names.ts";
import { type DeskCall, surroundOf } from "../console.ts";
import { requireOfficer } from "../officer.ts";
import { caseHref } from "../paths.ts";
import { type ActScene, type DeskAct, type Typed, textOf } from "./act.ts";
import { ActView, StaleView } from "./act-view.tsx";
import { findAct } from "./index.ts";

const params = Type.Object({
  hall: Type.String({ maxLength: 6 }),
  application: Type.String({ maxLength: 36 }),
  act: Type.String({ maxLength: 30 }),
});
const path = "/desk/cases/:hall/:application/:act";

interface Params {
  readonly hall: string;
  readonly application: string;
  readonly act: string;
}

/** The form of an act. */
const actPage = page({
  method: "GET",
  path,
  role: "staff",
  summary: "工作台：办一个环节要填的内容",
  params,
  query: Type.Object({ token: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })) }),
  async handle(call) {
    const { house, query } = call;
    const act = requireAct(call.params.act);
    const officer = requireOfficer(call.actor);
    const desk = await loadCase(house, officer, casePlace(call.params), query.token);
    const surround = await surroundOf(call, officer);
    const scene = { house, officer, desk };
    return show(renderDocument(<ActView surround={surround} scene={scene} act={act} csrf={call.csrfToken()} />));
  },
});

/** Does it: one act of the case, one round trip. Whatever stands in the way is shown beside what was typed. */
const runPage = page({
  method: "POST",
  path,
  role: "staff",
  summary: "工作台：办一个环节（认领、受理、补正、不予受理、意见、退回、决定、停计、延长、制证、送达、领取、作废）",
  params,
  async handle(call) {
    const { house, form } = call;
    const act = requireAct(call.params.act);
    const officer = requireOfficer(call.actor);
    const place = casePlace(call.params);
    const token = numberIn(form, "token");
    try {
      // Without what was seen nothing is done: an empty text is refused.
      await act.run(house, officer, { ...place, seen: textOf(form, "seen") ?? "", token }, form);
    } catch (error) {
      if (!(error instanceof HallError) || (error.kind !== "invalid" && error.kind !== "conflict")) throw error;
      return await again(call, act, token, error);
    }
    return seeOther(caseHref(place, { done: act.key }));
  },
});

/** The two doors of every act. */
export const actPages: readonly Page[] = [actPage, runPage];

function requireAct(key: string): DeskAct {
  const act = findAct(key);
  if (act) return act;
  throw new HallError("not-found", "web/no-desk-act", "没有这种办法，请从办件页面选");
}

/** Shows the form again: stale when others were there since, else with what has to be mended. */
async function again(
  call: DeskCall & { readonly params: Params; readonly form: Typed },
  act: DeskAct,
  token: number | undefined,
  error: HallError,
): Promise<PageAnswer> {
  const { house, form } = call;
  const officer = requireOfficer(call.actor);
  const desk = await loadCase(house, officer, casePlace(call.params), token);
  const surround = await surroundOf(call, officer);
  const scene: ActScene = { house, officer, desk };
  const about = { surround, scene, act, csrf: call.csrfToken(), typed: form };
  const at = numberIn(form, "at") ?? desk.view.revision;
  const newer = desk.journal.filter(({ seq }) => seq > at);
  if (newer.length > 0) {
    const names = await namesFor(house, desk);
    return show(renderDocument(<StaleView {...about} newer={newer} names={names} />), { status: 409 });
  }
  const html = renderDocument(<ActView {...about} fields={fieldsOf(error)} refusal={error.message} />);
  return show(html, { status: error.kind === "invalid" ? 422 : 409 });
}

function fieldsOf({ details }: HallError): Record<string, string> {
  const { fields } = details;
  if (typeof fields !== "object" || fields === null) return {};
  return Object.fromEntries(Object.entries(fields).map(([name, words]) => [name, String(words)]));
}

function numberIn(form: Typed, name: string): number | undefined {
  const text = textOf(form, name);
  return text !== undefined && /^\d{1,7}$/.test(text) ? Number(text) : undefined;
}
