import type { Day } from "../../../kernel/calendar/index.ts";
import type { LegalText } from "../legal/index.ts";
import type { ShownLimit } from "../time/index.ts";
import type { ReviewedMaterial } from "./material-review.tsx";
import type { QueueCase } from "./queue.tsx";
import type { Kpi, SupervisionCard } from "./watch.tsx";

const day = (text: string) => text as Day;
const today = day("2026-11-20");

function promise(limitDays: number, usedDays: number, dueOn: string): ShownLimit {
  return { kind: "promised", limitDays, usedDays, phase: "running", dueOn: day(dueOn), today };
}

function law(limitDays: number, usedDays: number, dueOn: string): ShownLimit {
  return { ...promise(limitDays, usedDays, dueOn), kind: "legal" };
}

const expertReview = { reason: "专家评审", days: 4 };

export const queue: QueueCase[] = [
  {
    number: "440104-261103-00517",
    href: "/desk/cases/00517",
    item: "食品经营许可（新办）",
    applicant: "越秀区珠光街道某餐饮店",
    card: "red",
    node: "决定",
    holder: "审批岗",
    promised: promise(7, 12, "2026-11-13"),
    legal: law(10, 12, "2026-11-18"),
  },
  {
    number: "440104-261110-00229",
    href: "/desk/cases/00229",
    item: "道路货物运输经营许可",
    applicant: "广州某物流有限公司",
    card: "yellow",
    node: "材料审查",
    holder: "审查岗",
    promised: promise(5, 7, "2026-11-18"),
    legal: law(20, 7, "2026-12-09"),
  },
  {
    number: "440104-261118-01102",
    href: "/desk/cases/01102",
    item: "公司设立登记",
    applicant: "广州某贸易有限公司",
    soon: true,
    node: "核准",
    holder: "登记岗",
    promised: promise(1, 1, "2026-11-20"),
    legal: law(3, 1, "2026-11-24"),
    chosen: true,
  },
  {
    number: "440104-261109-00863",
    href: "/desk/cases/00863",
    item: "食品经营许可（新办）",
    applicant: "越秀区北京街道某小馆",
    node: "现场核查",
    holder: "核查岗",
    promised: promise(7, 5, "2026-11-24"),
    legal: law(10, 5, "2026-11-27"),
    chosen: true,
  },
  {
    number: "440104-261116-00388",
    href: "/desk/cases/00388",
    item: "建设工程规划类许可证核发（建筑类）(加建、改建、扩建建筑工程《建设工程规划许可证》核发—危房原址重建、改建（包括拆除历史文化街区、名镇、名村核心保护范围内历史建筑以外建筑物、构筑物或者其他设施）)",
    applicant: "广州某置业有限公司",
    node: "技术审查",
    holder: "审查岗",
    promised: promise(3, 3, "2026-11-20"),
    legal: law(20, 3, "2026-12-15"),
  },
  {
    number: "440104-261102-00071",
    href: "/desk/cases/00071",
    item: "排污许可证核发（首次申请）",
    applicant: "广州某印染厂",
    node: "专家评审",
    holder: "生态环境分局",
    promised: { ...promise(15, 13, "2026-11-24"), phase: "paused", pause: expertReview },
    legal: { ...law(45, 13, "2027-01-06"), extendedDays: 15, phase: "paused", pause: expertReview },
  },
];

export const materials: ReviewedMaterial[] = [
  {
    key: "request",
    name: "食品经营许可申请书",
    href: "/desk/cases/00863/materials/1",
    source: "在线生成",
    found: [{ says: "字段齐全，与登记信息一致" }],
    verdict: "fit",
  },
  {
    key: "licence",
    name: "营业执照",
    href: "/desk/cases/00863/materials/2",
    source: "电子证照库调取，A 级",
    found: [{ says: "签名有效，未注销" }, { says: "住所与经营场所一致" }],
    verdict: "fit",
  },
  {
    key: "layout",
    name: "主要设备设施、经营布局和操作流程文件",
    href: "/desk/cases/00863/materials/3",
    source: "上传，2 页 PDF",
    found: [{ says: "文件可读，查毒通过" }, { says: "平面图未检出尺寸标注", doubt: true }],
    verdict: "correct",
    reason: "平面图请标出长、宽和各功能区面积；洗手消毒设施请标在图上。",
  },
  {
    key: "rules",
    name: "食品安全规章制度目录清单",
    href: "/desk/cases/00863/materials/4",
    source: "上传，1 页 JPG",
    found: [{ says: "文件可读，查毒通过" }, { says: "未检出“食品安全自查”一项", doubt: true }],
    verdict: "correct",
    error: "请写明要申请人怎么改",
  },
];

export const correctionDraft: LegalText = {
  title: "补正告知书",
  number: "越市监食补〔2026〕0426 号",
  draft: true,
  to: "越秀区北京街道某小馆",
  body: [
    "你单位提出的食品经营许可（新办）申请，需要补正以下全部内容：",
    ["平面图请标出长、宽和各功能区面积；洗手消毒设施请标在图上。", "清单请补“食品安全自查制度”。"],
    "请在 10 个工作日内从网上补交，不用到窗口。补正期间不计时限。",
  ],
  signedBy: "越秀区市场监督管理局",
  on: today,
};

export const kpis: Kpi[] = [
  {
    name: "行政许可事项网上全流程办理率",
    href: "/supervision/indicators/1",
    group: "三率",
    measured: { value: 86.1, target: 80, unit: "%" },
  },
  {
    name: "行政许可事项网上办结率",
    href: "/supervision/indicators/2",
    group: "三率",
    measured: { value: 74.1, target: 75, unit: "%" },
  },
  {
    name: "网上申办事项到现场办理次数为零次",
    href: "/supervision/indicators/3",
    group: "一数",
    measured: { value: 41.3, target: 32, unit: "%" },
  },
  {
    name: "平均办理用时",
    href: "/supervision/indicators/4",
    measured: { value: 5.3, target: 6, unit: "天", full: 12, lessIsBetter: true },
  },
];

export const cards: SupervisionCard[] = [
  {
    card: "red",
    href: "/desk/cases/00517",
    item: "食品经营许可（新办）",
    number: "440104-261103-00517",
    state: "未说明",
    evidence: "法定 10 个工作日已过 2 天。越秀区市场监督管理局，审批岗。3 个工作日内说明。",
    rule: { name: "规则 R-03", href: "/supervision/rules/R-03" },
  },
  {
    card: "yellow",
    href: "/desk/cases/00229",
    item: "道路货物运输经营许可",
    number: "440104-261110-00229",
    state: "已说明",
    evidence: "承诺 5 个工作日已过 2 天，法定还剩 13 天。",
    rule: { name: "规则 Y-01", href: "/supervision/rules/Y-01" },
  },
];

export const limitsOfCase = [promise(7, 6, "2026-11-24"), law(10, 6, "2026-11-27")];
export const noticeLimit: ShownLimit[] = [
  { ...law(5, 1, "2026-11-26"), name: "一次告知" },
  { ...promise(7, 0, "2026-12-01"), phase: "idle" },
];
