import type { VNode } from "preact";
import { ButtonLink, type PageFrame, PageHead, PortalPage } from "../../ui/index.ts";

/** Nothing stands behind this address: how to find what was meant. */
export function MissingView({ frame }: { frame: PageFrame }): VNode {
  return (
    <PortalPage
      frame={frame}
      title="没有这个事项"
      crumbs={[{ href: frame.hall.href, title: "首页" }]}
      here="没有这个事项"
      noindex
    >
      <PageHead title="没有这个事项" lead="链接可能不完整，或者这个事项还没有公布。" />
      <p class="row">
        {frame.has("/search") ? (
          <ButtonLink href={`/search?hall=${frame.hall.code}`}>按名称找事项</ButtonLink>
        ) : (
          <ButtonLink href={frame.hall.href}>回首页</ButtonLink>
        )}
        <a href="tel:12345">拨打 12345</a>
      </p>
    </PortalPage>
  );
}
