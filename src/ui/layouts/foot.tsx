import type { VNode } from "preact";
import { addresses, inHall } from "./addresses.ts";
import type { Hall, PageFrame } from "./frame.ts";

const groups = [
  {
    title: "帮助",
    links: [
      { title: "怎么办事", href: addresses.help },
      { title: "无障碍说明", href: addresses.accessibility },
      { title: "自助终端在哪里", href: addresses.kiosks },
    ],
  },
  {
    title: "核验",
    links: [
      { title: "查验文书", href: addresses.check },
      { title: "查验电子证照", href: addresses.verify },
      { title: "查办件进度", href: addresses.progress },
      { title: "看办理数据", href: addresses.supervision },
    ],
  },
  {
    title: "说话",
    links: [
      { title: "咨询", href: addresses.consultations },
      { title: "投诉与建议", href: addresses.complaints },
      { title: "好差评", href: addresses.evaluations },
    ],
  },
] as const;

/** The figures are those of the hall; everything else is the same in every hall. */
function here(hall: Hall, link: { title: string; href: string }): { title: string; href: string } {
  return link.href === addresses.supervision ? { ...link, href: inHall(hall, link.href) } : link;
}

/** The foot of every public page: whom to call, where to check, where to complain. */
export function Foot(props: { frame: PageFrame }): VNode {
  const { hall, demo, has } = props.frame;
  const open = groups
    .map((group) => ({ ...group, links: group.links.filter(({ href }) => has(href)).map((link) => here(hall, link)) }))
    .filter(({ links }) => links.length > 0);
  return (
    <footer class="foot">
      <div class="wrap">
        <div class="foot-grid">
          <div>
            <h2>{hall.title}</h2>
            <p>
              事项、时限、费用以公布的事项标准为准。
              <br />
              打不开、看不懂、办不成，请拨打 <a href={addresses.phone}>12345</a>，全天有人接听。
            </p>
          </div>
          {open.map((group) => (
            <div key={group.title}>
              <h2>{group.title}</h2>
              <ul>
                {group.links.map((link) => (
                  <li key={link.href}>
                    <a href={link.href}>{link.title}</a>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
        <div class="foot-legal">
          {hall.imprint?.map((line) => (
            <span key={line}>{line}</span>
          ))}
          {demo ? <span>演示环境：个案与统计数字为示例</span> : null}
          <span>网厅 Wangting 开源软件</span>
        </div>
      </div>
    </footer>
  );
}
