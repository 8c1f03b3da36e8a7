import type { VNode } from "preact";
import { BrandMark } from "../brand/index.ts";
import { Icon, type IconName } from "../icons/index.ts";
import { ButtonLink } from "../parts/button/index.ts";
import { SearchBox } from "../parts/search/index.ts";
import { addresses, columns, preferHref } from "./addresses.ts";
import type { PageFrame } from "./frame.ts";

/** Name, search, ways to read, login; then the columns. On phones everything but the name folds into a menu. */
export function Masthead(props: { frame: PageFrame; search: boolean }): VNode {
  const { frame } = props;
  return (
    <header>
      <div class="masthead">
        <div class="wrap masthead-row">
          <a class="brand" href={frame.hall.href}>
            <BrandMark />
            <span>{frame.hall.title}</span>
          </a>
          {props.search ? (
            <SearchBox
              kind="masthead-search"
              id="top-q"
              label="搜索事项"
              action={addresses.search}
              value={frame.searched}
              placeholder="搜事项、证照、部门"
              buttonLook="icon"
            />
          ) : null}
          <div class="masthead-tools">
            {ways(frame).map((way) => (
              <a key={way.words} class="tool" href={way.href}>
                <Icon name={way.icon} />
                {way.words}
              </a>
            ))}
            <Person frame={frame} />
          </div>
          <PhoneMenu frame={frame} />
        </div>
      </div>
      <nav class="columns" aria-label="栏目">
        <div class="wrap">
          <ColumnLinks frame={frame} />
        </div>
      </nav>
    </header>
  );
}

function Person(props: { frame: PageFrame }): VNode {
  const { person } = props.frame;
  if (!person) {
    return (
      <ButtonLink size="small" href={loginHref(props.frame)}>
        登录
      </ButtonLink>
    );
  }
  return (
    <a class="tool" href={person.href}>
      <Icon name="user-round" />
      {person.name}
    </a>
  );
}

function ColumnLinks(props: { frame: PageFrame }): VNode {
  return (
    <ul>
      {columns.map((column) => (
        <li key={column.key} class={column.key === "cases" ? "last" : undefined}>
          <a href={column.href} aria-current={column.key === props.frame.column ? "page" : undefined}>
            {column.name}
          </a>
        </li>
      ))}
    </ul>
  );
}

function PhoneMenu(props: { frame: PageFrame }): VNode {
  const { frame } = props;
  const login = frame.person
    ? { icon: "user-round" as const, words: frame.person.name, href: frame.person.href }
    : { icon: "user-round" as const, words: "登录", href: loginHref(frame) };
  const tools = [{ icon: "search" as const, words: "搜索", href: addresses.search }, ...ways(frame), login];
  return (
    <details class="phone-menu">
      <summary>
        <Icon name="menu" />
        菜单
      </summary>
      <nav aria-label="菜单">
        <ColumnLinks frame={frame} />
        <ul>
          {tools.map((tool) => (
            <li key={tool.words}>
              <a href={tool.href}>
                <Icon name={tool.icon} />
                {tool.words}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </details>
  );
}

/** The two ways to read the page differently: plain links, remembered by the server. */
function ways(frame: PageFrame): { icon: IconName; words: string; href: string }[] {
  const elder = frame.mode === "elder";
  const more = frame.contrast === "more";
  return [
    {
      icon: "a-large-small",
      words: elder ? "标准版" : "大字版",
      href: preferHref({ mode: elder ? "standard" : "elder" }, frame.address),
    },
    {
      icon: "contrast",
      words: more ? "标准对比" : "高对比",
      href: preferHref({ contrast: more ? "normal" : "more" }, frame.address),
    },
  ];
}

function loginHref(frame: PageFrame): string {
  return `${addresses.login}?${new URLSearchParams({ back: frame.address }).toString()}`;
}
