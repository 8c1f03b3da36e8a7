import { Type } from "typebox";
import { correct, isGiven, isNecessary } from "../../../application/index.ts";
import type { Material } from "../../../catalogue/index.ts";
import { type Draft, type Fault, fieldsOf, writeInputs } from "../../../form/index.ts";
import { inTransaction } from "../../../kernel/db/index.ts";
import { HallError } from "../../../kernel/errors/index.ts";
import { type Page, type PageAnswer, type PageCall, page, seeOther, show } from "../../../kernel/http/index.ts";
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
import { takeCorrection } from "../acts/after-correction.ts";
import { casePlace } from "../case/load.ts";
import { leaveTrace } from "../case/personal.ts";
import { surroundOf } from "../console.ts";
import { readNote, writeNote } from "../note.ts";
import { caseHref } from "../paths.ts";
import { CorrectionView } from "./correction-view.tsx";
import { givenOf, isScan, type PapersTaken, papersIn, scanFields } from "./papers.ts";
import {
  type Files,
  materialsOf,
  openTaken,
  questionsOf,
  readTaken,
  type TakenCall,
  type TakenCorrection,
} from "./taken-correction.ts";

const path = `/desk/cases/:hall/:application/${takeCorrection.key}`;
const params = Type.Object({ hall: Type.String({ maxLength: 6 }), application: Type.String({ maxLength: 36 }) });

const showPage = page({
  method: "GET",
  path,
  role: "staff",
  summary: "窗口代收补正：要改的填写内容、要补的材料",
  params,
  async handle(call) {
    const taken = await openTaken(call);
    if (!taken) return seeOther(caseHref(casePlace(call.params)));
    await leaveTrace(call.house, taken.officer, taken.desk, undefined);
    const draft: Draft = { answers: taken.before, typed: {} };
    return await view(call, taken, { draft, faults: [], papers: { taken: [], marks: [] }, files: {}, missing: [] });
  },
});

/** Hands the answer in. Whatever is missing or wrong is said beside it, with everything that was typed and taken. */
const takePage = page({
  method: "POST",
  path,
  role: "staff",
  summary: "窗口代收补正：提交",
  params,
  files: { mostBytes: Math.max(materialRules.mostBytes, photoRules.mostBytes), mostFiles: mostFilesAtOnce },
  async handle(call) {
    const taken = await openTaken(call);
    const place = casePlace(call.params);
    if (!taken) return seeOther(caseHref(place));
    const { desk, form, officer } = taken;
    const all = fieldsOf(form.form);
    const scans = scanFields(desk.view.version.document.materials ?? []);
    const stored = await storeForQuestions({ opened: { hall: place.hall } }, call, [...all, ...scans], (field) =>
      isScan(field) ? materialRules : photoRules,
    );
    await linkAll(call, place, stored.added);
    const typed = stored.form;
    const files = withFiles(filesIn(call, taken, typed), stored.added, typed);
    const rows = rowsAsked(typed, all);
    const reading = readTaken(taken, rows?.kind === "remove" ? rows.form : typed, files);
    const papers = papersIn(typed);
    const wanted = materialsOf(taken, reading.draft.answers);
    const given = givenOf(
      wanted.map(({ key }) => key),
      papers,
      files,
    );
    const isAsked = ({ key }: Material) => taken.notice.asked.includes(`material:${key}`);
    const missing = wanted
      .filter(
        (one) => (isAsked(one) || isNecessary(one)) && !given.some((other) => other.key === one.key && isGiven(other)),
      )
      .map(({ key }) => key);
    const asked = new Set(typeof typed.asked === "string" ? typed.asked.split(" ") : []);
    const appeared = questionsOf(taken, reading.draft).filter(({ field }) => !asked.has(field.key));
    const faults = [
      ...stored.refused,
      ...reading.faults.filter(({ field }) => !appeared.some((one) => one.field.key === field)),
    ];
    const shown = { draft: reading.draft, papers, files };
    if (rows || typed.remove !== undefined) {
      const blankRows = rows?.kind === "add" ? { [rows.field]: rows.count } : {};
      return await view(call, taken, { ...shown, faults: [], missing: [], blankRows });
    }
    if (faults.length + missing.length + appeared.length > 0) {
      return await view(call, taken, { ...shown, faults, missing, status: 422 });
    }
    const answers = Object.fromEntries(
      questionsOf(taken, reading.draft).map(({ field: { key } }) => [key, reading.draft.answers[key] ?? ""]),
    );
    const marks = papers.marks.filter(({ key }) => given.some((one) => one.key === key));
    try {
      await correct(call.house, officer, { ...place, answers, materials: given, papers: marks });
    } catch (error) {
      // Somebody was quicker: the case page says what it is now.
      if (error instanceof HallError && error.code === "application/nothing-asked") return seeOther(caseHref(place));
      throw error;
    }
    return seeOther(caseHref(place, { done: takeCorrection.key }));
  },
});

/** 代收补正. */
export const counterCorrectionPages: readonly Page[] = [showPage, takePage];

function filesIn({ house }: TakenCall, { officer, desk }: TakenCorrection, typed: PageCall["form"]): Files {
  const note = typeof typed.begun === "string" ? typed.begun : "";
  const kept = readNote<{ application: string; files: Files }>(house, officer, "correction", note);
  return kept?.application === desk.view.application ? kept.files : {};
}

function withFiles(before: Files, added: Files, { remove }: PageCall["form"]): Files {
  const keys = new Set([...Object.keys(before), ...Object.keys(added)]);
  return Object.fromEntries(
    [...keys].map((key) => [key, [...(before[key] ?? []).filter((id) => id !== remove), ...(added[key] ?? [])]]),
  );
}

async function linkAll({ house }: TakenCall, place: ReturnType<typeof casePlace>, added: Files): Promise<void> {
  const files = Object.values(added).flat();
  if (files.length === 0) return;
  await inTransaction(house.db, async (tx) => {
    for (const id of files) await linkFile(house, tx, { hall: place.hall, id, use: `case:${place.application}` });
  });
}

interface Shown {
  readonly draft: Draft;
  readonly faults: readonly Fault[];
  readonly papers: PapersTaken;
  readonly files: Files;
  /** Keys of materials that are not there. */
  readonly missing: readonly string[];
  readonly blankRows?: Readonly<Record<string, number>>;
  readonly status?: number;
}

async function view(
  call: TakenCall & Pick<PageCall, "asset" | "display" | "request" | "csrfToken">,
  taken: TakenCorrection,
  shown: Shown,
): Promise<PageAnswer> {
  const { house } = call;
  const { officer, desk, form } = taken;
  const { draft, faults, files } = shown;
  const { hall, application } = desk.view;
  const questions = questionsOf(taken, draft);
  const [surround, stored, sheet] = await Promise.all([
    surroundOf(call, officer),
    findFiles(house.db, hall, Object.values(files).flat()),
    sheetOf(
      { call, context: desk.context, opened: { id: application, hall, draft } },
      { key: "correction", title: "", questions },
      { inputs: writeInputs(form.form, draft), draft, faults, blankRows: shown.blankRows ?? {} },
    ),
  ]);
  const html = renderDocument(
    <CorrectionView
      surround={surround}
      taken={taken}
      csrf={call.csrfToken()}
      codes={house.codes}
      questions={questions}
      sheet={sheet}
      materials={materialsOf(taken, draft.answers)}
      papers={shown.papers}
      files={files}
      stored={stored}
      faults={faults}
      missing={shown.missing}
      begun={writeNote(house, officer, "correction", { application, files })}
    />,
  );
  return show(html, shown.status === undefined ? {} : { status: shown.status });
}
