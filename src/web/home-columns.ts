import type { ColumnCard, PageFrame } from "../ui/index.ts";
import type { AtHall } from "./at-hall.ts";

const columns: readonly ColumnCard[] = [
  {
    href: "/disclosure",
    icon: "book-open-check",
    name: "政务公开",
    says: "凭什么办、归谁管",
    links: [
      { title: "权责清单", href: "/disclosure/powers" },
      { title: "法律法规", href: "/laws" },
      { title: "事项变动", href: "/disclosure/changes" },
    ],
  },
  {
    href: "/investment",
    icon: "layers",
    name: "投资审批",
    says: "项目从立项到竣工",
    links: [{ title: "按阶段看事项", href: "/investment" }],
  },
  {
    href: "/services",
    icon: "list-checks",
    name: "网上办事",
    says: "个人、企业、部门三个入口",
    links: [
      { title: "个人办事", href: "/services/person" },
      { title: "企业办事", href: "/services/legal" },
      { title: "部门服务", href: "/services/departments" },
      { title: "表格下载", href: "/services/forms" },
    ],
  },
  {
    href: "/participation",
    icon: "message-square",
    name: "政民互动",
    says: "有问题，这样问",
    links: [{ title: "咨询和投诉电话", href: "/participation" }],
  },
  {
    href: "/supervision",
    icon: "gauge",
    name: "效能监督",
    says: "办得快不快，数字说话",
    links: [{ title: "公开率和时限", href: "/supervision" }],
  },
];

/** The five columns (五个栏目) as a home shows them, only what is there, read in its hall. */
export function homeColumns(href: AtHall["href"], has: PageFrame["has"]): ColumnCard[] {
  return columns
    .filter((column) => has(column.href))
    .map((column) => ({
      ...column,
      href: href(column.href),
      links: column.links.filter((link) => has(link.href)).map((link) => ({ ...link, href: href(link.href) })),
    }));
}
