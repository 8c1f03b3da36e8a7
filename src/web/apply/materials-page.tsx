import { Type } from "typebox";
import { type Checked, changeMaterials, type MaterialChange } from "../../application/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import { type Page, type PageAnswer, type PageCall, page, seeOther, show } from "../../kernel/http/index.ts";
import { type Id, isId } from "../../kernel/ids/index.ts";
import { findFiles, storeUpload } from "../../material/index.ts";
import { renderDocument } from "../../ui/index.ts";
import { materialRules, mostFilesAtOnce } from "./file-rules.ts";
import { keepOrHold } from "./late.tsx";
import { mayComeOnPaper } from "./material-words.ts";
import { MaterialsView } from "./materials-view.tsx";
import { checkDesk, type Desk, openDesk } from "./open-desk.tsx";
import { draftHref, materialsHref } from "./paths.ts";

const params = Type.Object({ draft: Type.String({ maxLength: 60 }) });
const path = "/drafts/:draft/materials";

const showMaterials = page({
  method: "GET",
  path,
  role: "citizen",
  summary: "申请：材料",
  params,
  query: Type.Object({
    added: Type.Optional(Type.Integer({ minimum: 0, maximum: 99 })),
    again: Type.Optional(Type.Literal("yes")),
  }),
  async handle(call) {
    const desk = await openDesk(call, call.params.draft);
    if ("leadsTo" in desk) return desk.leadsTo;
    return await view(desk, { added: call.query.added, isAgain: call.query.again === "yes", faults: {} });
  },
});

/** Takes the files as they come, one after the other; one that is refused does not keep the others out. */
const giveMaterials = page({
  method: "POST",
  path,
  role: "citizen",
  summary: "申请：上传、删除材料，或者说明到窗口交纸质",
  params,
  files: { mostBytes: materialRules.mostBytes, mostFiles: mostFilesAtOnce },
  async handle(call) {
    // What comes for an older version is kept all the same, and carried over with the rest.
    const desk = await openDesk(call, call.params.draft, { anyVersion: true });
    if ("leadsTo" in desk) return desk.leadsTo;
    const { added, faults, form } = await storeAll(desk, call);
    const changes = changesOf(desk, form);
    if (changes.length > 0) await change(desk, changes);
    const here = materialsHref(desk.opened.id);
    const now = await openDesk(call, call.params.draft);
    if ("leadsTo" in now) return now.leadsTo;
    if (Object.keys(faults).length > 0) return await view(now, { faults, isAgain: false, added });
    const isDone = (await checkDesk(now)).materials.every(({ missing }) => !missing);
    if (isDone && typeof form.remove !== "string" && added === 0) return seeOther(draftHref(desk.opened.id));
    return seeOther(added > 0 ? `${here}?added=${added}` : here);
  },
  async lapsed(call) {
    // Files that were being sent cannot wait without their person; the rest of the page is ticks.
    return await keepOrHold(call, `${materialsHref(call.params.draft)}?again=yes`, async () => true);
  },
});

/** The two doors of the materials page. */
export const materialPages: readonly Page[] = [showMaterials, giveMaterials];

interface Stored {
  added: number;
  /** What was wrong, by key of the material. */
  faults: Record<string, string>;
  form: PageCall["form"];
}

async function storeAll(desk: Desk, call: Pick<PageCall, "house" | "actor" | "upload" | "form">): Promise<Stored> {
  const { upload, house, actor } = call;
  if (!upload) return { added: 0, faults: {}, form: call.form };
  const { opened, form } = desk;
  const known = new Set(form.materials.map(({ material }) => material.key));
  const faults: Record<string, string> = {};
  let added = 0;
  for await (const file of upload.files) {
    const key = file.field;
    if (!known.has(key)) continue;
    try {
      await storeUpload(house, {
        hall: opened.hall,
        by: actor,
        upload: file,
        rules: materialRules,
        within: async (tx, stored) => {
          const changes = [{ kind: "attach", key, file: stored.id } as const];
          await changeMaterials(house, tx, actor, { draft: opened.id, changes });
        },
      });
      added += 1;
    } catch (error) {
      if (!(error instanceof HallError) || error.kind !== "invalid") throw error;
      faults[key] = `${error.message}。文件“${file.name}”没有收下`;
    }
  }
  return { added, faults, form: upload.form };
}

/** What the ticks and the pressed button say. */
function changesOf({ opened, form: { materials } }: Desk, form: PageCall["form"]): MaterialChange[] {
  const changes: MaterialChange[] = [];
  const [key = "", file = ""] = typeof form.remove === "string" ? form.remove.split(":") : [];
  if (isId(file)) changes.push({ kind: "remove", key, file });
  const shown = listOf(form.shown);
  const ticked = listOf(form.paper);
  for (const { material } of materials) {
    const { key: own } = material;
    if (!shown.includes(own) || !mayComeOnPaper(material)) continue;
    const wanted = ticked.includes(own);
    const before = opened.materials.find((one) => one.key === own)?.way === "paper";
    if (wanted !== before) changes.push({ kind: "paper", key: own, wanted });
  }
  return changes;
}

function listOf(given: string | readonly string[] | undefined): readonly string[] {
  return typeof given === "string" ? [given] : (given ?? []);
}

async function change({ call, opened }: Desk, changes: readonly MaterialChange[]): Promise<void> {
  const { house, actor } = call;
  await inTransaction(house.db, (tx) => changeMaterials(house, tx, actor, { draft: opened.id, changes }));
}

async function view(
  desk: Desk,
  shown: { added?: number | undefined; isAgain: boolean; faults: Readonly<Record<string, string>> },
): Promise<PageAnswer> {
  const checked: Checked = await checkDesk(desk);
  const ids: Id[] = desk.opened.materials.flatMap(({ files }) => files);
  const files = await findFiles(desk.call.house.db, desk.opened.hall, ids);
  const html = renderDocument(<MaterialsView desk={desk} checked={checked} files={files} {...shown} />);
  return show(html, Object.keys(shown.faults).length > 0 ? { status: 422 } : {});
}
