import { Type } from "typebox";
import { type ListedDraft, listDrafts } from "../../application/index.ts";
import { page, show } from "../../kernel/http/index.ts";
import { ButtonLink, CardTable, Empty, Notice, PageHead, PortalPage, renderDocument } from "../../ui/index.ts";
import { hallsAtHand } from "../halls-at-hand.ts";
import { instantWords } from "./instant-words.ts";
import { ownFrame } from "./own-frame.ts";
import { deleteHref, draftHref } from "./paths.ts";

/** 我的草稿. */
export const draftsPage = page({
  method: "GET",
  path: "/drafts",
  role: "citizen",
  summary: "我的草稿",
  query: Type.Object({ deleted: Type.Optional(Type.Literal("yes")) }),
  async handle(call) {
    const { house, actor, query } = call;
    const drafts = await listDrafts(house, actor);
    const halls = await hallsAtHand(house);
    const frame = await ownFrame(call);
    const hallOf = (draft: ListedDraft) => halls.find(draft.hall)?.division.name ?? draft.hall;
    return show(
      renderDocument(
        <PortalPage
          frame={{ ...frame, column: "cases" }}
          title="我的草稿"
          crumbs={[{ href: frame.hall.href, title: "首页" }]}
          noindex
        >
          <PageHead
            title="我的草稿"
            lead="没有提交的申请都在这里，在哪台设备上都能接着填。90 天没有动过的会清除，清除前一周告诉您。"
          />
          <div class="stack-l">
            {query.deleted ? <Notice title="草稿已经删除" /> : null}
            {drafts.length === 0 ? (
              <Empty
                level={2}
                title="没有草稿"
                text="从办事指南点“在线办理”，填到一半停下，就会留在这里。"
                act={
                  frame.has("/search") ? (
                    <ButtonLink kind="line" href="/search">
                      找事项
                    </ButtonLink>
                  ) : null
                }
              />
            ) : (
              <CardTable
                caption={`共 ${drafts.length} 份`}
                rows={drafts}
                rowKey={({ id }) => id}
                columns={[
                  {
                    head: "事项",
                    role: "name",
                    cell: ({ id, itemName }) => <a href={draftHref(id)}>{itemName}</a>,
                  },
                  { head: "大厅", cell: hallOf },
                  { head: "进度", cell: progressWords },
                  { head: "保存于", cell: ({ updatedAt }) => instantWords(updatedAt) },
                  {
                    head: "操作",
                    role: "act",
                    cell: ({ id, itemName }) => (
                      <ButtonLink kind="plain" size="small" href={deleteHref(id)} label={`删除：${itemName}`}>
                        删除
                      </ButtonLink>
                    ),
                  },
                ]}
              />
            )}
          </div>
        </PortalPage>,
      ),
    );
  },
});

function progressWords({ progress }: ListedDraft): string {
  const done = progress.filter(({ complete }) => complete).length;
  return done === progress.length ? "填好了，还没有提交" : `${progress.length} 页填好 ${done} 页`;
}
