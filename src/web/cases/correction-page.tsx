import { Type } from "typebox";
import {
  askedMaterials,
  type CorrectionDesk,
  changeCorrectionMaterials,
  checkCorrection,
  correctionMark,
  type MaterialChange,
  ownCase,
  readCorrection,
  type SavedCorrection,
  saveCorrection,
} from "../../application/index.ts";
import type { Draft, Fault } from "../../form/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import { type Page, type PageAnswer, type PageCall, page, seeOther, show } from "../../kernel/http/index.ts";
import { type Id, isId } from "../../kernel/ids/index.ts";
import { storeUpload } from "../../material/index.ts";
import { renderDocument } from "../../ui/index.ts";
import { hold, idOf, materialRules, mayComeOnPaper, mostFilesAtOnce, photoRules, rowsAsked } from "../apply/index.ts";
import { ConflictView } from "./correction-conflict.tsx";
import { correctionSheet, deskOf, preparedFiles, questionsOf } from "./correction-desk.ts";
import { CorrectionView, materialFieldId } from "./correction-view.tsx";
import { type CaseCall, caseFrame } from "./open-case.ts";
import { caseHref, correctionCheckHref, correctionHref } from "./paths.ts";

const params = Type.Object({ application: Type.String({ maxLength: 60 }) });
const path = "/cases/:application/correction";

/** The notice and the places to answer it: the same questions and materials, and no others. */
const showPage = page({
  method: "GET",
  path,
  role: "citizen",
  summary: "补正：照通知逐项改填写、补材料",
  params,
  query: Type.Object({
    more: Type.Optional(Type.Integer({ minimum: 1, maximum: 40 })),
    added: Type.Optional(Type.Integer({ minimum: 1, maximum: 99 })),
    rows: Type.Optional(Type.String({ pattern: "^[a-z][A-Za-z0-9_]{0,39}\\.\\d{1,2}$" })),
  }),
  async handle(call) {
    const own = await ownCase(call.house, call.actor, call.params.application);
    const desk = await deskOf(call, own);
    if (!desk) return seeOther(caseHref(own.application));
    const { more, added, rows } = call.query;
    const [field, count] = rows?.split(".") ?? [];
    const blankRows = field === undefined ? undefined : { [field]: Number(count) };
    return await view(call, desk, { draft: desk.prepared.draft, faults: [], more, added, blankRows });
  },
});

/** Keeps everything that came, whatever it is; then the last look, or the same page with what has to be mended. */
const savePage = page({
  method: "POST",
  path,
  role: "citizen",
  summary: "补正：保存",
  params,
  files: { mostBytes: Math.max(materialRules.mostBytes, photoRules.mostBytes), mostFiles: mostFilesAtOnce },
  async handle(call) {
    const own = await ownCase(call.house, call.actor, call.params.application);
    const desk = await deskOf(call, own);
    if (!desk) return seeOther(caseHref(own.application));
    return await save(call, desk);
  },
  async lapsed(call) {
    const back = correctionHref(call.params.application);
    if (!call.isSignedIn) return await hold(call, back);
    // Signed in anew: what was typed stands in the page again, with a fresh token, not yet saved.
    const late = { ...call, actor: call.whose };
    const own = await ownCase(call.house, call.whose, call.params.application);
    const desk = await deskOf(late, own);
    if (!desk) return seeOther(caseHref(own.application));
    return await view(late, desk, { draft: readCorrection(desk, call.form).draft, faults: [], isLate: true });
  },
});

/** The two doors of the correction. */
export const correctionPages: readonly Page[] = [showPage, savePage];

/** What the page shows besides the notice. */
export interface Shown {
  readonly draft: Draft;
  readonly faults: readonly Fault[];
  /** What was wrong with materials, by key. */
  readonly materialFaults?: Readonly<Record<string, string>> | undefined;
  /** Questions that the answers just saved brought up. */
  readonly more?: number | undefined;
  /** Files just taken. */
  readonly added?: number | undefined;
  readonly blankRows?: Readonly<Record<string, number>> | undefined;
  /** Typed when the session was over; not yet saved. */
  readonly isLate?: boolean | undefined;
}

/** Shows the notice with what has been prepared. */
export async function view(call: CaseCall, desk: CorrectionDesk, shown: Shown): Promise<PageAnswer> {
  const { materialFaults = {} } = shown;
  const html = renderDocument(
    <CorrectionView
      call={call}
      frame={await caseFrame(call, desk.hall)}
      desk={desk}
      sheet={await correctionSheet(call, desk, shown)}
      questions={questionsOf({ ...desk, prepared: { ...desk.prepared, draft: shown.draft } })}
      files={await preparedFiles(call, desk)}
      seen={correctionMark(call.house, desk)}
      shown={shown}
    />,
  );
  return show(html, shown.faults.length + Object.keys(materialFaults).length > 0 ? { status: 422 } : {});
}

async function save(call: PageCall & CaseCall, desk: CorrectionDesk): Promise<PageAnswer> {
  const { house, request } = call;
  const stored = await storeAll(call, desk);
  const { form } = stored;
  const changes = changesOf(desk, form);
  if (changes.length > 0) {
    await inTransaction(house.db, (tx) => changeCorrectionMaterials(house, tx, desk, changes));
  }
  const { asked, appeared } = questionsOf(desk);
  const fields = [...asked, ...appeared].map(({ field }) => field);
  const rows = rowsAsked(form, fields);
  const saved = await inTransaction(house.db, (tx) =>
    saveCorrection(house, tx, desk, {
      raw: rows?.kind === "remove" ? rows.form : form,
      seen: typeof form.seen === "string" && form.over !== "yes" ? form.seen : undefined,
      session: request.session?.id ?? "",
      files: {
        added: stored.added,
        removed: typeof form.remove === "string" && isId(form.remove) ? [form.remove] : [],
      },
    }),
  );
  return await answerTo(call, desk, { stored, saved, rows });
}

