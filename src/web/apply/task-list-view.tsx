import type { VNode } from "preact";
import { draftDays } from "../../application/index.ts";
import { addCalendarDays, dayOf, formatInstant } from "../../kernel/calendar/index.ts";
import { ButtonLink, Facts, Notice, PageHead, Panel, PortalPage, Split, TaskList } from "../../ui/index.ts";
import { dayWords } from "../day-words.ts";
import { crumbsOf, type Desk } from "./open-desk.tsx";
import { deleteHref, draftsPath } from "./paths.ts";
import type { Tasks } from "./task-list-page.tsx";

/** A draft: what is to be done, and where each part of it stands. */
export function TaskListView({ desk, tasks }: { desk: Desk; tasks: Tasks }): VNode {
  const { frame, opened, item } = desk;
  const steps = [...tasks.fill, ...(tasks.bring ? [tasks.bring] : []), tasks.send];
  const done = steps.filter(({ state }) => state.kind === "done").length;
  return (
    <PortalPage frame={frame} title={`申请：${opened.itemName}`} crumbs={crumbsOf(desk, false)} here="申请" noindex>
      <PageHead
        title={`申请：${opened.itemName}`}
        lead={`${steps.length} 步已完成 ${done} 步。按什么顺序填都可以，每一步都会保存。`}
      />
      <Split sideLabel="草稿" side={<Side desk={desk} />}>
        {item.state === "published" ? null : (
          <Notice tone="warn" title="这个事项现在不能提交">
            <p>填好的内容都留着，恢复以后可以接着办。详情见办事指南。</p>
          </Notice>
        )}
        <section aria-labelledby="fill">
          <h2 id="fill">填写</h2>
          <TaskList tasks={tasks.fill} />
        </section>
        {tasks.bring ? (
          <section aria-labelledby="bring">
            <h2 id="bring">材料</h2>
            <TaskList tasks={[tasks.bring]} />
          </section>
        ) : null}
        <section aria-labelledby="send">
          <h2 id="send">提交</h2>
          <TaskList tasks={[tasks.send]} />
        </section>
      </Split>
    </PortalPage>
  );
}

function Side({ desk: { opened } }: { desk: Desk }): VNode {
  const until = addCalendarDays(dayOf(opened.updatedAt), draftDays);
  return (
    <>
      <Panel labelledBy="draft">
        <h2 id="draft">这份草稿</h2>
        <Facts
          tight
          facts={[
            { term: "保存于", value: formatInstant(opened.updatedAt) },
            { term: "保留到", value: dayWords(until) },
            { term: "事项版本", value: `第 ${opened.version} 版` },
          ]}
        />
        <p class="small quiet">换一台电脑或手机，登录后接着填。</p>
      </Panel>
      <p class="row">
        <ButtonLink kind="line" size="small" href={`/items/${opened.item}`}>
          看办事指南
        </ButtonLink>
        <ButtonLink kind="plain" size="small" href={draftsPath}>
          我的草稿
        </ButtonLink>
        <ButtonLink kind="plain" size="small" href={deleteHref(opened.id)}>
          删除草稿
        </ButtonLink>
      </p>
    </>
  );
}
