import type { VNode } from "preact";
import type { Listing } from "../catalogue/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Department, DepartmentChange, DepartmentResolution, DepartmentWindow } from "../organization/index.ts";
import type { Hall } from "../region/index.ts";
import {
  addresses,
  Bullets,
  ButtonLink,
  type Fact,
  Facts,
  Links,
  type PageFrame,
  PageHead,
  PortalPage,
  Split,
} from "../ui/index.ts";
import { dayWords } from "./day-words.ts";
import { InnerSection } from "./inner-section.tsx";
import { GroupedItems } from "./item-lines.tsx";
import { typeName } from "./services/index.ts";
import { bracketed, Reasons, type Succession, SuccessionNotice } from "./succession.tsx";

export interface DepartmentViewProps {
  house: House;
  frame: PageFrame;
  /** At which it has its window; undefined where no hall serves its place. */
  hall: Hall | undefined;
  divisionName: string;
  resolution: DepartmentResolution;
  succession: Succession | undefined;
  /** Changes after its first form. */
  history: readonly (DepartmentChange & { name: string })[];
  window: DepartmentWindow | undefined;
  offices: readonly string[];
  /** The items it implements at its hall. */
  served: Listing;
  uppers: readonly Department[];
  uscc: string | undefined;
}

const runBy = { national: "国家垂直管理", province: "省垂直管理" } as const;

/** The page of one department. */
export function DepartmentView(props: DepartmentViewProps): VNode {
  const { frame, resolution, hall } = props;
  const { named, live, reasons } = resolution;
  const ended = named.state === "ended";
  return (
    <PortalPage
      frame={frame}
      title={named.name}
      description={`${named.name}在${frame.hall.title}的窗口、名称沿革和联系方式。`}
      crumbs={[
        { href: frame.hall.href, title: "首页" },
        { href: `${frame.hall.href}#departments`, title: "部门窗口" },
      ]}
      here={named.shortName}
      noindex={ended}
    >
      <PageHead title={named.name} lead={leadOf(props)} />
      <div class="stack-l">
        <SuccessionNotice succession={props.succession} />
        <Split side={<Contact frame={frame} hall={hall} named={named} />} sideLabel="怎么联系">
          {ended ? (
            <InnerSection id="heirs" title="现在由谁办">
              <div class="stack">
                <Links links={live.map(({ key, name }) => ({ href: `/departments/${key}`, title: name }))} />
                <Reasons reasons={reasons} />
              </div>
            </InnerSection>
          ) : (
            <Facts facts={factsOf(props)} />
          )}
          {props.served.total > 0 && hall ? (
            <>
              <h2 class="sr">办理的事项</h2>
              <GroupedItems items={props.served.items} here={hall.code} groupOf={typeName(props.house)} />
            </>
          ) : null}
          {props.offices.length > 0 ? (
            <InnerSection id="offices" title="内设机构">
              <Bullets items={props.offices} />
            </InnerSection>
          ) : null}
          {props.history.length > 0 && !ended ? (
            <InnerSection id="history" title="名称沿革">
              <Bullets
                items={props.history.map((change) => (
                  <>
                    {dayWords(change.fromOn)}起称{change.name}，依据{bracketed(change.document)}
                    {change.note ? `。${change.note}` : ""}
                  </>
                ))}
              />
            </InnerSection>
          ) : null}
        </Split>
      </div>
    </PortalPage>
  );
}

function leadOf({ resolution, window, hall, served }: DepartmentViewProps): string {
  const count = served.total > 0 ? `办理 ${served.total.toLocaleString("en-US")} 个事项。` : "";
  if (resolution.named.state === "ended") return "这个部门已经撤并，职责由下面的部门承担。";
  if (window && hall) return `在${hall.name}设有窗口。${count}`;
  return hall ? `属于${hall.name}。${count}` : "不在本站受理。";
}

function factsOf(props: DepartmentViewProps): Fact[] {
  const { named } = props.resolution;
  const { window, uscc, uppers } = props;
  const facts: (Fact | undefined)[] = [
    { term: "简称", value: named.shortName },
    { term: "所在地", value: props.divisionName },
    named.vertical ? { term: "管理体制", value: runBy[named.vertical] } : undefined,
    window?.dueOn ? { term: "窗口计划上线", value: dayWords(window.dueOn), note: batchWords(window) } : undefined,
    uppers.length > 0 ? { term: "上级部门", value: <Uppers uppers={uppers} /> } : undefined,
    uscc ? { term: "统一社会信用代码", value: <span class="code">{uscc}</span> } : undefined,
  ];
  return facts.filter((fact) => fact !== undefined);
}

function batchWords({ batch }: DepartmentWindow): string {
  return batch === undefined ? "按进驻方案" : `进驻方案第 ${batch} 批`;
}

function Uppers(props: { uppers: readonly Department[] }): VNode {
  return (
    <>
      {props.uppers.map(({ key, name }, at) => (
        <span key={key}>
          {at > 0 ? "、" : ""}
          <a href={`/departments/${key}`}>{name}</a>
        </span>
      ))}
    </>
  );
}

function Contact(props: { frame: PageFrame; hall: Hall | undefined; named: Department }): VNode {
  const { frame, hall, named } = props;
  return (
    <div class="stack">
      <h2>怎么联系</h2>
      <p class="small">
        咨询、投诉请拨打 <a href={addresses.phone}>12345</a>，说明是{named.shortName}的事，由热线转办。
      </p>
      {hall ? (
        <p>
          <ButtonLink kind="line" href={frame.hall.href}>
            进入{hall.division.name}大厅
          </ButtonLink>
        </p>
      ) : null}
    </div>
  );
}
