import type { ConsolePageProps } from "../../layouts/index.ts";

/** Where a window officer can go. */
export const deskNav: ConsolePageProps["nav"] = [
  {
    title: "办件",
    links: [
      { key: "todo", href: "/desk", icon: "inbox", name: "待办", count: 18 },
      { key: "running", href: "/desk/running", icon: "folder-open", name: "办理中的办件", count: 43 },
      { key: "joint", href: "/desk/joint", icon: "users", name: "联合办理", count: 4 },
      { key: "special", href: "/desk/special", icon: "pause", name: "特别程序", count: 2 },
      { key: "done", href: "/desk/done", icon: "archive", name: "已办结" },
    ],
  },
  {
    title: "证照与送达",
    links: [
      { key: "issue", href: "/desk/licences", icon: "stamp", name: "待制证", count: 6 },
      { key: "deliver", href: "/desk/deliveries", icon: "send", name: "待送达", count: 3 },
    ],
  },
  {
    title: "质量",
    links: [
      { key: "supervision", href: "/supervision", icon: "gauge", name: "效能监督" },
      { key: "cards", href: "/desk/cards", icon: "megaphone", name: "监督牌", count: 2 },
      { key: "answers", href: "/desk/consultations", icon: "message-square", name: "咨询回复", count: 5 },
    ],
  },
];
