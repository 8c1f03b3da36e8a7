import { Type } from "typebox";
import { type Checked, checkBeforeSubmit, submitApplication, wantedMaterials } from "../../../application/index.ts";
import type { ItemVersion } from "../../../catalogue/index.ts";
import {
  beginDraft,
  type Draft,
  type Fault,
  fieldsOf,
  pagesOf,
  readAnswers,
  type ShownPage,
  writeInputs,
} from "../../../form/index.ts";
import { dayOf } from "../../../kernel/calendar/index.ts";
import type { HallCode } from "../../../kernel/codes/index.ts";
import { inTransaction } from "../../../kernel/db/index.ts";
import { HallError } from "../../../kernel/errors/index.ts";
import type { House } from "../../../kernel/house/index.ts";
import { type Page, type PageAnswer, type PageCall, page, seeOther, show } from "../../../kernel/http/index.ts";
import { type Id, isId, newId } from "../../../kernel/ids/index.ts";
import { findFiles, linkFile } from "../../../material/index.ts";
import { renderDocument } from "../../../ui/index.ts";
import {
  materialRules,
  mostFilesAtOnce,
  photoRules,
  rowsAsked,
  sheetOf,
  storeForQuestions,
} from "../../apply/index.ts";
import { surroundOf } from "../console.ts";
import { readNote, writeNote } from "../note.ts";
import type { Officer } from "../officer.ts";
import { counterPath } from "../paths.ts";
import { ApplyView } from "./apply-view.tsx";
import { type Counter, openCounter } from "./open-counter.ts";
import { answersOf, givenOf, isScan, marksOf, type PapersTaken, papersIn, scanFields } from "./papers.ts";
import { applicantFacts } from "./visitor.ts";

const path = `${counterPath}/apply`;
const Query = Type.Object({ who: Type.String({ maxLength: 1_000 }), item: Type.String({ maxLength: 36 }) });

/** What travels with the form unseen: the id the case will have, and the files already stored for its questions. */
interface Begun {
  readonly id: Id;
  readonly person: string;
  readonly item: string;
  readonly files: Readonly<Record<string, readonly Id[]>>;
}

const noPapers: PapersTaken = { taken: [], marks: [] };

/** All pages of the item's form on one, the papers below it. */
const applyPage = page({
  method: "GET",
  path,
  role: "window-officer",
  summary: "窗口代办：替来人填申请表、收纸质材料",
  query: Query,
  async handle(call) {
    const { house } = call;
    const counter = await openCounter(call, call.query);
    const begun: Begun = {
      id: newId(house.clock),
      person: counter.visitor.person,
      item: counter.item.id,
      files: {},
    };
    const draft = beginDraft(counter.context.prefilled ?? {});
    return await view(call, counter, { begun, draft, faults: [], papers: noPapers, missing: [], appeared: 0 });
  },
});

/** Hands it in for the person who stands there. Pressed twice, it leads to the one case. */
const handInPage = page({
  method: "POST",
  path,
  role: "window-officer",
  summary: "窗口代办：提交申请",
  query: Query,
  files: { mostBytes: Math.max(materialRules.mostBytes, photoRules.mostBytes), mostFiles: mostFilesAtOnce },
  async handle(call) {
    const { house } = call;
    const counter = await openCounter(call, call.query);
    const { officer, visitor, item, version, form, context } = counter;
    const all = fieldsOf(form.form);
    const hall = item.hall;
    const scans = scanFields(version.document.materials ?? []);
    const stored = await storeForQuestions({ opened: { hall } }, call, [...all, ...scans], (field) =>
      isScan(field) ? materialRules : photoRules,
    );
    const typed = stored.form;
    const before = begunOf(house, officer, counter, typed);
    const files = withFiles(before.files, stored.added, typed);
    const begun = { ...before, files };
    await linkAll(house, hall, begun.id, stored.added);

    const rows = rowsAsked(typed, all);
    const raw = { ...(rows?.kind === "remove" ? rows.form : typed), ...answersOf(files) };
    const reading = readAnswers(form.form, raw, context);
    const asked = new Set(typeof typed.asked === "string" ? typed.asked.split(" ") : []);
    const appeared = [...reading.shown].filter((key) => !asked.has(key));
    const papers = papersIn(typed);
    const checked = check(house, version, reading.answers, papers, files);
    // A question that nobody has seen yet is shown before anybody complains of it.
    const faults = [...stored.refused, ...reading.faults.filter(({ field }) => !appeared.includes(field))];
    const missing = checked.materials.filter((one) => one.missing).map(({ material }) => material.key);
    const isRowsOnly = rows !== undefined || typed.remove !== undefined;
    if (isRowsOnly || faults.length > 0 || appeared.length > 0 || missing.length > 0 || reading.faults.length > 0) {
      const blankRows = rows?.kind === "add" ? { [rows.field]: rows.count } : {};
      return await view(call, counter, {
        begun,
        draft: reading.draft,
        faults: isRowsOnly ? [] : faults,
        papers,
        missing: isRowsOnly ? [] : missing,
        appeared: isRowsOnly ? 0 : appeared.length,
        blankRows,
        status: 422,
      });
    }
    const facts = await applicantFacts(house, visitor);
    const marks = marksOf(papers, checked.materials);
    const receipt = await submitApplication(house, officer, {
      draft: {
        id: begun.id,
        hall,
        item: item.id,
        version: version.version,
        person: visitor.company ?? visitor.person,
        agent: visitor.company === undefined ? null : visitor.person,
        applicantName: facts.name,
        answers: reading.answers,
        materials: checked.materials.flatMap(({ given }) => given ?? []),
        channel: "counter",
        words: {
          ...(marks.length > 0 && { papers: marks }),
          ...(visitor.role === "agent" && { note: "代理人办理，授权委托书已当面核对" }),
        },
      },
    });
    return seeOther(`${counterPath}/receipt?note=${writeNote(house, officer, "receipt", receipt)}`);
  },
});

