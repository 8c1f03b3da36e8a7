import type { ComponentChildren, VNode } from "preact";
import { BrandMark } from "../brand/index.ts";
import { Icon, type IconName } from "../icons/index.ts";
import { SearchBox } from "../parts/search/index.ts";
import { addresses } from "./addresses.ts";
import { PageDocument } from "./document.tsx";
import type { AssetUrl, Contrast, Hall } from "./frame.ts";

/** A place an officer can go, with how much waits there. */
export interface DeskLink {
  key: string;
  href: string;
  icon: IconName;
  name: string;
  /** A text where counting stopped: 999+. */
  count?: number | string;
}

export interface ConsolePageProps {
  asset: AssetUrl;
  hall: Hall;
  contrast: Contrast;
  title: string;
  /** 越秀区政务服务中心 · 综合受理 */
  unit: string;
  /** 6 号窗 · 受理岗 */
  seat: string;
  reminders?: { count: number; href: string };
  nav: readonly { title: string; links: readonly DeskLink[] }[];
  current: string;
  /** A case needs the width: the nav becomes a rail of icons, its words stay for screen readers. */
  narrow?: boolean;
  searched?: string;
  /** Where the brand leads and what the box at the top looks for; default: the officers' desk and its cases. */
  home?: { href: string; title: string };
  search?: { label: string; action: string; placeholder: string };
  children: ComponentChildren;
}

const usualHome = { href: addresses.desk, title: "网厅工作台" };
const usualSearch = { label: "查办件", action: addresses.desk, placeholder: "办件编号、申请人、事项" };

/** The desk of an officer: dense, quiet, the same parts with the console's tokens. */
export function ConsolePage(props: ConsolePageProps): VNode {
  const { home = usualHome, search = usualSearch } = props;
  return (
    <PageDocument
      title={props.title}
      asset={props.asset}
      hall={props.hall}
      mode="console"
      contrast={props.contrast}
      noindex
    >
      <header class="topbar">
        <a class="brand" href={home.href}>
          <BrandMark />
          <span>
            {home.title} <small>{props.unit}</small>
          </span>
        </a>
        <SearchBox
          id="top-q"
          label={search.label}
          action={search.action}
          value={props.searched}
          placeholder={search.placeholder}
          button="查找"
          buttonLook="icon"
        />
        <div class="who">
          {props.reminders ? (
            <a class="tool" href={props.reminders.href}>
              <Icon name="bell" />
              {props.reminders.count} 条提醒
            </a>
          ) : null}
          <span>{props.seat}</span>
          <details class="phone-menu">
            <summary>
              <Icon name="menu" />
              菜单
            </summary>
            <nav aria-label="工作台菜单">
              {props.nav.map((group) => (
                <ul key={group.title}>
                  {group.links.map((link) => (
                    <li key={link.key}>
                      <a href={link.href} aria-current={link.key === props.current ? "page" : undefined}>
                        <Icon name={link.icon} />
                        {link.name}
                        {link.count === undefined ? "" : ` ${link.count}`}
                      </a>
                    </li>
                  ))}
                </ul>
              ))}
            </nav>
          </details>
        </div>
      </header>
      <div class={props.narrow ? "shell shell-narrow" : "shell"}>
        <SideNav nav={props.nav} current={props.current} />
        <main id="main" class="desk">
          {props.children}
        </main>
      </div>
    </PageDocument>
  );
}

function SideNav(props: { nav: ConsolePageProps["nav"]; current: string }): VNode {
  return (
    <nav class="sidenav" aria-label="工作台">
      {props.nav.map((group) => (
        <div key={group.title}>
          <h2>{group.title}</h2>
          <ul>
            {group.links.map((link) => (
              <li key={link.key}>
                <a href={link.href} aria-current={link.key === props.current ? "page" : undefined}>
                  <Icon name={link.icon} />
                  <span>{link.name}</span>
                  {link.count === undefined ? null : <span class="count">{link.count}</span>}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

/** The head of a desk page: what waits, when it was counted, the main act. */
export function DeskHead(props: { title: string; note: string; acts?: ComponentChildren }): VNode {
  return (
    <div class="desk-head">
      <div>
        <h1>{props.title}</h1>
        <p class="quiet small">{props.note}</p>
      </div>
      {props.acts ? <p class="row">{props.acts}</p> : null}
    </div>
  );
}
