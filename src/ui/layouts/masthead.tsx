import type { VNode } from "preact";
import { BrandMark } from "../brand/index.ts";
import { Icon, type IconName } from "../icons/index.ts";
import { SearchBox } from "../parts/search/index.ts";
import { addresses, type ColumnKey, columns, hallField, inHall, preferHref, suggestions } from "./addresses.ts";
import type { PageFrame } from "./frame.ts";
import { PersonMenu, PersonOnPhone, waysOnPhone } from "./person-menu.tsx";

/** Name, search, ways to read, who is signed in; then the columns. On phones everything but the name folds into a menu. */
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
          {props.search && frame.has(addresses.search) ? (
            <SearchBox
              kind="masthead-search"
              id="top-q"
              label="搜索事项"
              action={addresses.search}
              keep={hallField(frame.hall)}
              suggest={suggestions}
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
            <PersonMenu frame={frame} />
          </div>
          <PhoneMenu frame={frame} />
        </div>
      </div>
      {openColumns(frame).length > 1 ? (
        <nav class="columns" aria-label="栏目">
          <div class="wrap">
            <ColumnLinks frame={frame} />
          </div>
        </nav>
      ) : null}
    </header>
  );
}

function ColumnLinks({ frame }: { frame: PageFrame }): VNode {
  return (
    <ul>
      {openColumns(frame).map((column) => (
        <li key={column.key} class={column.key === "cases" ? "last" : undefined}>
          <a href={column.href} aria-current={column.key === frame.column ? "page" : undefined}>
            {column.name}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Home and columns are those of the hall; a column once it is there. */
function openColumns(frame: PageFrame): readonly { key: ColumnKey; name: string; href: string }[] {
  const [home, ...others] = columns;
  const open = others.filter(({ href }) => frame.has(href));
  // One's own cases are the same in every hall.
  const here = open.map((one) => (one.key === "cases" ? one : { ...one, href: inHall(frame.hall, one.href) }));
  return [{ ...home, href: frame.hall.href }, ...here];
}

function PhoneMenu(props: { frame: PageFrame }): VNode {
  const { frame } = props;
  const tools = [
    ...(frame.has(addresses.search)
      ? [{ icon: "search" as const, words: "搜索", href: inHall(frame.hall, addresses.search) }]
      : []),
    ...ways(frame),
    ...waysOnPhone(frame),
  ];
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
        {frame.person ? <PersonOnPhone frame={frame} person={frame.person} /> : null}
      </nav>
    </details>
  );
}

interface Way {
  icon: IconName;
  words: string;
  href: string;
}

/** The two ways to read the page differently: plain links, remembered by the server. */
function ways(frame: PageFrame): Way[] {
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
