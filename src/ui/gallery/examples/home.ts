import type { ColumnCard, QuickDoor, Service } from "../../parts/home/index.ts";

/** Real items with their limits; what a home page of a province shows. Counts are examples. */
export const commonServices: readonly Service[] = [
  {
    href: "/items/open-restaurant",
    name: "开办餐饮店“一件事”",
    note: "开餐馆、开餐厅一件事 · 跑 1 次",
    promised: "10 个工作日",
    legal: "法定 20 个工作日",
  },
  {
    href: "/items/individual-business-setup",
    name: "个体工商户设立登记",
    note: "开店办执照、个体户注册 · 不用跑",
    promised: "1 个工作日",
    legal: "法定 3 个工作日",
  },
  {
    href: "/items/residence-permit",
    name: "居住证申领",
    note: "办居住证、流动人口居住证 · 不用跑",
    promised: "10 个工作日",
    legal: "法定 15 日",
  },
  {
    href: "/items/property-transfer",
    name: "不动产转移登记（二手房买卖）",
    note: "房屋过户、二手房过户 · 跑 1 次",
    promised: "3 个工作日",
    legal: "法定 30 个工作日",
  },
  {
    href: "/items/social-security-card",
    name: "社会保障卡申领",
    note: "社保卡、第三代社保卡 · 不用跑",
    promised: "15 个工作日",
    legal: "法定 30 个工作日",
  },
  {
    href: "/items/marriage-registration",
    name: "结婚登记（预约）",
    note: "领证、结婚预约 · 跑 1 次",
    promised: "当场",
    legal: "办结",
  },
  {
    href: "/items/company-setup",
    name: "公司设立登记",
    note: "开公司、注册公司 · 不用跑",
    promised: "1 个工作日",
    legal: "法定 3 个工作日",
  },
  {
    href: "/items/birth-registration",
    name: "生育登记",
    note: "准生证、二孩登记 · 不用跑",
    promised: "即时",
    legal: "办结",
  },
];

export const doors: readonly [QuickDoor, QuickDoor, QuickDoor] = [
  { href: "/cases", icon: "folder-open", title: "我的办件", note: "进度、补正、文书" },
  { href: "/licences", icon: "id-card", title: "电子证照", note: "领取、出示、查验" },
  { href: "/appointments", icon: "ticket", title: "预约与取号", note: "到窗口前先约好时间" },
];

export const departments = [
  "省发展改革委",
  "省教育厅",
  "省科技厅",
  "省经济和信息化委",
  "省民族宗教委",
  "省公安厅",
  "省民政厅",
  "省司法厅",
  "省财政厅",
  "省人力资源社会保障厅",
  "省国土资源厅",
  "省环境保护厅",
  "省住房城乡建设厅",
  "省交通运输厅",
  "省水利厅",
  "省农业厅",
  "省林业厅",
  "省商务厅",
  "省文化厅",
  "省卫生计生委",
  "省审计厅",
  "省地税局",
  "省工商局",
].map((name, at) => ({ name, href: `/departments/${at + 1}` }));

export const fiveColumns: readonly ColumnCard[] = [
  {
    href: "/disclosure",
    icon: "book-open-check",
    name: "政务公开",
    says: "公开的都能查到",
    links: [
      { title: "法律法规", href: "/disclosure/laws" },
      { title: "政策解读", href: "/disclosure/policies" },
      { title: "事项标准变更", href: "/disclosure/standards" },
    ],
  },
  {
    href: "/investment",
    icon: "layers",
    name: "投资审批",
    says: "项目从立项到开工",
    links: [
      { title: "企业投资项目备案", href: "/items/investment-record" },
      { title: "建筑工程施工许可证核发", href: "/items/construction-permit" },
      { title: "中介服务", href: "/investment/agencies" },
    ],
  },
  {
    href: "/services",
    icon: "list-checks",
    name: "网上办事",
    says: "申请、补正、领证都在网上",
    links: [
      { title: "个人办事", href: "/services/person" },
      { title: "企业办事", href: "/services/legal" },
      { title: "查办件进度", href: "/progress" },
    ],
  },
  {
    href: "/participation",
    icon: "message-square",
    name: "政民互动",
    says: "问的有人答，答的有期限",
    links: [
      { title: "咨询", href: "/participation/consultations" },
      { title: "投诉与建议", href: "/participation/complaints" },
      { title: "意见征集", href: "/participation/drafts" },
    ],
  },
  {
    href: "/supervision",
    icon: "gauge",
    name: "效能监督",
    says: "办得快不快，数字说话",
    links: [
      { title: "按期办结", href: "/supervision/on-time" },
      { title: "黄牌与红牌", href: "/supervision/cards" },
      { title: "好差评", href: "/supervision/evaluations" },
    ],
  },
];

export const news = [
  {
    href: "/disclosure/notices/4",
    title: "食品经营许可（新办）事项标准更新：营业执照由电子证照库调取，不再提交",
    meta: "11-18",
    day: "2026-11-18",
  },
  {
    href: "/disclosure/notices/3",
    title: "企业投资项目备案、公司设立登记等 16 个事项公布承诺时限",
    meta: "11-12",
    day: "2026-11-12",
  },
  {
    href: "/disclosure/notices/2",
    title: "11月28日（星期六）0:00 至 4:00 系统维护，期间可查询，不能提交申请",
    meta: "11-10",
    day: "2026-11-10",
  },
  {
    href: "/disclosure/notices/1",
    title: "关于公开征求《网上办事大厅服务规范》意见的公告",
    meta: "11-03",
    day: "2026-11-03",
  },
];
