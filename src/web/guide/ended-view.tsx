import type { VNode } from "preact";
import type { Item } from "../../catalogue/index.ts";
import { Links, Notice, type PageFrame, PageHead, PortalPage } from "../../ui/index.ts";
import { dayWords } from "../day-words.ts";
import type { Succession } from "./load-guide.ts";

/** The page of an item that is no more: since when, why, and where to go. Running cases are finished all the same. */
export function EndedView(props: { frame: PageFrame; item: Item; succession: Succession }): VNode {
  const { frame, item, succession } = props;
  const { on, reason, successors } = succession;
  return (
    <PortalPage
      frame={{ ...frame, column: "services" }}
      title={`${item.name}（已取消）`}
      here={item.name}
      crumbs={[{ href: frame.hall.href, title: "首页" }]}
      noindex
    >
      <PageHead title={item.name} above={<span class="code">{item.code}</span>} />
      <div class="stack-l">
        <Notice tone="plain" title={on ? `这个事项自 ${dayWords(on)} 起不再办理` : "这个事项不再办理"}>
          {reason ? <p>原因：{reason}</p> : null}
          <p>
            在这之前已经申请的，按原来的规定办完。有疑问请拨打 <a href="tel:12345">12345</a>。
          </p>
        </Notice>
        {successors.length > 0 ? (
          <section aria-labelledby="successors">
            <h2 id="successors">现在办这{successors.length === 1 ? "个" : "些"}事项</h2>
            <Links
              links={successors.map((one) => ({
                href: `/items/${one.id}`,
                title: one.name,
                ...(one.deptName ? { meta: one.deptName } : {}),
              }))}
            />
          </section>
        ) : (
          <p>没有事项承接它：不用再办。</p>
        )}
      </div>
    </PortalPage>
  );
}
