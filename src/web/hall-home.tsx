import type { VNode } from "preact";
import type { House } from "../kernel/house/index.ts";
import type { Hall, Halls } from "../region/index.ts";
import {
  addresses,
  Departments,
  Hero,
  Lattice,
  type LinkLine,
  type PageFrame,
  PortalPage,
  Section,
  type Tile,
  Tiles,
} from "../ui/index.ts";
import { ColumnedLinks } from "./columned-links.tsx";
import { countsBelow, hallHref } from "./hall-view.ts";
import type { HomeFacts } from "./home-facts.ts";
import { type Succession, SuccessionNotice } from "./succession.tsx";
import { themeIcons } from "./theme-icons.ts";

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

/** The home of a hall: whom it serves, the halls and sites below it, its departments, the themes. */
export function HallHome(props: HallHomeProps): VNode {
  const { house, frame, halls, hall, own, facts } = props;
  const below = halls.below(hall).map((one): LinkLine => {
    const counts = countsBelow(one).map(({ name }) => name);
    // Not counted among the counties, so it says why it stands here.
    const functional = one.division.kind === "functional" ? ["功能区"] : [];
    return {
      title: one.division.name,
      href: hallHref(one, own),
      meta: [...functional, ...counts.slice(0, 2)].join(" · "),
    };
  });
  return (
    <PortalPage
      kind="home"
      frame={{ ...frame, column: "home" }}
      title="首页"
      description={`${hall.name}：${serves(hall)}`}
    >
      <HallHero frame={frame} hall={hall} />
      <div class="wrap">
        {props.succession ? (
          <div class="section">
            <SuccessionNotice succession={props.succession} />
          </div>
        ) : null}
        {below.length > 0 ? (
          <Section
            id="halls"
            title={hall.upper === undefined ? "选择您所在的市" : "选择您所在的县区"}
            aside={<a href="/halls">全部大厅</a>}
          >
            <ColumnedLinks links={below} />
          </Section>
        ) : null}
        {facts.stations.length > 0 ? (
          <Section id="stations" title="镇街办事站" aside="站里有人帮您在网上办，选择镇街看村社区办事点">
            <ColumnedLinks links={facts.stations} />
          </Section>
        ) : null}
        <Themes house={house} frame={frame} />
        {facts.departments.length > 0 ? (
          <Section id="departments" title="部门窗口" aside={`${facts.departments.length} 个部门`} secondary>
            <Departments departments={facts.departments} />
          </Section>
        ) : null}
      </div>
    </PortalPage>
  );
}

/** The question and the box once there is something to search; before that, whose hall this is. */
function HallHero(props: { frame: PageFrame; hall: Hall }): VNode {
  if (props.frame.has(addresses.search)) {
    return <Hero question="您要办什么事？" action={addresses.search} example="例如：开饭店要办什么证" hot={[]} />;
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

/** 为潮州市的企业和群众服务，下设 3 县区、51 镇街、1,034 村社区. */
function serves(hall: Hall): string {
  const counts = countsBelow(hall).map(({ name }) => name.replace(" ", " 个"));
  const below = counts.length > 0 ? `，覆盖 ${counts.join("、")}` : "";
  return `为${hall.division.name}的个人和企业服务${below}。`;
}

/** The 31 and the 34, in the order of a life; each leads to its items once there are any. */
function Themes(props: { house: House; frame: PageFrame }): VNode {
  const { house, frame } = props;
  const tiles = (table: "person_theme" | "legal_theme"): Tile[] =>
    house.codes.values(table).map(({ name, key = "" }) => {
      const href = `/themes/${key}`;
      return { name, icon: themeIcons[key] ?? "ellipsis", href: frame.has(href) ? href : undefined };
    });
  const all = (href: string) => (frame.has(href) ? href : undefined);
  const person = tiles("person_theme");
  const legal = tiles("legal_theme");
  return (
    <section class="section" aria-labelledby="themes">
      <h2 class="sr" id="themes">
        按主题找
      </h2>
      <div class="halves">
        <div>
          <div class="section-head">
            <h2>个人办事</h2>
            <p>{person.length} 个主题，按人的一生排列</p>
          </div>
          <Tiles tiles={person} allHref={all("/services/person")} />
        </div>
        <div>
          <div class="section-head">
            <h2>企业办事</h2>
            <p>{legal.length} 个主题，从设立到注销</p>
          </div>
          <Tiles tiles={legal} allHref={all("/services/legal")} />
        </div>
      </div>
    </section>
  );
}
