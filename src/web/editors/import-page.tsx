import { Type } from "typebox";
import {
  findImport,
  hallsToKeep,
  type ImportFormat,
  type ImportReport,
  importFile,
  importLines,
  listImports,
  mayKeepList,
  mostListBytes,
  type RowOutcome,
  undoImport,
} from "../../catalogue/index.ts";
import { type HallCode, parseHallCode } from "../../kernel/codes/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import { type Page, type PageAnswer, type PageCall, page, seeOther, show } from "../../kernel/http/index.ts";
import { isId, parseId } from "../../kernel/ids/index.ts";
import { renderDocument } from "../../ui/index.ts";
import { BatchView } from "./batch-view.tsx";
import { ImportView } from "./import-view.tsx";
import { importHref, importPath } from "./paths.ts";
import { type EditorCall, hallName, requireKeeper, surroundOf } from "./surround.ts";
import { namesOf } from "./words.ts";

/** A little more than the import takes, so that it is the import that refuses. */
const mostBytes = mostListBytes + 1024 * 1024;
/** Lines of a dry run that are shown. */
const mostShown = 200;
const perPage = 50;

const formPage = page({
  method: "GET",
  path: importPath,
  role: "staff",
  summary: "导入清单：先试跑看报告，再导入；已经导入的各批",
  handle: (call) => showForm(call, {}),
});

const runPage = page({
  method: "POST",
  path: importPath,
  role: "staff",
  summary: "试跑或导入一份 XLSX、CSV、JSON Lines 清单",
  files: { mostBytes, mostFiles: 1 },
  handle: (call) => run(call),
});

const BatchParams = Type.Object({
  hall: Type.String({ pattern: "^\\d{6}$" }),
  batch: Type.String({ minLength: 36, maxLength: 36, pattern: "^[0-9a-f-]+$" }),
});

const batchPage = page({
  method: "GET",
  path: "/editors/import/:hall/:batch",
  role: "staff",
  summary: "一批导入的逐行报告；可以撤销",
  params: BatchParams,
  query: Type.Object({
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
    all: Type.Optional(Type.Boolean()),
  }),
  handle: (call) => showBatch(call, call.params, {}),
});

const undoPage = page({
  method: "POST",
  path: "/editors/import/:hall/:batch",
  role: "staff",
  summary: "撤销一批导入：新增的取消，改过的改回去",
  params: BatchParams,
  body: Type.Object({ reason: Type.Optional(Type.String({ maxLength: 2000 })) }),
  async handle(call) {
    const { house, actor, params, body } = call;
    const hall = parseHallCode(params.hall);
    const reason = body.reason?.trim() ?? "";
    try {
      await undoImport(house, actor, { hall, batch: parseId(params.batch), reason });
    } catch (error) {
      if (!(error instanceof HallError) || (error.kind !== "invalid" && error.kind !== "conflict")) throw error;
      return await showBatch(call, params, { reason, fault: error.message });
    }
    return seeOther(importHref({ hall, id: params.batch }));
  },
});

export const importPages: readonly Page[] = [formPage, runPage, batchPage, undoPage];

/** What the page of the form shows beside the form. */
export interface ImportShown {
  readonly typed?: { readonly hall: string; readonly title: string };
  readonly faults?: Readonly<Record<string, string>>;
  readonly tried?: { readonly report: ImportReport; readonly rows: readonly RowOutcome[] };
}

async function keptHalls(call: EditorCall): Promise<{ value: string; label: string }[]> {
  const { officer } = requireKeeper(call.actor);
  const halls = hallsToKeep(officer).filter((hall) => mayKeepList(officer, hall));
  if (halls.length === 0) {
    throw new HallError("forbidden", "catalogue/not-list-keeper", "整批导入由本大厅管整个目录的编制员办理");
  }
  return await Promise.all(halls.map(async (hall) => ({ value: hall, label: await hallName(call, hall) })));
}