async function answerTo(
  call: PageCall & CaseCall,
  desk: CorrectionDesk,
  came: { stored: Stored; saved: SavedCorrection; rows: ReturnType<typeof rowsAsked> },
): Promise<PageAnswer> {
  const { stored, saved, rows } = came;
  const { form } = stored;
  const here = correctionHref(desk.application);
  if (saved.kind === "conflict") {
    const frame = await caseFrame(call, desk.hall);
    const seen = correctionMark(call.house, saved.theirs);
    const html = <ConflictView call={call} frame={frame} saved={saved} form={form} seen={seen} />;
    return show(renderDocument(html), { status: 409 });
  }
  if (rows?.kind === "add")
    return seeOther(`${here}?rows=${rows.field}.${Math.min(rows.count, 99)}#${idOf(rows.field)}`);
  if (rows || typeof form.remove === "string") return seeOther(here);
  if (form.later === "yes") return seeOther(caseHref(desk.application));
  const now = await deskOf(call, desk);
  if (!now) return seeOther(caseHref(desk.application));
  const faults = [...stored.refused, ...saved.faults.filter(({ field }) => !(field in stored.refusedAt))];
  const { missing } = checkCorrection(now);
  // A material that these very answers brought up is shown first, before anybody complains of it.
  const before = keysOf(desk);
  const fresh = missing.filter((key) => !before.has(key));
  const absent = Object.fromEntries(missing.filter((key) => before.has(key)).map((key) => [key, "请补交"]));
  const materialFaults = { ...absent, ...stored.materialFaults };
  if (faults.length > 0 || Object.keys(materialFaults).length > 0) {
    return await view(call, now, { draft: saved.desk.prepared.draft, faults, materialFaults });
  }
  const [first] = saved.appeared;
  if (first !== undefined) return seeOther(`${here}?more=${saved.appeared.length + fresh.length}#${idOf(first)}`);
  const [material] = fresh;
  if (material !== undefined) return seeOther(`${here}?more=${fresh.length}#${materialFieldId(material)}`);
  return seeOther(correctionCheckHref(desk.application));
}

interface Stored {
  readonly form: PageCall["form"];
  /** Files that answer questions. */
  readonly added: Readonly<Record<string, readonly Id[]>>;
  readonly refused: readonly Fault[];
  readonly refusedAt: Readonly<Record<string, true>>;
  readonly materialFaults: Readonly<Record<string, string>>;
}

/** Takes the files as they come; one that is refused does not keep the others out. */
async function storeAll(call: PageCall & CaseCall, desk: CorrectionDesk): Promise<Stored> {
  const { upload, house, actor } = call;
  if (!upload) return { form: call.form, added: {}, refused: [], refusedAt: {}, materialFaults: {} };
  const questions = Object.values(questionsOf(desk)).flat();
  const wanted = keysOf(desk);
  const added: Record<string, Id[]> = {};
  const refused: Fault[] = [];
  const refusedAt: Record<string, true> = {};
  const materialFaults: Record<string, string> = {};
  for await (const file of upload.files) {
    const key = file.field;
    const question = questions.find(({ field }) => field.kind === "file" && field.key === key)?.field;
    const isMaterial = wanted.has(key);
    if (!question && !isMaterial) continue;
    const store = { hall: desk.hall, by: actor, upload: file, rules: isMaterial ? materialRules : photoRules };
    try {
      if (isMaterial) {
        await storeUpload(house, {
          ...store,
          within: (tx, { id }) => changeCorrectionMaterials(house, tx, desk, [{ kind: "attach", key, file: id }]),
        });
      } else added[key] = [...(added[key] ?? []), (await storeUpload(house, store)).id];
    } catch (error) {
      if (!(error instanceof HallError) || error.kind !== "invalid") throw error;
      if (question) {
        refused.push({
          name: key,
          field: key,
          page: "",
          label: question.label,
          message: error.message,
          typed: file.name,
        });
        refusedAt[key] = true;
      } else materialFaults[key] = `${error.message}。文件“${file.name}”没有收下`;
    }
  }
  const { _csrf: _, ...form } = upload.form;
  return { form, added, refused, refusedAt, materialFaults };
}

function keysOf(desk: CorrectionDesk): ReadonlySet<string> {
  return new Set(askedMaterials(desk).map(({ key }) => key));
}

/** What the ticks and the pressed button say. */
function changesOf(desk: CorrectionDesk, form: PageCall["form"]): MaterialChange[] {
  const changes: MaterialChange[] = [];
  const [key = "", file = ""] = typeof form.remove === "string" ? form.remove.split(":") : [];
  const keys = keysOf(desk);
  if (isId(file) && keys.has(key)) changes.push({ kind: "remove", key, file });
  const shown = listOf(form.shown);
  const ticked = listOf(form.paper);
  for (const material of desk.document.materials ?? []) {
    const { key: own } = material;
    if (!keys.has(own) || !shown.includes(own) || !mayComeOnPaper(material)) continue;
    const wanted = ticked.includes(own);
    const before = desk.prepared.materials.find((one) => one.key === own)?.way === "paper";
    if (wanted !== before) changes.push({ kind: "paper", key: own, wanted });
  }
  return changes;
}

function listOf(given: string | readonly string[] | undefined): readonly string[] {
  return typeof given === "string" ? [given] : (given ?? []);
}
