import { Type } from "typebox";
import { filesOfDraft, formOfVersion, noDraftFile, parseDraftId, requireDraft } from "../../application/index.ts";
import { page, seeOther } from "../../kernel/http/index.ts";
import { isId } from "../../kernel/ids/index.ts";
import { findFile, materialFileAnswer } from "../../material/index.ts";
import { receiptHref } from "./paths.ts";

/** A file of one's own draft, to look at it again. */
export const filePage = page({
  method: "GET",
  path: "/drafts/:draft/files/:file",
  role: "citizen",
  summary: "看草稿里的一个文件",
  params: Type.Object({ draft: Type.String({ maxLength: 60 }), file: Type.String({ maxLength: 60 }) }),
  async handle({ house, actor, params }) {
    const opened = await requireDraft(house, actor, parseDraftId(params.draft));
    if (opened.state === "submitted") return seeOther(receiptHref(opened.id));
    const { form } = await formOfVersion(house, opened.item, opened.version);
    const { file: id } = params;
    const isOwn = isId(id) && filesOfDraft(opened, form).includes(id);
    const file = isOwn ? await findFile(house.db, opened.hall, id) : undefined;
    if (!file) return noDraftFile();
    return materialFileAnswer(house, file, { inline: true });
  },
});
