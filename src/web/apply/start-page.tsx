import { Type } from "typebox";
import {
  beginDraft,
  compileForm,
  covers,
  draftContext,
  draftsOfItem,
  type ItemForm,
  neededAssurance,
  newIntent,
  saveDraftPage,
  servedBy,
  situationPage,
} from "../../application/index.ts";
import { findItem, findVersion, type Item, type ItemDocument } from "../../catalogue/index.ts";
import { beginDraft as beginAnswers, type Fault, type PageReading, readPage, writeInputs } from "../../form/index.ts";
import { findPerson, legalPersonsOf } from "../../identity/index.ts";
import { dayOf } from "../../kernel/calendar/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import {
  type Actor,
  type Page,
  type PageAnswer,
  type PageCall,
  page,
  seeOther,
  show,
} from "../../kernel/http/index.ts";
import { type Id, isId } from "../../kernel/ids/index.ts";
import { type Choice, renderDocument } from "../../ui/index.ts";
import { hold } from "./late.tsx";
import { type Asked, ownFrame } from "./own-frame.ts";
import { draftHref, startHref } from "./paths.ts";
import { StartView } from "./start-view.tsx";

const params = Type.Object({ item: Type.String({ maxLength: 60 }) });
const path = "/apply/:item";
/** The value of the applicant who applies for himself. */
const self = "self";

/** What one needs before beginning: for everybody to read; beginning takes a sign-in. */
const showStart = page({
  method: "GET",
  path,
  role: "anyone",
  summary: "申请：要准备什么、替谁申请、您的情况",
  params,
  async handle(call) {
    const ground = await groundOf(call, call.params.item);
    if ("leadsTo" in ground) return ground.leadsTo;
    return await view(ground, { form: {}, faults: [] });
  },
});

const begin = page({
  method: "POST",
  path,
  role: "citizen",
  summary: "申请：开始一份草稿",
  params,
  async handle(call) {
    const ground = await groundOf(call, call.params.item);
    if ("leadsTo" in ground) return ground.leadsTo;
    const { house, actor, form, request } = call;
    const { item, itemForm } = ground;
    const who = typeof form.who === "string" ? form.who : undefined;
    const chosen = ground.applicants.find(({ value }) => value === who);
    const faults = situationFaults(ground, form);
    if (!chosen) return await view(ground, { form, faults, who: "请选一项" });
    if (faults.length > 0) return await view(ground, { form, faults });
    const actingFor = chosen.value === self ? null : (chosen.value as Id);
    const context = await draftContext(house, actor, itemForm.form, { hall: item.hall, actingFor });
    const intent = typeof form.intent === "string" ? form.intent : "";
    const asksSituations = itemForm.form.pages.some(({ key }) => key === situationPage);
    const { id } = await inTransaction(house.db, async (tx) => {
      const prefilled = context.prefilled ?? {};
      const made = await beginDraft(house, tx, actor, { intent, item: item.id, actingFor, prefilled });
      if (asksSituations && made.isNew) {
        const session = request.session?.id ?? "";
        await saveDraftPage(house, tx, actor, { draft: made.id, page: situationPage, raw: form, context, session });
      }
      return made;
    });
    return seeOther(draftHref(id));
  },
  async lapsed(call) {
    const back = startHref(call.params.item);
    if (!call.isSignedIn) return await hold(call, back);
    // Signed in anew: what was chosen stands in the page again, with a fresh token.
    const ground = await groundOf({ ...call, actor: call.whose }, call.params.item);
    return "leadsTo" in ground ? ground.leadsTo : await view(ground, { form: call.form, faults: [] });
  },
});

/** The two doors of the beginning. */
export const startPages: readonly Page[] = [showStart, begin];

/** What the page on which one begins knows. */
export interface Ground {
  readonly call: Asked & Pick<PageCall, "csrfToken"> & { readonly actor: Actor };
  readonly frame: Awaited<ReturnType<typeof ownFrame>>;
  readonly item: Item;
  readonly document: ItemDocument;
  readonly itemForm: ItemForm;
  /** Whom one may apply for; empty for visitors. */
  readonly applicants: readonly Choice[];
  /** Why the visitor cannot begin, though signed in. */
  readonly barrier: { readonly needed: number } | undefined;
  readonly drafts: readonly { readonly id: Id; readonly updatedAt: Date }[];
}

async function groundOf(call: Ground["call"], id: string): Promise<Ground | { readonly leadsTo: PageAnswer }> {
  const { house, actor } = call;
  const item = isId(id) ? await findItem(house.db, id) : undefined;
  if (!item) throw new HallError("not-found", "web/no-item", "没有这个事项");
  // The guide says why, and where to go instead.
  if (item.state !== "published" || !item.appliable) return { leadsTo: seeOther(`/items/${item.id}`) };
  const version = await findVersion(house, item.id, item.version);
  if (!version) throw new RangeError(`item ${item.id} has no version ${item.version}`);
  const { document } = version;
  const needed = neededAssurance(document);
  return {
    call,
    frame: await ownFrame(call, item.hall),
    item,
    document,
    itemForm: compileForm(document),
    applicants: actor.kind === "citizen" ? await applicantsFor(call, actor, item) : [],
    barrier: actor.kind === "citizen" && actor.assurance < needed ? { needed } : undefined,
    drafts: actor.kind === "citizen" ? await draftsOfItem(house.db, actor.person as Id, item.id) : [],
  };
}

/** Oneself, and the legal persons for which one may apply for this item, as far as the item serves them. */
async function applicantsFor(
  { house }: Asked,
  actor: Extract<Actor, { kind: "citizen" }>,
  item: Item,
): Promise<Choice[]> {
  const serves = servedBy(item.audiences);
  const own = serves.natural ? await findPerson(house.db, actor.person) : undefined;
  const legal = serves.legal ? await legalPersonsOf(house, house.db, actor.person) : [];
  return [
    ...(own ? [{ value: self, label: own.name === "" ? "我自己" : `我自己（${own.name}）` }] : []),
    ...legal
      .filter(({ scope }) => covers(scope, { item: item.id, hall: item.hall }))
      .map(({ id, name, uscc, role }) => ({
        value: id,
        label: name,
        hint: `${role === "representative" ? "您是法定代表人" : "您是代理人"}，${uscc}`,
      })),
  ];
}

function situationFaults({ itemForm, call }: Ground, form: PageCall["form"]): Fault[] {
  return readSituations(itemForm, call, form).faults;
}

async function view(
  ground: Ground,
  given: { form: PageCall["form"]; faults: readonly Fault[]; who?: string },
): Promise<PageAnswer> {
  const { call, itemForm } = ground;
  const { actor, house } = call;
  const intent = actor.kind === "citizen" ? newIntent(house, actor.person) : undefined;
  const inputs = writeInputs(itemForm.form, readSituations(itemForm, call, given.form).draft);
  const chosen = typeof given.form.who === "string" ? given.form.who : undefined;
  const html = renderDocument(
    <StartView
      ground={ground}
      intent={intent}
      inputs={inputs}
      faults={given.faults}
      chosen={chosen}
      whoFault={given.who}
    />,
  );
  return show(html, given.faults.length > 0 || given.who !== undefined ? { status: 422 } : {});
}

function readSituations({ form }: ItemForm, { house }: Ground["call"], typed: PageCall["form"]): PageReading {
  return readPage(form, situationPage, beginAnswers({}), typed, { today: dayOf(house.clock.now()) });
}