/** The form of an application at the counter. */
export const counterApplyPages: readonly Page[] = [applyPage, handInPage];

function begunOf(house: House, officer: Officer, { visitor, item }: Counter, typed: PageCall["form"]): Begun {
  const note = typeof typed.begun === "string" ? typed.begun : "";
  const begun = readNote<Begun>(house, officer, "begun", note);
  if (begun && isId(begun.id) && begun.person === visitor.person && begun.item === item.id) return begun;
  throw new HallError("not-found", "web/visit-over", "这次窗口办理已经结束，请重新核对来人的证件");
}

/** Files of questions: those of before less the removed, and the new ones. */
function withFiles(before: Begun["files"], added: Begun["files"], { remove }: PageCall["form"]): Begun["files"] {
  const keys = new Set([...Object.keys(before), ...Object.keys(added)]);
  return Object.fromEntries(
    [...keys].map((key) => [key, [...(before[key] ?? []).filter((id) => id !== remove), ...(added[key] ?? [])]]),
  );
}

async function linkAll(house: House, hall: HallCode, id: Id, added: Begun["files"]): Promise<void> {
  const files = Object.values(added).flat();
  if (files.length === 0) return;
  await inTransaction(house.db, async (tx) => {
    for (const file of files) await linkFile(house, tx, { hall, id: file, use: `case:${id}` });
  });
}

function check(
  house: House,
  version: ItemVersion,
  answers: Draft["answers"],
  papers: PapersTaken,
  files: Begun["files"],
): Checked {
  const keys = (version.document.materials ?? []).map(({ key }) => key);
  const materials = givenOf(keys, papers, files);
  return checkBeforeSubmit(version, { answers, materials }, { today: dayOf(house.clock.now()) });
}

interface Shown {
  readonly begun: Begun;
  readonly draft: Draft;
  readonly faults: readonly Fault[];
  /** Materials whose paper lies on the counter. */
  readonly papers: PapersTaken;
  readonly missing: readonly string[];
  readonly appeared: number;
  readonly blankRows?: Readonly<Record<string, number>>;
  readonly status?: number;
}

async function view(
  call: Pick<PageCall, "house" | "actor" | "asset" | "display" | "request" | "csrfToken">,
  counter: Counter,
  shown: Shown,
): Promise<PageAnswer> {
  const { house } = call;
  const { officer, visitor, form, context, version, item } = counter;
  const { draft, begun, faults } = shown;
  const desk = { call, context, opened: { id: begun.id, hall: item.hall, draft } };
  const pages = pagesOf(form.form, draft.answers, context.facts);
  const inputs = writeInputs(form.form, draft);
  const sheets = await Promise.all(
    pages.map(async (one: ShownPage) => ({
      page: one,
      sheet: await sheetOf(desk, one, { inputs, draft, faults, blankRows: shown.blankRows ?? {} }),
    })),
  );
  const [surround, facts, stored] = await Promise.all([
    surroundOf(call, officer),
    applicantFacts(house, visitor),
    findFiles(house.db, item.hall, Object.values(begun.files).flat()),
  ]);
  const html = renderDocument(
    <ApplyView
      surround={surround}
      counter={counter}
      visitor={facts}
      csrf={call.csrfToken()}
      codes={house.codes}
      sheets={sheets}
      materials={wantedMaterials(version, draft.answers)}
      begun={writeNote(house, officer, "begun", begun)}
      faults={faults}
      papers={shown.papers}
      files={begun.files}
      stored={stored}
      missing={shown.missing}
      appeared={shown.appeared}
    />,
  );
  return show(html, shown.status === undefined ? {} : { status: shown.status });
}
