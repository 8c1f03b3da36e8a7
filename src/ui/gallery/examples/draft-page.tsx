import type { VNode } from "preact";
import { type AssetUrl, PageHead, PortalPage, Split } from "../../layouts/index.ts";
import { Button, ButtonLink } from "../../parts/button/index.ts";
import { Facts } from "../../parts/facts/index.ts";
import { Panel } from "../../parts/panel/index.ts";
import { TaskList } from "../../parts/task-list/index.ts";
import { exampleFrame, type Wish, yuexiu } from "./halls.ts";

const draft = "/drafts/D-7F3K-20";

/** A draft: its steps and where each stands. */
export function DraftExample(props: { wish: Wish; asset: AssetUrl }): VNode {
  return (
    <PortalPage
      frame={exampleFrame(yuexiu, props.wish, props.asset, {
        column: "services",
        person: { kind: "citizen", name: "陈*" },
      })}
      title="申请：食品经营许可（新办）"
      crumbs={[
        { href: "/", title: "首页" },
        { href: "/items/food-business-licence", title: "食品经营许可（新办）" },
      ]}
      here="申请"
      noindex
    >
      <PageHead title="申请：食品经营许可（新办）" lead="6 步已完成 3 步。按什么顺序填都可以，每一步自动保存。" />
      <Split sideLabel="草稿" side={<Side />}>
        <section aria-labelledby="fill">
          <h2 id="fill">填写</h2>
          <TaskList
            tasks={[
              {
                title: "确认情形",
                hint: "委托别人办理；不用自动设备",
                href: `${draft}/situations`,
                state: { kind: "done" },
              },
              {
                title: "经营者信息",
                hint: "名称、统一社会信用代码由营业执照带入",
                href: `${draft}/subject`,
                state: { kind: "done" },
              },
              { title: "经营场所与项目", hint: "有 2 处要改", href: `${draft}/place`, state: { kind: "faulty" } },
            ]}
          />
        </section>
        <section aria-labelledby="bring">
          <h2 id="bring">材料</h2>
          <TaskList
            tasks={[
              {
                title: "申请材料",
                hint: "4 项中已有 3 项，还缺：食品安全规章制度目录清单",
                href: `${draft}/materials`,
                state: { kind: "missing", words: "还缺 1 项" },
              },
              {
                title: "领取方式",
                hint: "电子证照 + 邮寄到经营场所",
                href: `${draft}/delivery`,
                state: { kind: "done" },
              },
            ]}
          />
        </section>
        <section aria-labelledby="send">
          <h2 id="send">提交</h2>
          <TaskList
            tasks={[
              { title: "核对并提交", hint: "上面各步完成后开放", href: `${draft}/check`, state: { kind: "blocked" } },
            ]}
          />
        </section>
      </Split>
    </PortalPage>
  );
}

function Side(): VNode {
  return (
    <>
      <Panel labelledBy="draft">
        <h2 id="draft">这份草稿</h2>
        <Facts
          tight
          facts={[
            { term: "保存于", value: "11月9日 20:41" },
            { term: "保留到", value: "2027年2月7日" },
            { term: "事项版本", value: "第 3 版" },
          ]}
        />
        <p class="small quiet">
          换一台电脑或手机，登录后接着填。草稿编号{" "}
          <span class="nowrap code" data-copy>
            D-7F3K-20
          </span>
        </p>
      </Panel>
      <p class="row">
        <ButtonLink kind="line" size="small" href="/items/food-business-licence">
          看办事指南
        </ButtonLink>
        <Button kind="plain" size="small" type="button">
          删除草稿
        </Button>
      </p>
    </>
  );
}
