import { Type } from "typebox";
import { deleteDraft, parseDraftId, requireDraft } from "../../application/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import { type Page, page, seeOther, show } from "../../kernel/http/index.ts";
import { Button, ButtonLink, Dialog, Form, PortalPage, renderDocument } from "../../ui/index.ts";
import { instantWords } from "./instant-words.ts";
import { crumbsOf } from "./open-desk.tsx";
import { ownFrame } from "./own-frame.ts";
import { deleteHref, draftHref, draftsPath, receiptHref, signInHref } from "./paths.ts";

const params = Type.Object({ draft: Type.String({ maxLength: 60 }) });
const path = "/drafts/:draft/delete";

const askDelete = page({
  method: "GET",
  path,
  role: "citizen",
  summary: "删除草稿前的一问",
  params,
  async handle(call) {
    const { house, actor, params, csrfToken } = call;
    const opened = await requireDraft(house, actor, parseDraftId(params.draft));
    if (opened.state === "submitted") return seeOther(receiptHref(opened.id));
    const frame = await ownFrame(call, opened.hall);
    return show(
      renderDocument(
        <PortalPage frame={frame} title="删除草稿" crumbs={crumbsOf({ opened, frame })} here="删除草稿" noindex>
          <div class="page-head">
            <h1>删除草稿</h1>
          </div>
          <Form action={deleteHref(opened.id)} csrf={csrfToken()}>
            <Dialog
              id="delete-draft"
              place="page"
              title={`删除“${opened.itemName}”的草稿？`}
              acts={
                <>
                  <Button kind="stop">删除</Button>
                  <ButtonLink kind="plain" href={draftHref(opened.id)}>
                    不删除
                  </ButtonLink>
                </>
              }
            >
              <p>保存于 {instantWords(opened.updatedAt)}。填的内容和传的文件一起删除，不能恢复。</p>
            </Dialog>
          </Form>
        </PortalPage>,
      ),
    );
  },
});

const doDelete = page({
  method: "POST",
  path,
  role: "citizen",
  summary: "删除草稿",
  params,
  async handle({ house, actor, params }) {
    try {
      await inTransaction(house.db, (tx) => deleteDraft(house, tx, actor, { draft: parseDraftId(params.draft) }));
    } catch (error) {
      // Pressed twice: the first press has done it.
      if (!(error instanceof HallError) || error.code !== "application/no-draft") throw error;
    }
    return seeOther(`${draftsPath}?deleted=yes`);
  },
  lapsed: async ({ params, isSignedIn }) =>
    seeOther(isSignedIn ? deleteHref(params.draft) : signInHref(deleteHref(params.draft))),
});

/** The question and the act. */
export const deletePages: readonly Page[] = [askDelete, doDelete];
