import type { ComponentChildren, VNode } from "preact";
import { ButtonLink } from "../parts/button/index.ts";
import { type Crumb, Crumbs } from "../parts/crumbs/index.ts";
import { addresses, preferHref } from "./addresses.ts";
import { PageDocument } from "./document.tsx";
import { Foot } from "./foot.tsx";
import type { PageFrame } from "./frame.ts";
import { HallBar } from "./hall-bar.tsx";
import { Masthead } from "./masthead.tsx";
import { once } from "./once.ts";

export interface PortalPageProps {
  frame: PageFrame;
  title: string;
  description?: string;
  /** Way to this page; left out on the home page. */
  crumbs?: readonly Crumb[];
  /** Name of this page as the last crumb, when the title is longer. */
  here?: string;
  /** `home` has its own large search and shows none at the top. */
  kind?: "home" | "inner";
  noindex?: boolean;
  /** Content of main; inner pages get their width and foot room from the layout. */
  children: ComponentChildren;
  /** Stands after the content inside main, in full width: the start bar of a guide. */
  after?: ComponentChildren;
}

/** The masthead of visitors is the same on all pages of a column; the name of whoever is signed in is not kept. */
function mastheadOf(frame: PageFrame, search: boolean): VNode {
  const { person, searched, mode, contrast, column, address } = frame;
  const own = person !== undefined || searched !== undefined || address === addresses.home;
  if (own) return <Masthead frame={frame} search={search} />;
  return once(frame, `masthead ${search} ${mode} ${contrast} ${column}`, (any) => (
    <Masthead frame={any} search={search} />
  ));
}

/** A page of the public site: masthead, columns, hall path, crumbs, main, foot. */
export function PortalPage(props: PortalPageProps): VNode {
  const { frame } = props;
  const home = props.kind === "home";
  return (
    <PageDocument
      title={props.title}
      description={props.description}
      asset={frame.asset}
      hall={frame.hall}
      mode={frame.mode}
      contrast={frame.contrast}
      noindex={props.noindex}
    >
      {mastheadOf(frame, !home)}
      {once(frame, "bar", () => (
        <HallBar hall={frame.hall} />
      ))}
      {frame.mode === "elder" ? <PhoneHelp frame={frame} /> : null}
      {props.crumbs ? <Crumbs way={props.crumbs} here={props.here ?? props.title} /> : null}
      <main id="main">
        {home ? props.children : <div class="wrap foot-pad">{props.children}</div>}
        {props.after}
      </main>
      {once(frame, `foot ${frame.demo}`, () => (
        <Foot frame={frame} />
      ))}
    </PageDocument>
  );
}

/** Elder mode begins with a person to talk to. */
function PhoneHelp(props: { frame: PageFrame }): VNode {
  return (
    <section class="call" aria-label="电话帮助">
      <div class="wrap">
        <p>不会用、看不清，可以打电话，有人一步一步帮您办。</p>
        <p class="row">
          <ButtonLink href={addresses.phone} icon="phone">
            拨打 12345
          </ButtonLink>
          <ButtonLink kind="line" href={preferHref({ mode: "standard" }, props.frame.address)}>
            回到标准版
          </ButtonLink>
        </p>
      </div>
    </section>
  );
}

/** The head of an inner page: the h1 answers the question of the page, in one line. */
export function PageHead(props: {
  title: ComponentChildren;
  /** Small line above: number and item of a case. */
  above?: ComponentChildren;
  lead?: ComponentChildren;
  below?: ComponentChildren;
}): VNode {
  return (
    <div class="page-head">
      {props.above ? <div class="row">{props.above}</div> : null}
      <h1>{props.title}</h1>
      {props.lead ? <p class="lead">{props.lead}</p> : null}
      {props.below ? <div class="row">{props.below}</div> : null}
    </div>
  );
}

/** Main and side: the side sticks while the main is read; on phones it comes after. */
export function Split(props: {
  children: ComponentChildren;
  side: ComponentChildren;
  sideLabel: string;
  kind?: "guide";
}): VNode {
  return (
    <div class={props.kind === "guide" ? "split split-guide" : "split"}>
      <div class={props.kind === "guide" ? "guide" : "stack-l"}>{props.children}</div>
      <aside class={props.kind === "guide" ? "side stack" : "side stack-l"} aria-label={props.sideLabel}>
        {props.side}
      </aside>
    </div>
  );
}
