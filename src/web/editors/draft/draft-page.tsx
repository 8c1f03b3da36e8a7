import type { Readable } from "node:stream";
import { Type } from "typebox";
import { findDraft, listDifferences, parseDocument, saveDraft } from "../../../catalogue/index.ts";
import { inTransaction } from "../../../kernel/db/index.ts";
import { HallError } from "../../../kernel/errors/index.ts";
import {
  type Page,
  type PageAnswer,
  type PageCall,
  page,
  seeOther,
  show,
  showText,
} from "../../../kernel/http/index.ts";
import { writeBpmn } from "../../../process/index.ts";
import { renderDocument } from "../../../ui/index.ts";
import { type Kept, loadKept } from "../kept.ts";
import { heldUntilSignedIn } from "../late.ts";
import { draftHref, keptHref } from "../paths.ts";
import { type EditorCall, requireKeeper, surroundOf } from "../surround.ts";
import { namesOf } from "../words.ts";
import { ConflictView } from "./conflict-view.tsx";
import { refuseForm } from "./form-rows.ts";
import { controlFaults, oneOf, readPart } from "./read-part.ts";
import { allSections, flowSection, wholeSection } from "./section-of.ts";
import { SectionView } from "./section-view.tsx";
import { fieldOf, type Section } from "./spec.ts";
import { stepsOfFlow } from "./steps.ts";
import { changeRows, patched, type Typed, writeSection } from "./typed.ts";
import { writtenElsewhere } from "./written-elsewhere.ts";

const Params = Type.Object({
  item: Type.String({ minLength: 36, maxLength: 36, pattern: "^[0-9a-f-]+$" }),
  section: Type.String({ maxLength: 20 }),
});
/** As far as BPMN files of hand-drawn flows go. */
const mostBpmnBytes = 2 * 1024 * 1024;

interface Shown {
  readonly typed?: Typed;
  readonly faults?: Readonly<Record<string, string>>;
  readonly revision?: number;
  readonly status?: number;
  readonly saved?: boolean;
  readonly simple?: boolean;
}

const sectionPage = page({
  method: "GET",
  path: "/editors/items/:item/draft/:section",
  role: "staff",
  summary: "写草稿的一部分，机器查出的写在各项旁边",
  params: Params,
  query: Type.Object({
    saved: Type.Optional(Type.Boolean()),
    simple: Type.Optional(Type.Boolean()),
    /** A further other name, to be saved by the editor. */
    alias: Type.Optional(Type.String({ maxLength: 100 })),
  }),
  async handle(call) {
    const { kept, section } = await openSection(call);
    if (!kept.isOpen) return seeOther(keptHref(kept.item.id));
    return await showSection(call, kept, section, {
      saved: call.query.saved === true,
      simple: call.query.simple === true,
      ...withAlias(section, kept, call.query.alias),
    });
  },
});

const savePage = page({
  method: "POST",
  path: "/editors/items/:item/draft/:section",
  role: "staff",
  summary: "保存草稿的一部分；添加、删除一行",
  params: Params,
  files: { mostBytes: mostBpmnBytes, mostFiles: 1 },
  // The whole of an item as JSON; a Chinese sign takes nine bytes in a form.
  bodyLimit: 8 * 1024 * 1024,
  handle: (call) => save(call),
  lapsed: (call) => heldUntilSignedIn(call),
});

const bpmnPage = page({
  method: "GET",
  path: "/editors/items/:item/flow.bpmn",
  role: "staff",
  summary: "草稿的办理流程，BPMN 2.0",
  params: Type.Object({ item: Params.properties.item }),
  async handle(call) {
    const { officer } = requireKeeper(call.actor);
    const { document } = await loadKept(call.house, officer, call.params.item);
    if (!document.flow) throw new HallError("not-found", "web/no-chart", "这个事项还没有办理流程");
    const disposition = { "content-disposition": 'attachment; filename="flow.bpmn"', "cache-control": "no-store" };
    return showText(await writeBpmn(document.flow), "application/xml", { headers: disposition });
  },
});

export const draftPages: readonly Page[] = [bpmnPage, sectionPage, savePage];

type SectionCall = EditorCall & { readonly params: { readonly item: string; readonly section: string } };

async function openSection(call: SectionCall): Promise<{ kept: Kept; section: Section }> {
  const { officer } = requireKeeper(call.actor);
  const kept = await loadKept(call.house, officer, call.params.item);
  const section = allSections.find(({ key }) => key === call.params.section);
  if (!section) throw new HallError("not-found", "catalogue/no-draft", "草稿没有这一部分");
  return { kept, section };
}

