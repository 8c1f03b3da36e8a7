import type { ComponentChildren, VNode } from "preact";
import type { Entry } from "../catalogue/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Hall, Halls } from "../region/index.ts";
import {
  addresses,
  Departments,
  FiveColumns,
  Hero,
  hallField,
  Lattice,
  Links,
  ownAddresses,
  type PageFrame,
  PortalPage,
  QuickBar,
  Section,
  Services,
  suggestions,
} from "../ui/index.ts";
import { type AtHall, hrefIn } from "./at-hall.ts";
import { changeLine } from "./disclosure/index.ts";
import { countsBelow, hallHref } from "./hall-view.ts";
import { homeColumns } from "./home-columns.ts";
import type { HomeFacts } from "./home-facts.ts";
import { entryNames, entryWords, serviceOf, ThemeTiles } from "./services/index.ts";
import { type Succession, SuccessionNotice } from "./succession.tsx";
import { topicPageList } from "./topic-pages/index.ts";

export interface HallHomeProps {
  house: House;
  frame: PageFrame;
  halls: Halls;
  hall: Hall;
  /** The hall whose home is `/`. */
  own: Hall | undefined;
  facts: HomeFacts;
  succession: Succession | undefined;
}

/**
 * The home of a hall: whom it serves, the halls and sites below it, what is often done, the themes, its departments, the
 * columns. Every theme is a link here in every edition: from each list an item is one click, and its 办理 the third (A7).
 */
export function HallHome(props: HallHomeProps): VNode {
  const { frame, hall, facts } = props;
  const href = hrefIn(hall, props.own);
  const columns = homeColumns(href, frame.has);
  return (
    <PortalPage
      kind="home"
      frame={{ ...frame, column: "home" }}
      title="首页"
      description={`${hall.name}：${serves(hall)}`}
    >
      <HallHero frame={frame} hall={hall} facts={facts} />
      <Quick frame={frame} />
      <div class="wrap">
        {props.succession ? (
          <div class="section">
            <SuccessionNotice succession={props.succession} />
          </div>
        ) : null}
        <HallsBelow {...props} />
        <Common facts={facts} hall={hall} />
        <Themes {...props} href={href} />
        <Section id="topics" title="从一件事开始" aside={<a href={href("/topics")}>全部 {topicPageList.length} 件</a>}>
          <Departments departments={topicPageList.map(({ key, name }) => ({ name, href: href(`/topics/${key}`) }))} />
        </Section>
        {facts.stations.length > 0 ? (
          <Section id="stations" title="镇街办事站" aside="站里有人帮您在网上办，选择镇街看村社区办事点">
            <Departments departments={facts.stations} />
          </Section>
        ) : null}
        {facts.departments.length > 0 ? (
          <Section
            id="departments"
            title="部门窗口"
            aside={<a href={href("/services/departments")}>{facts.departments.length} 个部门和其他实施机构</a>}
          >
            <Departments departments={facts.departments} />
          </Section>
        ) : null}
      </div>
      {columns.length > 0 ? (
        <section class="band secondary" aria-labelledby="five">
          <div class="wrap section">
            <h2 class="sr" id="five">
              五个栏目
            </h2>
            <FiveColumns columns={columns} />
          </div>
        </section>
      ) : null}
      {facts.changes.length > 0 ? (
        <div class="wrap">
          <Section id="changes" title="事项变动" aside={<a href={href("/disclosure/changes")}>全部变动</a>} secondary>
            <Links links={facts.changes.map(changeLine)} />
          </Section>
        </div>
      ) : null}
    </PortalPage>
  );
}

/** The question and the box once there is something to search; before that, whose hall this is. */
function HallHero(props: { frame: PageFrame; hall: Hall; facts: HomeFacts }): VNode {
  const keep = hallField(props.frame.hall);
  if (props.frame.has(addresses.search)) {
    return (
      <Hero
        question="您要办什么事？"
        action={addresses.search}
        keep={keep}
        suggest={suggestions}
        example="例如：开饭店要办什么证"
        hot={everydayWords(props.facts).map((words) => ({
          words,
          href: `${addresses.search}?${new URLSearchParams({ q: words, ...keep }).toString()}`,
        }))}
      />
    );
  }
  return (
    <section class="hero" aria-labelledby="hero-title">
      <Lattice id="hero-lattice" />
      <div class="wrap stack">
        <h1 id="hero-title">{props.hall.name}</h1>
        <p class="hero-lead">{serves(props.hall)}</p>
      </div>
    </section>
  );
}

