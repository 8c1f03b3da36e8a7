import type { House } from "../kernel/house/index.ts";
import { type PageAnswer, show } from "../kernel/http/index.ts";
import { ancestorsOf, childrenOf, type Division, type Hall, type Halls } from "../region/index.ts";
import {
  addresses,
  ButtonLink,
  Departments,
  Facts,
  PageHead,
  Pager,
  PortalPage,
  renderDocument,
  Split,
} from "../ui/index.ts";
import { frameOf, type Place } from "./frame.ts";
import { InnerSection } from "./inner-section.tsx";
import { pageOf } from "./page-of.ts";
import { SuccessionNotice, successionAt } from "./succession.tsx";

const perPage = 120;

/** The page of a town station (网上办事站) or a village point (网上办事点): which hall serves it, what it belongs to, what is under it. */
export async function sitePage(
  house: House,
  halls: Halls,
  at: { hall: Hall; division: Division },
  query: { from?: string; page?: number },
  place: Place,
): Promise<PageAnswer> {
  const { hall, division } = at;
  const plain = await frameOf(house, { ...place, hall: hall.code });
  const above = await ancestorsOf(house.db, division);
  const town = above.find(({ level }) => level === "town");
  const succession = await successionAt(house.db, halls, at, query.from);
  const steps = [...(town ? [town] : []), division].map(({ name, code }) => ({ name, href: `/halls/${code}` }));
  const frame = { ...plain, hall: { ...plain.hall, path: [...plain.hall.path, ...steps], below: [] } };
  const villages = division.level === "town" ? await childrenOf(house.db, division) : [];
  const shown = pageOf(villages, query.page ?? 1, perPage);
  const kind = division.level === "town" ? "网上办事站" : "网上办事点";
  const title = `${division.name}${kind}`;
  return show(
    renderDocument(
      <PortalPage
        frame={frame}
        title={title}
        description={`${above.map(({ name }) => name).join("")}${title}，由${hall.name}受理。`}
      >
        <PageHead title={title} lead={`由${hall.name}受理。不会上网，可以到这里请工作人员帮您办。`} />
        <div class="stack-l">
          <SuccessionNotice succession={succession} />
          <Split side={<Serving hall={hall} href={plain.hall.href} />} sideLabel="受理大厅">
            <Facts
              facts={[
                { term: "所在地", value: above.map(({ name }) => name).join(" › ") },
                { term: "受理大厅", value: <a href={plain.hall.href}>{hall.name}</a> },
                { term: "区划代码", value: <span class="code">{division.code}</span> },
              ]}
            />
            {villages.length > 0 ? (
              <InnerSection id="points" title="村社区办事点" aside={`${villages.length} 个`}>
                <Departments departments={shown.rows.map(({ name, code }) => ({ name, href: `/halls/${code}` }))} />
                <Pager page={shown.page} pages={shown.pages} href={(page) => `/halls/${division.code}?page=${page}`} />
              </InnerSection>
            ) : null}
          </Split>
        </div>
      </PortalPage>,
    ),
  );
}

function Serving(props: { hall: Hall; href: string }) {
  return (
    <div class="stack">
      <h2>办事到这里</h2>
      <p>
        <ButtonLink href={props.href}>进入{props.hall.division.name}大厅</ButtonLink>
      </p>
      <p class="small">
        找不到地方、不会用，请拨打 <a href={addresses.phone}>12345</a>。
      </p>
    </div>
  );
}