async function showSection(call: EditorCall, kept: Kept, section: Section, more: Shown): Promise<PageAnswer> {
  const surround = await surroundOf(call, kept.item.hall);
  const { typed = typedOf(section, kept), faults = {}, revision = kept.draft?.revision ?? 0, status = 200 } = more;
  const view = (
    <SectionView
      surround={surround}
      csrf={call.csrfToken()}
      codes={call.house.codes}
      kept={kept}
      section={section}
      typed={typed}
      faults={faults}
      revision={revision}
      saved={more.saved === true}
      simple={more.simple === true || stepsOfFlow(kept.document.flow) !== undefined || "steps.0.kind" in typed}
    />
  );
  return show(renderDocument(view), { status });
}

/** The basic part with one more other name in its control. */
function withAlias(section: Section, kept: Kept, alias = ""): Pick<Shown, "typed"> {
  const typed = typedOf(section, kept);
  const words = alias.trim();
  if (words === "" || typeof typed.alias !== "string" || typed.alias.split("\n").includes(words)) return {};
  return { typed: { ...typed, alias: typed.alias === "" ? words : `${typed.alias}\n${words}` } };
}

function typedOf(section: Section, { document }: Kept): Typed {
  if (section === flowSection) return stepsOfFlow(document.flow) ?? {};
  if (section === wholeSection) return { whole: JSON.stringify(document, null, 2) };
  return writeSection(section, document);
}

async function save(call: PageCall & SectionCall): Promise<PageAnswer> {
  const { house, actor } = call;
  const { kept, section } = await openSection(call);
  const file = await fileOf(call);
  const typed: Typed = call.upload ? call.upload.form : call.form;
  const add = oneOf(typed.add);
  const remove = oneOf(typed.remove);
  const revision = Number(oneOf(typed.revision) ?? 0);
  if (add !== undefined || remove !== undefined) {
    const next = changeRows(typed, { ...(add !== undefined && { add }), ...(remove !== undefined && { remove }) });
    return await showSection(call, kept, section, { typed: next, revision, simple: section === flowSection });
  }
  if (writtenElsewhere(section, kept.document) !== undefined) return await showSection(call, kept, section, {});
  const read = await readPart(section, typed, kept, file);
  if (Object.keys(read.faults).length > 0) {
    return await showSection(call, kept, section, { typed, faults: read.faults, revision, status: 422 });
  }
  const content = read.whole ?? patched(kept.document, read.patch);
  // A form from before the last publishing: the revision of its draft begins anew, so it alone does not tell.
  const isOld = Number(oneOf(typed.version) ?? kept.item.version) !== kept.item.version;
  if (isOld) return await showConflict(call, kept, section, typed, content);
  try {
    if (section.key === "form" || section === wholeSection) refuseForm(content);
    await inTransaction(house.db, (tx) => saveDraft(house, tx, actor, { content, item: kept.item.id, revision }));
  } catch (error) {
    if (!(error instanceof HallError)) throw error;
    if (error.code === "catalogue/draft-changed") return await showConflict(call, kept, section, typed, content);
    if (error.kind !== "invalid") throw error;
    const faults = controlFaults(section, error);
    return await showSection(call, kept, section, { typed, faults, revision, status: 422 });
  }
  return seeOther(`${draftHref(kept.item.id, section.key)}?saved=true`);
}

/** Somebody else saved meanwhile: both are shown, and what was typed stands in the form. Saving again is then a choice. */
async function showConflict(
  call: EditorCall,
  before: Kept,
  section: Section,
  typed: Typed,
  content: unknown,
): Promise<PageAnswer> {
  const { house } = call;
  const { officer } = requireKeeper(call.actor);
  const kept = await loadKept(house, officer, before.item.id);
  const draft = await findDraft(house.db, kept.item);
  const mine = parseDocument(content);
  const fields = new Set(section.specs.map(fieldOf));
  const concerns = (field: string) => fields.size === 0 || fields.has(field);
  const lines = listDifferences(kept.document, mine, { own: true }).filter(({ field }) => concerns(field));
  const names = await namesOf(house.db, [draft?.savedBy]);
  const again = (
    <ConflictView
      codes={house.codes}
      lines={lines}
      by={names(draft?.savedBy ?? "")}
      at={draft?.savedAt}
      href={draftHref(kept.item.id, section.key)}
    />
  );
  const surround = await surroundOf(call, kept.item.hall);
  const view = (
    <SectionView
      surround={surround}
      csrf={call.csrfToken()}
      codes={house.codes}
      kept={kept}
      section={section}
      typed={typed}
      faults={{}}
      revision={draft?.revision ?? 0}
      saved={false}
      simple
      above={again}
    />
  );
  return show(renderDocument(view), { status: 409 });
}

/** The text of the file that came with the form. */
async function fileOf({ upload }: PageCall): Promise<string | undefined> {
  if (!upload) return undefined;
  let text: string | undefined;
  for await (const { stream, isCut } of upload.files) {
    text = await textOf(stream);
    if (isCut()) text = "";
  }
  return text;
}

async function textOf(stream: Readable): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString("utf8");
}
