import { Type } from "typebox";
import {
  findLateForm,
  keepLateForm,
  noPage,
  pageMark,
  parseDraftId,
  type SavedPage,
  saveDraftPage,
} from "../../application/index.ts";
import { type Draft, type Fault, pagesOf, readPage, type ShownPage, writeInputs } from "../../form/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import { type Page, type PageAnswer, type PageCall, page, seeOther, show } from "../../kernel/http/index.ts";
import { isId } from "../../kernel/ids/index.ts";
import { renderDocument } from "../../ui/index.ts";
import { ConflictView } from "./conflict-view.tsx";
import { mostFilesAtOnce, photoRules } from "./file-rules.ts";
import { FormView } from "./form-view.tsx";
import { keepOrHold } from "./late.tsx";
import { type Desk, openDesk, stepOf } from "./open-desk.tsx";
import { draftHref, materialsHref, pageHref } from "./paths.ts";
import { idOf } from "./question-ids.ts";
import { rowsAsked } from "./rows-asked.ts";
import { sheetOf } from "./sheet.ts";
import { storeForQuestions } from "./store-files.ts";

const params = Type.Object({
  draft: Type.String({ maxLength: 60 }),
  page: Type.String({ pattern: "^[a-z][a-z0-9-]{0,59}$" }),
});
const path = "/drafts/:draft/pages/:page";

/** One page of the form. `?more=` says that the answers brought up further questions, `?rows=field.3` shows so many rows. */
const showPage = page({
  method: "GET",
  path,
  role: "citizen",
  summary: "申请：填一页表单",
  params,
  query: Type.Object({
    more: Type.Optional(Type.Integer({ minimum: 1, maximum: 40 })),
    rows: Type.Optional(Type.String({ pattern: "^[a-z][A-Za-z0-9_]{0,39}\\.\\d{1,2}$" })),
    kept: Type.Optional(Type.Literal("no")),
  }),
  async handle(call) {
    const { house, params, query } = call;
    const desk = await openDesk(call, params.draft);
    if ("leadsTo" in desk) return desk.leadsTo;
    const { opened } = desk;
    const of = { person: opened.person, draft: opened.id, page: params.page };
    const late = query.kept === "no" ? undefined : await findLateForm(house, house.db, of);
    const draft = late ? readPage(desk.form.form, params.page, opened.draft, late, desk.context).draft : opened.draft;
    const [field, count] = query.rows?.split(".") ?? [];
    return await view(desk, params.page, {
      draft,
      faults: [],
      isLate: late !== undefined,
      appeared: query.more,
      ...(field === undefined ? {} : { blankRows: { [field]: Number(count) } }),
    });
  },
});

/** Saves the page, whatever was typed, and goes on; with faults the same page again. */
const savePage = page({
  method: "POST",
  path,
  role: "citizen",
  summary: "申请：保存一页表单",
  params,
  files: { mostBytes: photoRules.mostBytes, mostFiles: mostFilesAtOnce },
  async handle(call) {
    const { params, request } = call;
    // A page of an older version is saved all the same: the answers are carried over afterwards.
    const desk = await openDesk(call, params.draft, { anyVersion: true });
    if ("leadsTo" in desk) return desk.leadsTo;
    const { opened } = desk;
    const shown = shownPage(desk, params.page, opened.draft);
    const fields = shown.questions.map(({ field }) => field);
    const { form, added, refused } = await storeForQuestions(desk, call, fields);
    const asked = rowsAsked(form, fields);
    const removed = typeof form.remove === "string" && isId(form.remove) ? [form.remove] : [];
    const saved = await save(desk, params.page, {
      raw: asked?.kind === "remove" ? asked.form : form,
      seen: typeof form.seen === "string" && form.over !== "yes" ? form.seen : undefined,
      session: request.session?.id ?? "",
      files: { added, removed },
    });
    if (saved.kind === "conflict") return await conflict(desk, params.page, saved, form);
    const here = pageHref(opened.id, params.page);
    if (asked?.kind === "add") {
      return seeOther(`${here}?rows=${asked.field}.${Math.min(asked.count, 99)}#${idOf(asked.field)}`);
    }
    if (asked || removed.length > 0) return seeOther(here);
    const { reading } = saved;
    const faults = [...refused, ...reading.faults.filter(({ field }) => !refused.some((one) => one.field === field))];
    const now: Desk = { ...desk, opened: saved.opened };
    if (faults.length > 0) return await view(now, params.page, { draft: reading.draft, faults });
    const [first] = reading.appeared;
    if (first !== undefined) return seeOther(`${here}?more=${reading.appeared.length}#${idOf(first)}`);
    return seeOther(nextOf(now, params.page));
  },
  async lapsed(call) {
    const { params, form } = call;
    const back = pageHref(params.draft, params.page);
    return await keepOrHold(call, back, async (tx, person) => {
      const draft = parseDraftId(params.draft);
      return await keepLateForm(call.house, tx, { person, draft, page: params.page, fields: form });
    });
  },
});

/** The two doors of a form page. */
export const formPages: readonly Page[] = [showPage, savePage];

interface Shown {
  draft: Draft;
  faults: readonly Fault[];
  isLate?: boolean;
  appeared?: number | undefined;
  blankRows?: Readonly<Record<string, number>>;
}

async function view(desk: Desk, key: string, shown: Shown): Promise<PageAnswer> {
  const { form } = desk.form;
  const current = shownPage(desk, key, shown.draft);
  const sheet = await sheetOf(desk, current, { ...shown, inputs: writeInputs(form, shown.draft) });
  const seen = pageMark(desk.call.house, desk.form, key, desk.opened.draft);
  const html = renderDocument(
    <FormView
      desk={desk}
      page={current}
      step={stepOf(desk, key, shown.draft.answers)}
      sheet={sheet}
      seen={seen}
      isLate={shown.isLate === true}
      appeared={shown.appeared ?? 0}
    />,
  );
  return show(html, shown.faults.length > 0 ? { status: 422 } : {});
}

async function conflict(
  desk: Desk,
  key: string,
  saved: Extract<SavedPage, { kind: "conflict" }>,
  form: PageCall["form"],
): Promise<PageAnswer> {
  const seen = pageMark(desk.call.house, desk.form, key, saved.theirs.draft);
  const current = shownPage(desk, key, saved.theirs.draft);
  const view = <ConflictView desk={desk} page={current} saved={saved} form={form} seen={seen} />;
  return show(renderDocument(view), { status: 409 });
}

async function save(
  { call, opened, context }: Desk,
  page: string,
  command: Pick<Parameters<typeof saveDraftPage>[3], "raw" | "seen" | "session" | "files">,
): Promise<SavedPage> {
  const { house, actor } = call;
  return await inTransaction(house.db, (tx) =>
    saveDraftPage(house, tx, actor, { ...command, draft: opened.id, page, context }),
  );
}

/** The page as these answers leave it. @throws HallError `application/no-page` (not-found) when they leave nothing of it. */
function shownPage({ form }: Desk, key: string, draft: Draft): ShownPage {
  const found = pagesOf(form.form, draft.answers).find((one) => one.key === key);
  return found ?? noPage();
}

/** The next page of questions, then the materials, then the list. */
function nextOf({ opened, form, item }: Desk, key: string): string {
  if (item.version !== opened.version) return draftHref(opened.id);
  const pages = pagesOf(form.form, opened.draft.answers);
  const next = pages[pages.findIndex((one) => one.key === key) + 1];
  if (next) return pageHref(opened.id, next.key);
  return form.materials.length > 0 ? materialsHref(opened.id) : draftHref(opened.id);
}
