import type { House } from "../kernel/house/index.ts";
import { type PageAnswer, show } from "../kernel/http/index.ts";
import type { Hall } from "../region/index.ts";
import { ButtonLink, Empty, PortalPage, renderDocument } from "../ui/index.ts";
import { frameOf, type Place } from "./frame.ts";

/** A place that another installation serves: says so, and leads there where its host name is known. */
export async function servedElsewhere(
  house: House,
  elsewhere: readonly Hall[],
  own: Hall | undefined,
  place: Place,
): Promise<PageAnswer> {
  const frame = await frameOf(house, place);
  const names = elsewhere.map(({ name }) => name).join("、");
  const reached = elsewhere.filter(({ host }) => host !== undefined);
  return show(
    renderDocument(
      <PortalPage frame={frame} title={`${names}不在本站`} crumbs={[{ href: frame.hall.href, title: "首页" }]} noindex>
        <h1 class="sr">{names}不在本站</h1>
        <Empty
          icon="map"
          level={2}
          title={`${names}不在本站`}
          text={`本站是${own?.name ?? "另一个大厅"}，只受理本地的事。${reached.length > 0 ? "请到那里的网站办理。" : "那里的网址本站不知道，请拨打 12345。"}`}
          act={
            <p class="row">
              {reached.map(({ name, host }) => (
                <ButtonLink key={host} href={`https://${host}/`}>
                  进入{name}
                </ButtonLink>
              ))}
              <ButtonLink kind="line" href={frame.hall.href}>
                回到本站首页
              </ButtonLink>
            </p>
          }
        />
      </PortalPage>,
    ),
    { status: 404 },
  );
}
