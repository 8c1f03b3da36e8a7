import type { JournalNext, JournalStep } from "./journal.tsx";

/** The journal of the example case, newest first, times of Beijing. */
export const exampleSteps: JournalStep[] = [
  {
    at: new Date("2026-11-17T01:12:00Z"),
    title: "约定现场核查时间",
    who: "越秀区市场监督管理局，现场核查岗",
    text: "核查人员与您电话约定 11月23日（星期一）上午 9:30。",
    mark: { digest: "a71e6c02", number: 6, href: "/cases/440104-261109-00863/chain" },
    tone: "now",
  },
  {
    at: new Date("2026-11-16T07:05:00Z"),
    title: "材料审查通过",
    who: "越秀区市场监督管理局，审查岗",
    text: "布局、设备和制度符合要求。",
    mark: { digest: "5c02e9d4", number: 5 },
  },
  {
    at: new Date("2026-11-13T01:20:00Z"),
    title: "受理，开始计时",
    who: "综合窗口",
    text: "从下一个工作日起算，7 个工作日内给您结果。",
    documents: [{ href: "/cases/440104-261109-00863/documents/acceptance", label: "受理通知书（PDF）" }],
    mark: { digest: "e9d437bb", number: 4 },
  },
  {
    at: new Date("2026-11-12T11:47:00Z"),
    title: "您补正了材料",
    who: "您，手机端",
    text: "补交 1 项材料，改了 1 个字段。",
    mark: { digest: "37bb90f1", number: 3 },
  },
  {
    at: new Date("2026-11-11T02:32:00Z"),
    title: "一次性补正告知",
    who: "综合窗口",
    text: "要补：从业人员健康管理制度；要改：平面图上的面积标注。",
    documents: [{ href: "/cases/440104-261109-00863/documents/correction", label: "补正告知书（PDF）" }],
    mark: { digest: "90f11d6a", number: 2 },
    tone: "warn",
  },
  {
    at: new Date("2026-11-09T13:06:00Z"),
    title: "您提交了申请",
    who: "您，网页端",
    text: "系统当场核对：营业执照有效，经营场所一致，4 项材料齐全可读。",
    documents: [{ href: "/cases/440104-261109-00863/documents/receipt", label: "收件回执（PDF）" }],
    mark: { digest: "1d6a0000", number: 1 },
  },
];

export const stepsToCome: JournalNext[] = [
  { when: "最迟 11月24日", title: "决定", who: "审批岗", text: "准予的，当天发电子证照；不予的，写明理由和救济途径。" },
  {
    when: "11月23日 9:30",
    title: "现场核查",
    who: "现场核查岗",
    text: "出示证件，对照平面图看布局和设备，约 40 分钟。",
  },
];
