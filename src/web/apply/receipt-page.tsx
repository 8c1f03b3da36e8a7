import { Type } from "typebox";
import { formOfVersion, parseDraftId, requireDraft, settleDraft, shownPassword } from "../../application/index.ts";
import { findItem } from "../../catalogue/index.ts";
import { page, seeOther, show } from "../../kernel/http/index.ts";
import { renderDocument } from "../../ui/index.ts";
import { ownFrame } from "./own-frame.ts";
import { draftHref } from "./paths.ts";
import { ReceiptView } from "./receipt-view.tsx";

/** 回执: what was handed in, under which number, and what happens next. The query password is told in the first half hour only. */
export const receiptPage = page({
  method: "GET",
  path: "/drafts/:draft/receipt",
  role: "citizen",
  summary: "申请：回执",
  params: Type.Object({ draft: Type.String({ maxLength: 60 }) }),
  async handle(call) {
    const { house, actor, params } = call;
    const opened = await settleDraft(house, await requireDraft(house, actor, parseDraftId(params.draft)));
    const { number, submittedAt } = opened;
    if (number === null || submittedAt === null) return seeOther(draftHref(opened.id));
    const { document } = await formOfVersion(house, opened.item, opened.version);
    const item = await findItem(house.db, opened.item);
    const frame = await ownFrame(call, opened.hall);
    const password = shownPassword(house, opened);
    const html = renderDocument(
      <ReceiptView
        house={house}
        frame={frame}
        opened={{ ...opened, number, submittedAt }}
        document={document}
        deptName={item?.deptName ?? document.deptName}
        password={password}
      />,
    );
    return show(html);
  },
});