async function showForm(call: EditorCall, shown: ImportShown, status = 200): Promise<PageAnswer> {
  const { house } = call;
  const halls = await keptHalls(call);
  const batches = await listImports(
    house.db,
    halls.map(({ value }) => parseHallCode(value)),
  );
  const names = await namesOf(
    house.db,
    batches.map(({ startedBy }) => startedBy),
  );
  const surround = await surroundOf(call);
  const view = (
    <ImportView surround={surround} csrf={call.csrfToken()} halls={halls} batches={batches} names={names} {...shown} />
  );
  return show(renderDocument(view), { status });
}

async function run(call: PageCall): Promise<PageAnswer> {
  const { house, actor, upload } = call;
  const halls = await keptHalls(call);
  const text = (name: string) => String((upload ? upload.form : call.form)[name] ?? "").trim();
  const typed = { hall: text("hall"), title: text("title") };
  const faults: Record<string, string> = {};
  if (!halls.some(({ value }) => value === typed.hall)) faults.hall = "请选大厅";
  if (typed.title === "" || typed.title.length > 200) faults.title = "请写明清单的名称，不超过 200 字";
  if (Object.keys(faults).length > 0) return await showForm(call, { typed, faults }, 422);
  const hall: HallCode = parseHallCode(typed.hall);
  const dryRun = text("act") !== "run";
  const batch = isId(text("batch")) ? parseId(text("batch")) : undefined;
  const refuse = async (fault: string) =>
    batch
      ? await showBatch(call, { hall, batch }, { fileFault: fault })
      : await showForm(call, { typed, faults: { file: fault } }, 422);
  const rows: RowOutcome[] = [];
  const onRow = (row: RowOutcome) => {
    if (rows.length < mostShown && row.findings.length > 0) rows.push(row);
  };
  for await (const file of upload?.files ?? []) {
    const format = formatOf(file.name);
    if (!format) return await refuse("只能导入 .xlsx、.csv 和 .jsonl 文件");
    try {
      const told = { hall, division: hall, title: typed.title, format, content: file.stream, dryRun, batch, onRow };
      const report = await importFile(house, actor, told);
      if (report.batch === undefined) return await showForm(call, { typed, tried: { report, rows } });
      return seeOther(importHref({ hall, id: report.batch }));
    } catch (error) {
      if (!(error instanceof HallError) || (error.kind !== "invalid" && error.kind !== "conflict")) throw error;
      return await refuse(error.message);
    }
  }
  return await refuse("请选文件");
}

function formatOf(name: string): ImportFormat | undefined {
  if (/\.xlsx$/i.test(name)) return "xlsx";
  if (/\.csv$/i.test(name)) return "csv";
  return /\.(?:jsonl|ndjson)$/i.test(name) ? "jsonl" : undefined;
}

async function showBatch(
  call: EditorCall & { readonly query: { readonly page?: number; readonly all?: boolean } | unknown },
  params: { readonly hall: string; readonly batch: string },
  refused: { readonly reason?: string; readonly fault?: string; readonly fileFault?: string },
): Promise<PageAnswer> {
  const { house } = call;
  const halls = await keptHalls(call);
  const hall = parseHallCode(params.hall);
  const batch = halls.some(({ value }) => value === hall)
    ? await findImport(house.db, hall, parseId(params.batch))
    : undefined;
  if (!batch) throw new HallError("not-found", "catalogue/no-batch", "没有这一批导入");
  const { page: number = 1, all = false } = call.query as { page?: number; all?: boolean };
  const rows = await importLines(house.db, batch, { number, size: perPage + 1, flawed: !all });
  const [names, surround] = await Promise.all([namesOf(house.db, [batch.startedBy]), surroundOf(call, hall)]);
  const view = (
    <BatchView
      surround={surround}
      csrf={call.csrfToken()}
      batch={batch}
      by={names(batch.startedBy)}
      rows={rows.slice(0, perPage)}
      page={number}
      isLast={rows.length <= perPage}
      all={all}
      {...refused}
    />
  );
  return show(renderDocument(view), {
    status: refused.fault === undefined && refused.fileFault === undefined ? 200 : 422,
  });
}
