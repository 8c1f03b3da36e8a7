import type { VNode } from "preact";
import { Empty, type PageFrame, PortalPage } from "../../ui/index.ts";

/** Nothing stands behind this address: how to find what was meant. */
export function MissingView({ frame }: { frame: PageFrame }): VNode {
  const search = frame.has("/search") ? <a href={`/search?hall=${frame.hall.code}`}>按名称找事项</a> : undefined;
  return (
    <PortalPage frame={frame} title="没有这个事项" crumbs={[{ href: frame.hall.href, title: "首页" }]} noindex>
      <h1 class="sr">没有这个事项</h1>
      <Empty
        icon="search"
        level={2}
        title="没有这个事项"
        text="链接可能不完整，或者这个事项还没有公布。也可以拨打 12345。"
        act={search ?? <a href={frame.hall.href}>回到首页</a>}
      />
    </PortalPage>
  );
}