const mostWords = 6;

/** What people call the things that are done most: the shortest other name of each. */
function everydayWords({ common }: HomeFacts): string[] {
  const words = common.items.flatMap(({ aliases }) => {
    const short = aliases.filter((alias) => alias.length >= 2 && alias.length <= 6);
    return short.sort((one, other) => one.length - other.length)[0] ?? [];
  });
  return [...new Set(words)].slice(0, mostWords);
}

/** The progress of a case by its number, and three doors; only once case work is there. */
function Quick({ frame }: { frame: PageFrame }): VNode | null {
  const { has } = frame;
  if (!has(addresses.progress) || !has(addresses.cases) || !has(ownAddresses.drafts) || !has(addresses.check))
    return null;
  return (
    <QuickBar
      progressAction={addresses.progress}
      doors={[
        { href: addresses.cases, icon: "folder-open", title: "我的办件", note: "进度、补正、文书" },
        { href: ownAddresses.drafts, icon: "file-text", title: "我的草稿", note: "接着填，不用从头来" },
        { href: addresses.check, icon: "shield-check", title: "查验文书", note: "扫码或填查验编号" },
      ]}
    />
  );
}

/** 为潮州市的企业和群众服务，下设 3 县区、51 镇街、1,034 村社区. */
function serves(hall: Hall): string {
  const counts = countsBelow(hall).map(({ name }) => name.replace(" ", " 个"));
  const below = counts.length > 0 ? `，覆盖 ${counts.join("、")}` : "";
  return `为${hall.division.name}的个人和企业服务${below}。`;
}

function HallsBelow({ halls, hall, own }: HallHomeProps): VNode | null {
  const below = halls.below(hall);
  if (below.length === 0) return null;
  return (
    <Section
      id="halls"
      title={hall.division.level === "province" ? "选择您所在的市" : "选择您所在的县区"}
      aside={<a href="/halls">全部大厅</a>}
    >
      <Departments
        departments={below.map((one) => ({
          // Not counted among the counties, so it says why it stands here.
          name: one.division.kind === "functional" ? `${one.division.name}（功能区）` : one.division.name,
          href: hallHref(one, own),
        }))}
      />
    </Section>
  );
}

function Common({ facts, hall }: { facts: HomeFacts; hall: Hall }): VNode | null {
  const { items, appliable } = facts.common;
  if (items.length === 0) return null;
  const shared = items.some(({ kind }) => kind === "base");
  const aside = [
    appliable > 0 ? `${appliable} 项可以在这里申请` : "",
    shared ? "写着各地办理的，点进去选择地方" : "",
    "大字是我们的承诺，小字是法律的上限",
  ];
  return (
    <Section id="common" title="常办的事" aside={aside.filter((one) => one !== "").join("；")}>
      <Services services={items.map((item) => serviceOf(item, hall.code))} />
    </Section>
  );
}

/** The 31 and the 34, in the order of a life. */
function Themes(props: HallHomeProps & { href: AtHall["href"] }): VNode {
  const { house, frame, facts, href } = props;
  const half = (entry: Entry): ComponentChildren => {
    const { items } = facts.counts.entries[entry];
    const all = `/services/${entry}`;
    return (
      <div>
        <div class="section-head">
          <h2>{frame.has(all) ? <a href={href(all)}>{entryNames[entry]}</a> : entryNames[entry]}</h2>
          <p>{items > 0 ? `${items.toLocaleString("en-US")} 项，${entryWords[entry]}` : entryWords[entry]}</p>
        </div>
        <ThemeTiles house={house} entry={entry} href={frame.has("/themes/p-birth") ? href : undefined} />
      </div>
    );
  };
  return (
    <section class="section" aria-labelledby="themes">
      <h2 class="sr" id="themes">
        按主题找
      </h2>
      <div class="halves">
        {half("person")}
        {half("legal")}
      </div>
    </section>
  );
}
