import { Type } from "typebox";
import { compileForm, documentsOf, draftContext, findContents, journalOf, newIntent } from "../../application/index.ts";
import { type Page, type PageAnswer, page, show } from "../../kernel/http/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import { findFiles } from "../../material/index.ts";
import { renderDocument } from "../../ui/index.ts";
import { CaseScreen, type CaseTold } from "./case-screen.tsx";
import { type CaseRoom, openCase } from "./open-case.ts";

/** What has just been done here, said once at the top. */
const Done = Type.Enum(["corrected", "withdrawn", "visits"]);

/** `/cases/:application`: one case, whose turn it is, both limits, the whole journal, what was given, the documents. */
export const casePage: Page = page({
  method: "GET",
  path: "/cases/:application",
  role: "citizen",
  summary: "一个办件：办到哪里、轮到谁、期限、办理经过、交的内容、文书",
  params: Type.Object({ application: Type.String({ maxLength: 60 }) }),
  query: Type.Object({ done: Type.Optional(Done) }),
  async handle(call) {
    return await showCase(await openCase(call, call.params.application), { done: call.query.done });
  },
});

/** Shows a case. */
export async function showCase(room: CaseRoom, told: CaseTold): Promise<PageAnswer> {
  const { call, own, view } = room;
  const { house } = call;
  const { hall, application, actor } = own;
  const { form } = compileForm(view.version.document);
  const [contents, journal, documents, context] = await Promise.all([
    findContents(house, actor, hall, application),
    journalOf(house, actor, hall, application),
    documentsOf(house, actor, hall, application),
    draftContext(house, actor, form, { hall, actingFor: actor.actingFor as Id | null }),
  ]);
  const ids = contents.materials.flatMap(({ files }) => files);
  const files = await findFiles(house.db, hall, ids);
  const html = renderDocument(
    <CaseScreen
      room={room}
      form={form}
      contents={contents}
      context={context}
      files={files}
      journal={journal}
      documents={documents}
      intent={newIntent(house, actor.person)}
      told={told}
    />,
  );
  return show(html, told.visits ? { status: 422 } : {});
}
