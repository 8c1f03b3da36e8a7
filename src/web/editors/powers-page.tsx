import { Type } from "typebox";
import { inTransaction } from "../../kernel/db/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import { type Page, type PageAnswer, type PageCall, page, seeOther, show } from "../../kernel/http/index.ts";
import { renderDocument } from "../../ui/index.ts";
import { type Kept, loadKept } from "./kept.ts";
import { heldUntilSignedIn } from "./late.ts";
import { keptHref } from "./paths.ts";
import { candidatesOf, isPower, type PowerKey, powersOpen, runPower, type TypedPower } from "./powers.ts";
import { PowersView } from "./powers-view.tsx";
import { type EditorCall, requireKeeper, surroundOf } from "./surround.ts";

const Params = Type.Object({
  item: Type.String({ minLength: 36, maxLength: 36, pattern: "^[0-9a-f-]+$" }),
  act: Type.String({ maxLength: 20 }),
});
type PowerCall = EditorCall & { readonly params: { readonly item: string; readonly act: string } };

/** Parts of an item that is split: two at first, more by the button. */
const [fewestParts, mostParts] = [2, 20];

const powerPage = page({
  method: "GET",
  path: "/editors/items/:item/powers/:act",
  role: "staff",
  summary: "划转、下放、委托一项权力，拆分、合并事项：写给谁、成什么、为什么",
  params: Params,
  async handle(call) {
    const { kept, act } = await openPower(call);
    if (!powersOpen(kept).includes(act)) return seeOther(keptHref(kept.item.id));
    return await showPower(call, kept, act, { typed: blank });
  },
});

const runPage = page({
  method: "POST",
  path: "/editors/items/:item/powers/:act",
  role: "staff",
  summary: "办理划转、下放、委托、拆分、合并",
  params: Params,
  lapsed: (call) => heldUntilSignedIn(call),
  handle: (call) => run(call),
});

export const powerPages: readonly Page[] = [powerPage, runPage];

interface Shown {
  readonly typed: TypedPower;
  readonly faults?: Readonly<Record<string, string>>;
  readonly status?: number;
}

const blank: TypedPower = { to: [], parts: [], codes: "", name: "", code: "", reason: "", document: "" };

/** The item and what is to be done, for a reviewer of its hall. */
async function openPower(call: PowerCall): Promise<{ kept: Kept; act: PowerKey }> {
  const { officer } = requireKeeper(call.actor);
  const { item, act } = call.params;
  const kept = await loadKept(call.house, officer, item);
  if (!isPower(act)) throw new HallError("not-found", "catalogue/no-item", "没有这种办理");
  if (!kept.mayReview) throw new HallError("forbidden", "catalogue/not-reviewer", "只有合法性审查员可以办理");
  return { kept, act };
}

async function run(call: PageCall & PowerCall): Promise<PageAnswer> {
  const { house, actor, form } = call;
  const { kept, act } = await openPower(call);
  const typed = readTyped(form);
  if (oneOf(form.add) !== "") {
    const parts = [...typed.parts, { name: "", code: "" }].slice(0, mostParts);
    return await showPower(call, kept, act, { typed: { ...typed, parts } });
  }
  if (oneOf(form.remove) !== "") {
    const at = Number(oneOf(form.remove).split(".")[1]);
    return await showPower(call, kept, act, { typed: { ...typed, parts: typed.parts.filter((_, one) => one !== at) } });
  }
  const candidates = await candidatesOf(house, kept, act);
  try {
    const items = await inTransaction(house.db, (tx) => runPower(house, tx, actor, { kept, act, typed, candidates }));
    const [only] = items;
    return seeOther(keptHref(act === "merge" && only !== undefined ? only : kept.item.id));
  } catch (error) {
    if (!(error instanceof HallError) || error.kind === "forbidden" || error.kind === "unavailable") throw error;
    const faults = faultsOf(error, act);
    return await showPower(call, kept, act, { typed, faults, status: error.kind === "conflict" ? 409 : 422 });
  }
}

/** Refusals beside their controls; what has none stands at the first. */
function faultsOf(error: HallError, act: PowerKey): Record<string, string> {
  const { fields = {} } = error.details as { fields?: Record<string, string> };
  const first = { transfer: "to", devolve: "to", delegate: "to", split: "parts.0.name", merge: "codes" }[act];
  const known = /^(?:to|codes|name|code|reason|document|parts\.\d+\.(?:name|code))$/;
  const faults: Record<string, string> = {};
  for (const [field, text] of Object.entries(fields)) {
    faults[known.test(field) ? field : first] ??= known.test(field) ? text : `${error.message}：${text}`;
  }
  if (Object.keys(faults).length === 0) {
    const { code } = error.details as { code?: string };
    faults[error.code === "catalogue/code-taken" && act === "merge" ? "code" : first] =
      code === undefined ? error.message : `${error.message}：${code}`;
  }
  return faults;
}

function readTyped(form: PageCall["form"]): TypedPower {
  const count = Math.min(
    mostParts,
    Math.max(0, ...Object.keys(form).map((name) => Number(/^parts\.(\d+)\./.exec(name)?.[1] ?? -1) + 1)),
  );
  const parts = Array.from({ length: count }, (_, at) => ({
    name: oneOf(form[`parts.${at}.name`]).slice(0, 1_000),
    code: oneOf(form[`parts.${at}.code`]).slice(0, 50),
  }));
  const { to = [] } = form;
  return {
    to: typeof to === "string" ? [to] : to,
    parts,
    codes: oneOf(form.codes).slice(0, 4_000),
    name: oneOf(form.name).slice(0, 1_000),
    code: oneOf(form.code).slice(0, 50),
    reason: oneOf(form.reason).slice(0, 2_000),
    document: oneOf(form.document).slice(0, 300),
  };
}

function oneOf(value: string | readonly string[] | undefined): string {
  return (typeof value === "string" ? value : value?.[0]) ?? "";
}

async function showPower(call: EditorCall, kept: Kept, act: PowerKey, shown: Shown): Promise<PageAnswer> {
  const { typed, faults = {}, status = 200 } = shown;
  const missing = Math.max(0, fewestParts - typed.parts.length);
  const parts = [...typed.parts, ...Array.from({ length: missing }, () => ({ name: "", code: "" }))];
  const view = (
    <PowersView
      surround={await surroundOf(call, kept.item.hall)}
      csrf={call.csrfToken()}
      kept={kept}
      act={act}
      candidates={await candidatesOf(call.house, kept, act)}
      typed={{ ...typed, parts }}
      faults={faults}
      mostParts={mostParts}
    />
  );
  return show(renderDocument(view), { status });
}
