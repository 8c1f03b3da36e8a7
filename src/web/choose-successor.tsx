import type { House } from "../kernel/house/index.ts";
import { type PageAnswer, show } from "../kernel/http/index.ts";
import type { Halls, Resolution } from "../region/index.ts";
import { Links, PageHead, PortalPage, renderDocument } from "../ui/index.ts";
import { frameOf, type Place } from "./frame.ts";
import { Reasons } from "./succession.tsx";

/** A place that was split, or that no hall serves: says what became of it and lets the visitor choose. */
export async function chooseSuccessor(
  house: House,
  halls: Halls,
  { named, live, reasons }: Resolution,
  place: Place,
): Promise<PageAnswer> {
  const frame = await frameOf(house, place);
  const links = live.map((one) => ({
    href: `/halls/${one.code}`,
    title: one.name,
    meta: halls.of(one)?.name ?? "",
  }));
  const lead = live.length > 1 ? `原来的地方现在分属 ${live.length} 处，请选择您所在的一处。` : "这里还没有大厅受理。";
  return show(
    renderDocument(
      <PortalPage
        frame={frame}
        title={`${named.name}已经变更`}
        crumbs={[
          { href: frame.hall.href, title: "首页" },
          { href: "/halls", title: "全部大厅" },
        ]}
        noindex
      >
        <PageHead title={`${named.name}已经变更`} lead={live.length > 0 ? lead : "这个地方已经撤销。"} />
        <div class="measure stack-l">
          {live.length > 1 ? <Links links={links} /> : null}
          <div class="stack">
            <Reasons reasons={reasons} />
          </div>
        </div>
      </PortalPage>,
    ),
  );
}
