import type { VNode } from "preact";
import type { CarriedOver } from "../../application/index.ts";
import { Bullets, Button, ButtonLink, CardTable, Form, Notice, PageHead, PortalPage, Tag } from "../../ui/index.ts";
import { crumbsOf, type Desk } from "./open-desk.tsx";
import { deleteHref, versionHref } from "./paths.ts";

const words = {
  kept: "照样留着",
  renamed: "问题改了名，回答留着",
  redo: "要重新填",
  dropped: "不再需要",
} as const;

/** What a new version of the item makes of the draft, answer by answer, before one goes on. */
export function VersionView({ desk, carried }: { desk: Desk; carried: CarriedOver }): VNode {
  const { opened, frame, call } = desk;
  const kept = carried.changes.filter(({ kind }) => kind === "kept").length;
  const changed = carried.changes.filter(({ kind }) => kind !== "kept");
  return (
    <PortalPage frame={frame} title="这个事项更新了" crumbs={crumbsOf(desk, false)} here="申请" noindex>
      <PageHead
        title="这个事项更新了"
        lead={`您的草稿按第 ${carried.from} 版填的，现在用第 ${carried.to} 版。填过的 ${kept} 项照样留着。`}
      />
      <div class="stack-l">
        {changed.length > 0 ? (
          <CardTable
            caption="有变动的回答"
            rows={changed}
            rowKey={(row) => row.from}
            columns={[
              { head: "问题", role: "name", cell: (row) => row.label },
              { head: "您填的", cell: (row) => row.text },
              {
                head: "会怎样",
                cell: (row) => (
                  <>
                    <Tag tone={row.kind === "redo" ? "warn" : "plain"}>{words[row.kind]}</Tag>
                    {row.reason ? <span class="material-note">{row.reason}</span> : null}
                  </>
                ),
              },
            ]}
          />
        ) : (
          <Notice title="您填过的都不用改">
            <p>新版的问题和材料如下。</p>
          </Notice>
        )}
        <Added title="新加的问题" id="questions" items={carried.newQuestions} />
        <Added title="新加的材料" id="added" items={carried.added} />
        <Added
          title="不再需要的材料，传过的文件会删除"
          id="dropped"
          items={carried.dropped.map(({ name, files }) => `${name}（${files.length} 个文件）`)}
        />
        <Form action={versionHref(opened.id)} csrf={call.csrfToken()}>
          <input type="hidden" name="to" value={carried.to} />
          <p class="row">
            <Button>按新版接着办</Button>
            <ButtonLink kind="plain" href={deleteHref(opened.id)}>
              不办了，删除草稿
            </ButtonLink>
          </p>
        </Form>
      </div>
    </PortalPage>
  );
}

function Added(props: { title: string; id: string; items: readonly string[] }): VNode | null {
  if (props.items.length === 0) return null;
  return (
    <section aria-labelledby={props.id}>
      <h2 id={props.id}>{props.title}</h2>
      <Bullets items={props.items} />
    </section>
  );
}
